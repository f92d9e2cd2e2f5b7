# The convening desk.

problem-not-organiser = This is the organisers' desk. Come in with the link you were given.
problem-not-convener = A forum can be convened here only with the link that the server wrote when it started.
desk-title = Organisers' desk
desk-done-parties = The parties were added.
desk-done-topics = The topics were opened.
desk-done-statements = The statements are asked from now on.
desk-done-published = The findings are published and stand in the record.
desk-step-parties = Name the parties
desk-step-topics = Open the topics
desk-step-statements = Ask the first statements
desk-step-codes = Give out codes
desk-step-publish = Publish what is found
desk-parties = Parties
desk-code = Code
desk-name = Name
desk-standing = Standing
desk-parties-about = Paste from a spreadsheet, one party a line: code, name, standing, population, its source, the day it is of. All from the standing on may be left out.
desk-add = Add
desk-topics-about = One topic a line.
desk-statements = Statements
desk-topics-first = Open a topic first.
desk-topic = Topic
desk-statements-about = One short claim a line, at most 280 characters. Its text never changes once it is asked.
desk-codes = Personal codes
desk-codes-about = Each code lets one person vote for the party. It is spent when they come in, and nothing links it to their answers.
desk-parties-first = Name a party first.
desk-codes-count = How many
desk-codes-make = Make codes
desk-publish = Publish findings
desk-publish-about = What is found now becomes a snapshot in the record. Later votes do not change it.
desk-publish-now = Publish now
desk-never-published = Nothing was published yet.
desk-published = Last published: { $when }
desk-leave = Leave the desk
codes-title = Personal codes
codes-once = These codes are shown this once. Print or save this page now; the server keeps only what cannot be read back.
convene-title = Convene a forum
convene-name = Name
convene-theme = Theme
convene-place = Place
convene-zone = Time zone, such as Asia/Shanghai
convene-opens = First day
convene-closes = Last day
convene-template = Begin as
convene-intergovernmental = Intergovernmental forum: states in several standings
convene-city-network = Network of cities
convene-rule = How texts are adopted
convene-rule-which = Rule
convene-rule-usual = The usual one of what it begins as
convene-silence = Hours to object, where a text is adopted in silence
convene-silence-about = Leave it empty to decide in the hall. Silence is assent only of a party that accepted this beforehand; its time runs from when the text was served.
refused-hours = Whole hours from 1 to { $most }, or nothing.
convene-go = Convene
refused-empty-list = There is nothing in the list.
refused-long-list = The list has more than { $most } lines. Please paste it in parts.
refused-line-code = Line { $line }: a code has letters, digits and dashes, at most 24.
refused-line-name = Line { $line }: a name is missing or too long.
refused-line-twice = Line { $line }: this stands there already.
refused-line-standing = Line { $line }: there is no such standing. There are: { $known }
refused-line-number = Line { $line }: the population is not a number.
refused-line-day = Line { $line }: the day must be written as 2021-01-31.
refused-line-long = Line { $line }: this is longer than { $most } characters.
refused-no-topic = There is no such topic.
refused-count = Please give a number from 1 to { $most }.
refused-form = The form did not arrive whole. Nothing was changed.
refused-needed = This is needed.
refused-day = Please give a day, such as 2027-05-01.
refused-order = The last day comes before the first.
refused-zone = This time zone is not known. It is written like Asia/Tashkent.
desk-statements-count = { $count ->
    [one] { $count } statement
   *[other] { $count } statements
}
codes-count = { $count ->
    [one] { $count } code, for one person.
   *[other] { $count } codes, each for one person.
}
desk-done-phase = The forum entered its next phase.
desk-step-open = Open the forum for votes
desk-close-topic = Close
desk-topic-closed = closed
desk-reopen-topic = Open again
desk-hide = Withdraw a statement
desk-hide-about = A withdrawn statement is no longer asked or counted. It stays in the record with the reason, and it can be restored.
desk-hide-which = Its key, as in its address
desk-hide-reason = Reason
desk-hide-go = Withdraw
desk-restore = Restore
desk-phase-about = People vote only while the forum is open. Phases go forward; only from adopting is there a way back, to drafting.
desk-phase-next = Next phase
desk-phase-go = Enter it
refused-reason = Please give a reason; it stands in the record.
refused-import-key = “{ $key }” cannot be a key here: expected at most 40 Latin letters, digits, dashes, dots.

names-title = Names in other languages
names-about = What the forum, its topics and its parties are called in the language of this page. Choose another language above to fill in the names there. A name that was given stays; a translation can be changed.
names-missing = { $count ->
    [one] One name is missing in this language: readers see it in another.
   *[other] { $count } names are missing in this language: readers see them in another.
}
names-what = What
names-given = Its name
names-here = In the language of this page
names-stands = given so
names-keep = Keep the names
names-forum = Forum
names-theme = Theme
names-place = Place
names-topic = Topic
names-question = Question
names-party = Party
names-co-organiser = Co-organiser
done-names = The names are kept.

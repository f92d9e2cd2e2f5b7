# The board, statements and parties.

board-title = What we agree on
board-all-topics = All topics
board-by-capacity = By capacity
board-ground = { $answers ->
    [one] { $answers } answer
   *[other] { $answers } answers
} so far; { $parties } parties are counted, and each weighs the same.
board-parties-caption = Answers by party
board-see-parties = See how each party stands
board-party = Party
board-interval = Agree – disagree
board-answers = Answers
board-by-ten = Counts move by ten people at a time, so that nobody can tell how one person voted; up to nine people are not yet seen.
board-begin-text = Begin a text from what is agreed
column-agreed = We agree
column-agreed-about = To accept, or to reject together.
column-agreed-empty = Nothing yet. What parties broadly agree on will stand here, with those outside named.
column-divided = We differ
column-divided-about = One party leans for it, another against it.
column-divided-empty = Nothing yet. Where parties stand far apart will be shown here.
column-not-yet-asked = Not yet asked
column-not-yet-asked-about = Silence is not agreement: somebody has not been heard.
column-not-yet-asked-empty = Everybody was asked everything.
column-open = Still open
column-open-about = Asked enough, not settled. A bare majority stands here.
column-open-empty = Nothing is open.
short-agreed = agreed
short-divided = divided
short-not-yet-asked = not yet asked
short-open = open
capacity-everybody = Everybody
capacity-official-plural = Officials
capacity-expert-plural = Experts
capacity-organisation-plural = Organisations
capacity-resident-plural = Residents
finding-grade-unanimous = Unanimous
finding-grade-consensus = Consensus
finding-grade-broad-consensus = Broad consensus
finding-grade-shared-rejection = Rejected together
finding-grade-divided = Divided
finding-grade-not-yet-asked = Not yet asked
finding-grade-majority = A bare majority
finding-grade-open = Still open
finding-robust = Holds at { $percent } % even if one in ten voters of every party were fake.
finding-nobody-yet = Nobody has answered this yet.
finding-asked = { $asked } of { $of } parties were asked
outside-disagrees = stands outside: disagrees
outside-undecided = stands outside: undecided
outside-not-asked = { $needed ->
    [0] not yet asked
   *[other] not yet asked: { $needed } more
}
party-weakest = the weakest: it bounds what is certain
lean = { $agree } % agree, { $disagree } % disagree, of { $answers }
lean-nobody = nobody answered
tier-attested = Attested
tier-invited = Invited, counted apart
tier-open = Open, counted apart
statement-beside = { $answers ->
    [one] { $answers } answer
   *[other] { $answers } answers
}, { $agree } % agree; these certify nothing.
statement-answer = Answer this
statement-parties = How the parties stand
statement-history = How it came about
statement-history-table = The same as a table
statement-languages = In the other languages
statement-act = Made in act { $act } of the record.
history-when = When
history-answers = Answers
history-agree = Agree, %
history-disagree = Disagree, %
history-words = { $answers ->
    [one] { $answers } attested answer
   *[other] { $answers } attested answers
}: the share that agrees went from { $from } % to { $to } %. The broken line is the agreement that is asked for, over all parties together; a finding asks it of each.
party-since = In this standing since { $year }.
party-population = { $people } people ({ $source }, { $date }). They do not change its weight.
party-home = At home in { $party }.
party-beside = Its answers are shown and not counted in findings: its standing has no right to count.
party-alone = Where it stands outside
party-nowhere-alone = It stands outside nothing that the others agree on.
party-stands = How it stands
board-as-data = All of it as data:
beside-line = Beside them, { $who }: { $grade }
beside-title = Beside them: { $who }

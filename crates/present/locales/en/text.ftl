# The text in the making, its negotiation, its adoption.
room-text = Text
text-nothing = No text is begun. Once findings are published, the secretariat can begin a draft from them, and it will be read here.
text-next = What you can do next
text-digest = Digest of the frozen text (SHA-256):
text-kind-declaration = Declaration
text-kind-initiative = Initiative
text-kind-plan = Plan of action
text-kind-chairs-summary = Chair’s summary
text-stage-nothing = No text
text-stage-zero = Zero draft, not sent to the delegations yet
text-stage-open = Being negotiated
text-stage-frozen = Frozen: nothing in it changes any more
text-stage-round = In its adoption
text-stage-failed = Not adopted
text-stage-adopted = Adopted
text-stage-published = Adopted and published
text-stage-summary = Finished; the chair can issue it
text-stage-summary-zero = Being written by the chair
text-stage-issued = Issued by the chair
summary-about = A chair’s summary: the chair answers for it alone. Nobody negotiates or adopts it, and it binds nobody.
need-issue = Issue the summary
need-finish = Finish the summary
finish-about = After this nothing changes: the digest is taken over all languages in which every paragraph is written.
finish-do = Finish it
issue-about = It is published as the chair’s own, with its papers and its bundle.
issue-do = Issue it
refused-summary = A chair’s summary is the chair’s own: nobody negotiates or adopts it. Finish it and issue it.
text-agreed-count = { $agreed } of { $clauses } clauses agreed ad referendum
text-agreed = agreed ad referendum
text-open-amendments = { $count ->
    [0] no open amendment
    [one] { $count } open amendment
   *[other] { $count } open amendments
}
text-objected = { $count ->
    [0] no clause objected to
    [one] { $count } clause objected to
   *[other] { $count } clauses objected to
}
text-circulated = Circulated { $when }
text-amendments-until = Amendments until { $when }
text-second = Beside it:
text-one-language = one language
text-legend-live = Signs of positions: ✓ accepts, ✓* with a reservation, ≈ can live with it, … needs time, ✕ objects, – takes no part. A dashed border: heard and recorded, without deciding.
leaf-title = Parts of the text
leaf-more = More parts of the text
leaf-all = all on one page
clause-older-versions = { $count ->
    [one] One change before these
   *[other] { $count } changes before these
}
text-provenance = { $count ->
    [0] From no finding
    [one] From { $count } finding
   *[other] From { $count } findings
}
text-weakened = new votes no longer bear it
text-more-amendments = { $count ->
    [one] { $count } more amendment
   *[other] { $count } more amendments
}
amendment-conflict = The text went on since, and both changed the same words differently. Whoever tabled it can withdraw it and write it against the words of now.
clash-base = when it was tabled
clash-wanted = in the amendment
clash-now = in the text now
clash-nothing = (nothing)
clash-verb = Both changed the verb.
clash-names = Both changed who is to act or who is invited.
clash-place = Both moved the clause, to different places.
clash-sources = Both changed the statements behind the clause.
text-stale = Older than the wording it translates: { $languages }
clause-stale = This translation is older than the wording it translates.
hold-do = It still holds
hold-label = The translation into { $language } still holds
clause-earlier = Agreed language in earlier texts
clause-earlier-common = { $percent } % in common
text-part-chapeau = Opening
text-part-preamble = Preamble
text-part-operative = Operative part
text-part-closing = Closing
text-why = Why
text-proposed-new = New clauses that are proposed
text-sponsors = Sponsors
text-sponsor-join = Sponsor this text
text-sponsor-leave = Leave the sponsors
text-check = Check this yourself
text-check-about = What was found, what was said and what the rule made of it can be recomputed from the published bundle, without us:
text-bundle = Download the bundle
text-files = The text as files
text-file-text = Text
text-file-adoption-record = Record of the adoption
text-file-communique = Communiqué
text-receipt = receipt
text-receipt-label = Receipt of act { $act }
problem-text-not-published = The text is not published yet. Its files and its bundle will be here once it is.
problem-no-key = This server has no key, so that it can sign neither bundles nor receipts. Whoever runs it can give it one.
problem-no-receipt = There is no receipt of this act: no such act, none that receipts are given for, or none that you may read.
problem-no-papers = This file could not be made: { $why }. Please tell the organisers; the other formats may be there.
refused-no-papers = A text is published with all its papers or not at all, and they cannot be made: { $why }
text-earlier = Earlier texts

verb-class-recall = recalls
verb-class-assess = assesses
verb-class-support = supports
verb-class-urge = asks
verb-class-commit = binds
plain-recall = It recalls: it says what is so and asks nothing of anybody.
plain-assess = It assesses: it says what is thought of something and asks nothing of anybody.
plain-support = It supports: whoever accepts it stands behind it, and nobody is bound to act.
plain-urge = It asks: others are invited to act, and nobody is bound.
plain-commit = It binds: whoever is named in it takes on to do it.
draft-holds = { "" } the following: { $statement }
draft-rejects = { "" } that the following does not hold: { $statement }

need-begin = Begin a text
need-circulate = Send the text to the delegations
need-settle = { $count ->
    [one] Settle { $count } open amendment
   *[other] Settle { $count } open amendments
}
need-freeze = Freeze the text for adoption
need-open = Open the adoption
need-conduct = Conduct the adoption
need-reopen = Work on the text again
need-publish = Publish the text
need-receive = Confirm that you received the text
need-answer = Answer in the adoption, until { $when }
need-anew = { $count ->
    [one] Say anew where you stand: { $count } clause was put in other words
   *[other] Say anew where you stand: { $count } clauses were put in other words
}
need-positions = { $count ->
    [one] Say where you stand on { $count } clause
   *[other] Say where you stand on { $count } clauses
}

begin-title = Begin a text
begin-about = A text is begun from what the parties agreed on. Each statement you choose becomes a clause in its own words, in every language it has, with its finding behind it. Everything can be put in other words afterwards.
begin-kind = What it is to become
begin-name = Its title
begin-audience = Who may read it before it is published
audience-delegations = The delegations, the co-organisers and this desk
audience-participants = Those, and everybody who takes part in the discussion
audience-public = Everybody
begin-statements = Statements that become clauses
begin-none = Nothing is agreed on in the published findings yet. Publish findings first, or begin with an empty text.
begin-conclusions = Conclusions of the topic reports
begin-conclusions-about = Each that is ticked becomes a paragraph of the opening, in the words of its rapporteur.
begin-do = Begin the text

clause-title = Clause { $number }
clause-title-n = Clause { $number }
clause-before = Clause before
clause-after = Next clause
clause-gone = This clause is no longer in the text.
clause-no-findings = No finding stands behind this clause; somebody proposed it.
clause-now = now: { $grade }
clause-stands = Where the parties stand
clause-no-stands = Nobody has said where they stand on these words. Silence is not agreement.
clause-position = Position
clause-reason = In these words
clause-remedy = It would accept if:
clause-heard = heard, does not decide
clause-fallen = The clause was put in other words; these must say anew where they stand:
clause-amendments = Amendments
clause-no-amendments = Nothing is proposed to this clause.
clause-versions = How it came to these words
clause-part = Part
clause-verb = Verb
clause-no-verb = none
clause-words-about = The clause opens with the approved wording of its verb, in each language.

position-accept = accepts
position-accept_with_reservation = accepts with a reservation
position-can_live_with = can live with it
position-needs_time = needs time
position-object = objects
position-not_participating = takes no part
stand-title = Where your delegation stands
stand-mine = Your position on these words: { $position }.
stand-reason = Reason, or the words of a reservation
stand-remedy = What would make you accept (for an objection)
stand-do = Record the position

amendment-insert = new clause
amendment-delete = take the clause out
amendment-move = move the clause
move-title = Propose another place
move-where = Where it is to stand
move-first = first in its part
move-after = behind { $clause }
move-do = Table the move
amendment-replace = other words
amendment-supported = supported by
amendment-late = after the day that was set
amendment-why = Why:
amendment-support = Support it
amendment-withdraw = Take it back
amendment-take = Take into the text
amendment-decline = Do not take it
amendment-taken = Taken into the text
amendment-declined = Not taken: { $why }
amendment-withdrawn = Taken back
amendment-fell = Fell with its clause
amendment-unfit = It no longer fits: { $what }
amend-title = Propose a change
amend-do = Table the amendment
delete-do = Propose to take it out
insert-title = Propose a new clause
insert-do = Table the new clause
revise-title = Put it in other words
revise-do = Put in these words
drop-do = Take it out
agree-do = Note as agreed ad referendum
add-title = Add a clause
add-do = Add the clause
alternative-do = Put these words beside it as an alternative
choose-do = Take this one; the other alternatives go
pack-title = Without a connection
pack-about = Take the text along as a plain file, write behind “position:” where you stand, and hand the file in here when you are connected again. All of it is taken, or nothing.
pack-take = Download the pack
pack-file = The filled file
pack-hand = Hand it in
pack-how = Write behind "position:" one of the words below, and a reason and a remedy where you have them. Leave empty what you say nothing of. Lines that begin with # are for reading.
note-title = Notes of your delegation
note-about = Only delegates of your party read this. It is neither in the record nor seen by the desk, and it says nothing for you.
note-when = Written { $when }.
note-words = Note
note-do = Keep the note
bring-title = Bring in a text that is written already
bring-about = A Word file or plain text with numbered paragraphs becomes the clauses of an empty draft. Where the draft has clauses, the text is taken as their words in this language, one paragraph for each clause.
bring-file = Word file (.docx) or plain text (.txt)
bring-paste = Or paste the text here
bring-do = Take it in
circulate-about = The delegations read it as it stands, under its symbol, and can amend it from then on.
circulate-until = Amendments until (time of the forum)
circulate-do = Send it to the delegations
freeze-about = After this nothing changes: the digest is taken over all languages in which every clause is written. Open amendments are settled first.
freeze-do = Freeze the text
reopen-do = Work on it again
publish-do = Publish it

round-title = Adoption
round-not-frozen = The text is not frozen yet; an adoption opens over a frozen text only.
round-no = Round { $no }
round-opened = Opened { $when }
round-announced = Nobody’s time has begun
round-running = Answers are in time
round-paused = The clock stands: more time was asked for
round-broken = The silence is broken
round-elapsed = Everybody’s time is over
round-closed = Closed
round-confirmed = Confirmed at a meeting
round-until = Answers are in time until { $when }
round-until-own = For your delegation: until { $when }
round-concerned = the decision is about it: heard, not counted
round-substantial = To a substantial issue
round-not-substantial = Not to a substantial issue
round-join-letter = Confirm it for our party
round-maintain = Maintain our objection
round-outcome = How it stands
round-seats = Who is called
round-seats-about = A party’s time runs once it was served with the text. “No objection received” is silence; it is never counted as agreement.
round-served = Served
round-not-served = not served yet
round-ends = Its time ends
round-heard = What was said
round-no-effect = Without effect on the decision: { $why }
round-answer = Answer to the objection
round-answer-do = Answer
round-answered = Answered:
round-past = Earlier rounds
rule-words = The rule: { $rule }.
rule-silence-hours = { $hours ->
    [one] Each party has { $hours } hour at the least.
   *[other] Each party has { $hours } hours at the least.
}
rule-silence-minutes = { $minutes ->
    [one] Each party has { $minutes } minute at the least.
   *[other] Each party has { $minutes } minutes at the least.
}
rule-prior-acceptance = Silence is assent only of a party that accepted this beforehand.
outcome-not-yet = Nothing is decided yet.
outcome-not-adopted = Not adopted.
outcome-would-not = As it stands it is not adopted.
outcome-adopted = Adopted: { $grade }.
outcome-would = As it stands it is adopted: { $grade }.
outcome-silent = { $count ->
    [one] From { $count } party that decides no objection was received.
   *[other] From { $count } parties that decide no objection was received.
}
agreement-none = no agreement
agreement-majority = by vote
agreement-rough = rough consensus; every objection was answered
agreement-no_objection = no objection was received
agreement-general = general agreement, without sustained opposition
agreement-consensus_with_reservations = by consensus, with reservations
agreement-consensus = by consensus
agreement-unanimous = unanimously
reason-before-deadline = Answers are in time until { $when }.
reason-notifications = Notifications to the contrary are in time until { $when }.
reason-own-end = { $party } was served late and has until { $when }.
reason-not-served = Not served with the text yet: { $parties }.
reason-objection = { $party } objects.
reason-amendment = { $party } proposed an amendment, which breaks the silence.
reason-extension = { $party } asked for more time, which breaks the silence.
reason-unanswered = The objection of { $party } has no written answer that came in time.
reason-paused = { $party } asked for more time; the chair has not answered.
reason-absent = { $party } is absent.
reason-withdrawn = The text was withdrawn: { $why }
reason-quorum = { $there } parties are present; { $needed } are needed.
reason-too-few = { $there } accept; { $needed } are needed.
reason-population = Those in favour stand for too little of the population.
reason-declared = Too many abstain with a declaration.
reason-sustained = An important part sustains its opposition.
reason-roll = The roll does not let the rule decide.
reason-nobody-voted = Nobody voted for or against.
reason-clock = The clock went back; nothing is decided by such a clock.
receive-about = Your time to answer runs from here. The record keeps when the text reached you.
receive-do = We received the text
answer-title = Your answer
answer-silence = To let it pass there is nothing to do: the record will say “no objection received”, never “agreed”. To break the silence, object and say why.
answer-beside = Or something beside the decision
answer-on = On
answer-whole = the whole text
answer-do = Record the answer
answer-for-others = An objection for other parties as well
answer-for-others-about = For whoever else is ticked it counts once that party has confirmed it here. Until then it is a name on a letter.
answer-after-title = Beside the decision
answer-after-about = The decision stands. What your delegation says to it stands beside it in the record and in the papers.
answer-after-what = What it is
answer-after-words = In your words
answer-after-do = Put on record
assent-title = Silence as assent
assent-about = Your silence is assent only if your delegation accepted this beforehand. It holds for adoptions opened afterwards.
assent-do = Accept that our silence is assent
assent-lift = No longer accept it
stands-heard = heard
said-accept = accepts
said-accept_with_reservation = accepts with a reservation
said-can_live_with = can live with it
said-needs_time = needs time
said-object = objects
said-not_participating = takes no part
said-explanation = explanation of position
said-explanation-after = explanation of position after the decision
said-reservation = reservation
said-interpretative = interpretative statement
said-dissociation = dissociates itself
said-footnote = footnote
said-opinion = opinion on record
said-more-time = asks for more time
said-amendment = proposes an amendment
said-joint-objection = objects, for several parties
said-joins = confirms a joint objection
said-maintains = maintains its objection
said-yes = votes for
said-no = votes against
said-abstain = abstains
said-declare = abstains with a declaration
open-about = The roll is called on the frozen text: everybody that takes part has a seat, and those whose standing decides are counted.
open-until = Until (time of the forum)
open-concerned = The party it is about
open-violation = The violation, as it was found
open-do = Open the adoption
serve-evidence = How it is known
serve-do = Served
conduct-title = Conducting it
extend-do = Give more time
refuse-time-do = Do not give more time
tell-do = Tell everybody that the silence is broken
declare-do = Declare the outcome

did-begun = The text is begun.
did-add = The clause is added.
did-pack = What the pack says stands in the record.
did-move = The move is tabled.
did-note = The note is kept.
did-alternative = The alternative stands beside the clause. The text is not frozen before one of them is chosen.
did-choose = Chosen; the other alternatives are gone.
did-bring = The text is taken in. Please read it through before it is sent round.
did-revise = The clause is in its new words.
did-drop = The clause is taken out.
did-circulate = The text is with the delegations.
did-readers = More people may read the text now.
readers-title = Open the text to more readers
readers-about = It is never closed again to somebody who could read it.
readers-participants = Open it to everybody who takes part in the discussion
readers-public = Open it to everybody
text-read-by-participants = Read by whoever takes part in the discussion
text-read-by-public = Read by everybody while it is made
refused-audience = They may read the text already.
did-take = The amendment is in the text.
did-decline = The amendment is not taken, and the reason is on record.
did-agree = Noted as agreed ad referendum.
did-hold = Noted: the translation still holds.
did-freeze = The text is frozen.
did-open = The adoption is open.
did-serve = Noted that it was served.
did-extend = There is more time.
did-refuse-time = The request for more time is refused.
did-tell = Everybody is told.
did-answer = The answer is on record.
did-substantial = The chair’s ruling is on record.
did-not-substantial = The chair’s ruling is on record.
did-close = The round is closed.
did-confirm = It is confirmed.
did-declare = The outcome is declared.
did-reopen = The text can be worked on again.
did-publish = The text is published.
did-insert = The new clause is tabled.
did-replace = The amendment is tabled.
did-delete = The amendment is tabled.
did-support = Your support is on record.
did-withdraw = The amendment is taken back.
did-stand = Your position is on record.
did-sponsor = You are a sponsor of the text.
did-leave = You are no sponsor of the text any more.
did-assent = Your acceptance is on record.
did-dissent = It no longer holds.
did-receive = Your receipt is on record.
did-say = Your answer is on record.
did-confirm-letter = The joint objection is your party’s own now.
did-maintain = Your objection is maintained.

problem-text-not-public = The text is with the delegations while they work on it. Once it is adopted and published, it is read here.
refused-no-text = No text is begun.
refused-text-begun = A text is being worked on already.
refused-frozen = The text is frozen; nothing in it changes any more.
refused-not-frozen = The text is not frozen yet.
refused-not-circulated = The text was not sent to the delegations yet.
refused-not-adopted = The text is not adopted, so it cannot be published.
refused-not-approved = The co-organisers have not approved exactly this text yet.
refused-brought-long = The paragraph that begins on line { $line } is longer than the { $most } characters that a clause may have. Part it in two.
refused-brought-count = The draft has { $clauses } clauses and the text { $brought } paragraphs. Each clause needs one paragraph, in the same order.
refused-brought-part = The paragraph on line { $line } stands in another part than the clause in its place: only operative clauses are numbered.
refused-pack-line = Nothing was taken. The part on line { $line } ({ $about }) cannot be: { $why } Take a new pack, or mend this one.
refused-pack-unread = Nothing was taken. Line { $line } cannot be read: a line is empty, begins with #, opens a part with == or says position:, reason: or remedy:.
refused-pack-empty = The pack says nothing: no line has a position.
refused-alternatives = A clause has at most seven alternatives. Choose between those there are.
refused-no-alternatives = There is nothing to choose between: the clause has no alternatives.
refused-no-conclusion = The report of the topic { $topic } has no conclusion.
refused-brought-opening = The paragraph on line { $line } must open with “{ $wording }”, as its clause does in the other languages.
refused-not-yet = Nothing is decided yet, so nothing can be declared.
refused-no-adoption = No adoption is open.
refused-no-clauses = The text has no clause yet.
refused-no-findings = No findings are published. Publish them first, or begin with an empty text.
refused-not-agreed = Statement { $statement } is not agreed on in the published findings.
refused-no-wording = Statement { $statement } is in no language in which its verb has an approved wording. Add the clause by hand.
refused-no-title = Please give the text a title.
refused-no-words = Please write the clause in at least one language.
refused-opening = In { $lang } the clause must open with “{ $wording }”, or have another verb.
refused-no-language = In no language of the forum has every clause words. Complete one first.
refused-open-amendment = Amendment { $amendment } is open. Settle it first.
refused-moment = Please give a day and a time.
refused-past = That moment is past.
refused-window = { $hours ->
    [one] The rule gives every party { $hours } hour at the least. Choose a later end.
   *[other] The rule gives every party { $hours } hours at the least. Choose a later end.
}
refused-clause-changed = The clause was put in other words since. Look at it as it is now, and do it again.
refused-clause-gone = The clause is no longer in the text.
refused-clause-unknown = The clause never read so. Look at it as it is now, and do it again.
refused-conflict = The clause was changed in the same place in the meantime. Write the amendment against it as it is now.
refused-amendment-over = The amendment is settled already.
refused-no-position = Please choose a position.
refused-no-objection-reason = An objection needs a reason.
refused-no-reservation = Please write the reservation.
refused-no-words-said = Please write what is to stand in the record.
refused-rule-of-all = Under the rule of this forum everybody is counted; nobody can be left out.
refused-no-violation = Under this rule a party is left out only for a violation that was found. Please state it.
refused-power = Your delegation did not give you this power. Your head of delegation can do it.
refused-power-day = Your term in the delegation is over or has not begun.
refused-power-seat = The credentials of your delegation are not accepted yet.
refused-power-right = The standing of your party gives no right to this.
refused-few-voted = Nowhere have { $people } people of one party answered the same statement yet. Counts of fewer people are not published.
record-withheld-text = withheld while the text is with the delegations
record-withheld-tally = withheld: how the votes stood in between
remind-do = Remind those who have said nothing
remind-clauses-do = Write to those who have not said where they stand
did-remind = The letters wait to be sent.
freeze-discord = { $count ->
    [one] { $count } place to look at: the languages may not say the same
   *[other] { $count } places to look at: the languages may not say the same
}
refused-discord = The text still has an open question: { $what }
refused-left-behind = Clause { $clause } was put in other words in { $leading } after it was translated: { $languages }. Bring the translation up to date, or say that it still holds.
refused-not-behind = The translation ({ $lang }) is not behind the leading wording.
begin-report = report of the topic
text-brackets = { $count ->
    [0] no brackets
    [one] { $count } passage in brackets
   *[other] { $count } passages in brackets
}
confirm-title = To be confirmed at a meeting
confirm-meeting = Which meeting
confirm-do = Confirm it

clause-asserted-by = In the name of: { $parties }
clause-acted-by = Who is to act: { $parties }
clause-asserted = In whose name it speaks, where not the whole forum’s (parties, separated by commas)
clause-actors = Who is to act, where the verb commits (parties, separated by commas)
clause-host = the host
refused-party-unknown = “{ $name }” is no party here. Please give codes or names, separated by commas.
near-title = What is near
near-nobody = { $said ->
    [one] nobody objects; { $said } of { $all } that decide has said so far where it stands
   *[other] nobody objects; { $said } of { $all } that decide have said so far where they stand
}
near-few = objecting: { $parties }
discord-at = Clause { $clause }, { $language }: { $what }
discord-missing = no words; please translate it.
discord-stale = the leading wording changed since it was translated; translate it anew or say that it still holds.
discord-numbers = other numbers or days than in the leading language ({ $leading } there, { $here } here); please make them the same.
discord-symbols = other document symbols than in the leading language ({ $leading } there, { $here } here); please make them the same.
discord-brackets = { $here } passages in brackets, { $leading } in the leading language; please make them the same.
discord-unbalanced = a bracket is without its other half.
discord-open = { $count ->
    [one] one passage in brackets: agree on it and take the brackets out.
   *[other] { $count } passages in brackets: agree on them and take the brackets out.
}
discord-alternative = it is the { $label } of clause { $clause }; keep one of them and take the others out.
discord-unapproved = { $verb } is no approved verb of this class; please choose another.
discord-verb = it does not open with “{ $wording }”; please begin with it.

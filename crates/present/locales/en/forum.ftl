# The pages of a forum. Everything a reader sees that is not written by somebody or counted from the record.

forum-page-description = { $forum }: from the votes to the deed, every step with the acts it came from.
nav-label = On this page
nav-press = Press
nav-topics = Topics
nav-findings = Findings
nav-text = The text
nav-adoption = Adoption
nav-deeds = Deeds
nav-record = Record

phase-label = Phases
phase-done = done
phase-now = now

dateline = { $place }, { $day }
dateline-days = { $place }, { $opens } – { $closes }
standing-count = { $count } { $count ->
    [one] { $one }
   *[other] { $many }
}
co-organised-line = Co-organised by { $names }

lead-read = Read the communiqué
lead-text = as plain text
chain-title = The chain
chain-statements = { $count ->
    [one] statement
   *[other] statements
} made
chain-votes = votes by { $participants } people
chain-agreed = { $count ->
    [one] finding
   *[other] findings
} agreed
chain-clauses = { $count ->
    [one] clause
   *[other] clauses
} drafted from them
chain-positions = { $count ->
    [one] party
   *[other] parties
} spoke on the text
chain-deeds = { $count ->
    [one] promise
   *[other] promises
} confirmed by who must keep { $count ->
    [one] it
   *[other] them
}
chain-acts = acts in the record

topics-title = The topics
topic-agreed = { $agreed } of { $all } agreed
topic-none = Nothing is agreed here yet.

findings-title = What was found
findings-ground = Every figure speaks for those who took part. Findings are taken over { $count } parties; one weighs as much as another, whatever its size.
findings-legend = The bar is filled up to the share we are sure of in every party at once; where some stand outside, up to the share that was asked of those inside. Each small mark is one party, the tall one is the weakest; wide marks stand outside.
findings-more = Every party, interval and figure
findings-data = The votes themselves, as tables
finding-beside = Beside, not counted: { $leaning } of { $count } { $many } lean for it.
finding-parties = by party
clause-of = stands in the text
sign-agreed = agreed
sign-rejected = rejected together
sign-divided = divided
sign-not-asked = not yet asked
sign-open = open

text-title = The text
text-about = Each clause grew from statements that people voted on; it stands here because their findings earned it.
text-legend = Signs of positions: ✓ accepts, ○ nothing received, ✕ objects, * said something on this clause. A full border: the party decides; a dashed one: it is heard and recorded.
text-plain = The text alone
text-subject = The Forum
text-speaks = { $subject }{" "}
text-from = { $count ->
    [one] from one finding
   *[other] from { $count } findings
}
text-positions = Positions
text-none = No text was drafted: nothing was agreed from which a clause could be written.
text-act = act { $act }

stands-accepts = accepts
stands-accepts-with-reservation = accepts, with a reservation
stands-can-live-with = can live with it
stands-not-participating = takes no part
stands-needs-time = needs time
stands-objects = objects
stands-no-objection-received = no objection received
stands-tacit-assent = no objection received; by a rule it accepted beforehand its silence is assent
stands-voted-yes = voted for
stands-voted-no = voted against
stands-abstained = abstained
stands-did-not-vote = did not vote
heard-accepts = accepts
heard-opinion = opinion on record
heard-reservation = reservation
heard-objects = objects, without effect
heard-nothing-short = nothing received
twin-count = { $what }: { $names }

adoption-title = How it was adopted
adoption-result = Adopted { $basis }
adoption-result-not = Not adopted
adoption-rule = The rule
adoption-decide = They decide
adoption-heard = Heard and recorded, without deciding
adoption-party = Party
adoption-standing = Standing
adoption-position = Position
adoption-said = What was said
adoption-silence = “No objection received” is silence. It is never counted as agreement.
adoption-none = Nothing was put to adoption.

deeds-title = From words to deeds
deed-owner = Who
deed-what = What
deed-measure = Measure
deed-due = By
deed-state = State
deed-confirmed = confirmed by its owner
deed-candidate = proposed; nobody’s promise yet
deed-note = A promise is counted as kept only once somebody other than its owner has verified it.
deed-clause = from the clause
deed-none = No promise was made.

record-recomputed = Everything on this page was recomputed from { $acts } acts, each linked to the one before by its hash. Change one letter in one of them and every hash after it no longer holds.
record-head-now = Head
record-file = The record
record-all = All acts, one by one
record-check = Check it yourself: this writes the communiqué again from the record alone, and refuses a record that does not hold.
record-acts-title = All acts
record-cut = The rest of this act stands in the record file.
record-back = Back to the forum
twin-names = { $names }
quoted = “{ $words }”
said-as = { $what }: “{ $words }”

# The news report of a forum. No figure and no name stands here: every one comes from an act of the record.
# A test holds that. Arguments are named where the sentences are composed, in crates/forum/src/communique/compose.
# $opens, $closes, $days, $date and $due are days written out; $one and $many are what a standing is called.

headline-adopted = “{ $title }” adopted { $basis }
headline-not-adopted = “{ $title }” not adopted
headline-found = What the parties agree on, and where they differ
headline-convened = The forum is convened

basis = { $basis ->
    [without_objection] without objection
    [without_objection_minus_one] without objection, the party concerned not being counted
    [tacit_assent] by silence, no objection being received
    [by_consensus] by consensus
    [without_vote] without a vote
    [rough] by rough consensus, every objection being answered
    [general_agreement] by general agreement, without sustained opposition
   *[by_vote] by vote
}

section-opening = The forum
section-who = Who took part
section-found = What was found
section-text = What the Forum says
section-adoption = How the text was adopted
section-deed = From words to deeds
section-notes = Where each sentence comes from

met = The { $forum } met in { $place } on { $opens }.
met-days = The { $forum } met in { $place } from { $opens } to { $closes }.
theme = Its theme was “{ $theme }”.
co-organised = Its co-organisers: { $names }.

took-part = { $count } { $count ->
    [one] { $one }
   *[other] { $many }
} took part: { $names }.
people = Together { $names } have { $people } inhabitants ({ $source }, { $date }).
the-parties = the { $count } parties
topics = { $count ->
    [one] { $count } topic was discussed
   *[other] { $count } topics were discussed
}: { $names }.
votes = { $participants } people cast { $votes } votes on { $statements } statements. Every figure below speaks for those who took part, never for a population.

found-all = Of { $all } statements over all topics, { $parts }.
found-topic = { $topic }: of { $all } statements, { $parts }.
count-unanimous = { $count ->
    [one] { $count } is
   *[other] { $count } are
} unanimous
count-consensus = { $count ->
    [one] { $count } has
   *[other] { $count } have
} found consensus
count-broad_consensus = { $count ->
    [one] { $count } has
   *[other] { $count } have
} found broad consensus
count-shared_rejection = { $count ->
    [one] { $count } is
   *[other] { $count } are
} rejected together
count-divided = { $count ->
    [one] { $count } divides
   *[other] { $count } divide
} the parties
count-not_yet_asked = { $count ->
    [one] { $count } is
   *[other] { $count } are
} not yet asked enough
count-majority = { $count ->
    [one] { $count } has
   *[other] { $count } have
} a bare majority
count-open = { $count ->
    [one] { $count } is
   *[other] { $count } are
} open
statement-found = “{ $statement }” { $found }

clause-forum = The Forum { $text }
clause-forum-numbered = { $number }. The Forum { $text }
clause-named = { $names } { $text }
clause-named-numbered = { $number }. { $names } { $text }

adopted = “{ $title }” was adopted { $basis } by the { $count ->
    [one] party that decides
   *[other] { $count } parties that decide
}: { $names }. The rule: { $rule }.
adopted-by-vote = “{ $title }” was adopted by vote: { $yes } for, { $no } against, { $abstain } abstaining. The rule: { $rule }.
not-adopted = “{ $title }” was not adopted. The rule: { $rule }.
rule = { $rule ->
    [sco16] adopted if no party that decides objects; an opinion on record is no obstacle
    [sco16_minus_one] adopted if no party that decides objects, the party concerned being heard and not counted
    [majority] adopted by more than half of those who vote for or against
    [two_thirds] adopted by two thirds of those who vote for or against
    [un_consensus] adopted without a vote if no formal objection is made
    [silence] adopted if nobody breaks the silence before the deadline
    [wto] adopted if no member that is present formally objects
    [osce] adopted if nobody expresses an objection to taking the decision
    [osce_minus_one] adopted if nobody objects but the state in clear, gross and uncorrected violation of its commitments
    [asean] adopted by consultation and consensus, nobody objecting
    [asean_minus_x] adopted if nobody objects; who does not take part lets the others go ahead and may join later
    [qmv] adopted by a qualified majority of the members that stands for a qualified share of the population
    [qmv_reinforced] adopted by a reinforced majority of the members that stands for a qualified share of the population
    [unanimity_constructive] adopted if nobody votes against; who abstains with a declaration is not bound
    [iso] adopted by general agreement without sustained opposition of an important part
    [rough] adopted once every objection that stands has a written answer
    [consent] adopted if no objection with a reason stands, and looked at again on a set day
    [opec] adopted if nobody objects and no notification to the contrary comes within the time set
   *[other] { $rule }
}
objection-stands = { $party } objects: “{ $words }”
accepted = { $names } { $count ->
    [one] has
   *[other] have
} declared acceptance.
no-objection-received = No objection was received from { $names }. Silence is not agreement, and is not counted as such.
stood-aside = { $names } stood aside.
opinion = { $party } put an opinion on record on { $scope }: “{ $words }” It is kept in the minutes and is no obstacle.
reservation = { $party } made a reservation on { $scope }: “{ $words }” It is attached to the text and is no obstacle.
scope-whole = the text as a whole
scope-clause = the clause “{ $clause }”
scope-clause-numbered = clause { $number }
objection-recorded = { $party } ({ $standing }) objects: “{ $words }” The objection is recorded; this standing does not decide, and it has no effect on the adoption.
heard = Heard and recorded, without deciding: { $names } declared acceptance.
heard-nothing = Nothing was received from { $names }, which { $count ->
    [one] does
   *[other] do
} not decide.
late = What { $party } sent came after the deadline; it is recorded without effect.

promise = { $names } { $count ->
    [one] promises
   *[other] promise
} to { $deliverable }{ $measured ->
    [yes] : { $target } { $unit }
   *[no] {""}
}{ $dated ->
    [yes] {", by "}{ $due }
   *[no] {""}
}.
promise-confirmed = { $names } confirmed this promise. It is counted as delivered only once that has been verified.
promise-open = It is not confirmed yet, and so nobody’s promise.

head = Head of the record
# $acts are numbers and runs of numbers.
note-acts = { $count ->
    [one] act
   *[other] acts
} { $acts }
section-register = The acts named above


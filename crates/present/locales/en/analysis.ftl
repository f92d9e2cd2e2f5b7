# An analysis: headline, sections, figures. $blocks, $n as in sentence.ftl.

analysis-title = Findings
ground = Of those who took part: { $participants } people in { $n } { block-many } gave { $votes } answers to { $statements } statements.
ground-single = Of those who took part: { $participants } people gave { $votes } answers to { $statements } statements.
ground-votes = Of those who took part: { $n } { block-many } gave { $votes } votes on { $statements } statements.
settings-line = { $confidence } % sure · agreement from { $agreement } % · opposition up to { $veto } % · { $outside ->
    [0] no { block-one } may stand outside
   *[other] up to { $outside } of { $n } may stand outside
} · asked from { $minimum } answers
settings-line-single = { $confidence } % sure · asked from { $minimum } answers
answers-line = { $agree } agree · { $pass } pass · { $disagree } disagree
revotes-line = { $revotes ->
    [one] one changed vote: the latest counts
   *[other] { $revotes } changed votes: the latest counts
}
skipped-line = { $skipped ->
    [one] one bad row left out
   *[other] { $skipped } bad rows left out
}
exact-line = By exact count: { $objection } { $objection ->
    [one] statement
   *[other] statements
} without objection, { $all } with all { block-many } for it.
simulation-notice = Simulation, seed { $seed }; no party's real opinion

section-agreed = We agree
section-rejected = We reject together
section-differ = We differ
section-not-asked = Not yet asked
section-open = Still open
section-agreed-about = Accepted in every { block-one }, or in all but the few that are named.
section-rejected-about = Disagreed with in every { block-one }, or in all but the few that are named.
section-differ-about = One { block-one } leans for it and another against it, far apart.
section-not-asked-about = Silence is not agreement: somebody has not been heard.
section-open-about = Asked enough, not settled. A bare majority stands here, and is not more than that.
section-open-about-single = Without parties nothing above a majority can be found.

grade-unanimous = unanimous
grade-consensus = consensus
grade-broad_consensus = broad consensus
grade-shared_rejection = rejected together
grade-divided = divided
grade-not_yet_asked = not yet asked
grade-majority = majority
grade-open = open

vote-agree = agree
vote-pass = pass
vote-disagree = disagree

label-outside = outside
label-outside-head = Outside
label-weakest = weakest
label-more = { $hidden ->
    [one] … and one more (use --json or --html for all)
   *[other] … and { $hidden } more (use --json or --html for all)
}
rows-in-full = The first { $count } open and show every figure; the others follow in a line each. The JSON has every figure of all.
rows-more = … and { $count } more: in the JSON and the CSV.
label-excluded = Left out of the findings
label-excluded-count = { $excluded ->
    [one] one statement left out of the findings (--json names it and says why)
   *[other] { $excluded } statements left out of the findings (--json names them and says why)
}
label-none = Nothing here.
label-digest = digest
label-majority-for = majority for
label-majority-against = majority against
label-missing = { $count } of { $n } not asked
label-missing-single = { $more } to ask
label-open = open

figure-percent = { $percent } %
figure-inside = { $inside } of { $n }
figure-all = all { $n }
figure-at-least-long = at least { $percent } %
figure-at-least = ≥ { $percent } %
figure-apart = { $low } ⇄ { $high } %
figure-range = { $low }–{ $high } %
figure-floor = Floor: { $confidence } % sure that in every { block-one } at least { $percent } % agree.
figure-rejection-floor = Floor of rejection: { $confidence } % sure that in every { block-one } at least { $percent } % disagree.
figure-weakest = Weakest there: { $party }.
figure-robust = Even if { $fake } % of every { block-one } were fake, at least { $percent } % agree.
figure-certified = Chance that every { block-one } has { $agreement } % or more for it and at most { $veto } % against: { $percent } %.
figure-certified-broad = The same with up to { $outside } outside: { $percent } %.
figure-contrast = Highest and lowest { block-one } lie { $percent } points apart.
figure-balanced = Balanced score, every { block-one } weighing the same: { $percent } %.
figure-weightings = Chance that two thirds of the weight have { $agreement } % or more for it
figure-equal = one { block-one }, one weight
figure-population = by population
figure-penrose = by its square root
figure-unknown = unknown
figure-single-floor = { $confidence } % sure that at least { $percent } % agree.
figure-totals = All answers: { $agree } agree, { $pass } pass, { $disagree } disagree.

groups-floor = In every opinion group at least { $percent } % agree.
groups-stopped = Not in every opinion group: of group { $group } at most { $percent } % agree.
groups-stopped-against = Not in every opinion group: of group { $group } at least { $percent } % agree.
groups-unasked = Opinion group { $group } has not been heard yet: { $needed } more answers.

# People who answer alike. Plain and careful: a reason to look, never an accusation. A "set" is no opinion group.
alike-title = Who answers alike
alike-none = Nobody answers alike beyond what chance and shared opinions explain.
alike-found = { $people } people in { $sets ->
    [one] one set
   *[other] { $sets } sets
} answer alike beyond what chance and shared opinions explain.
alike-about = That is a reason to look and nothing more: friends who fill in one sheet together look like this, too. Every vote is counted as it was given.
alike-same = With each set counted as one voter, every finding stays as it is.
alike-changed = With each set counted as one voter, { $count ->
    [one] one finding is another:
   *[other] { $count } findings are others:
}
alike-apart = They belong to different { block-many }, so that nothing is counted otherwise.
alike-as-counted = As counted: { $sentence }
alike-as-one = Each set as one voter: { $sentence }
alike-set = { $people } people
alike-together = of what opinions leave open they share { $percent } %
alike-identical = { $people } gave exactly the same answers, where at most { $expected } would be expected
alike-moments = mostly in the same minutes
alike-order = mostly in the same order
alike-burst = most began within the same five minutes
alike-pace = typically less than { $seconds ->
    [one] a second
   *[other] { $seconds } seconds
} from answer to answer
alike-one-answer = each gave one kind of answer only
alike-more = … and { $count } more (--json has all)
alike-large = Whether people answer alike beyond what chance explains was not looked at: so many votes are looked through only where that is asked (--guard).
alike-asked = Whether people answer alike beyond what chance explains was not looked at, as was wished (--no-guard).
alike-one-vote-each = Whether people answer alike beyond what chance explains was not looked at: here each { block-one } has one vote and answers for itself.

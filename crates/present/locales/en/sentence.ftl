# One sentence per finding. Arguments:
#   $n parties counted · $inside of them inside · $outside, $parties lists of names, already joined
#   $percent, $confidence whole per cent, rounded to the safe side · $blocks party, group or block
#   $direction for or against (what the finding is for) · $missing, $more answers

block-one = { $blocks ->
    [group] group
    [block] block
   *[party] party
}
block-many = { $blocks ->
    [group] groups
    [block] blocks
   *[party] parties
}
block-named = { $blocks ->
    [group] group { $name }
   *[party] { $name }
}
do-they = { $direction ->
    [against] disagree
   *[for] agree
}

list-two = { $a } and { $b }
list-more = { $a }, { $b }
list-end = { $a } and { $b }
outside-one = { $party } ({ outside-reason })
outside-reason = { $reason ->
    [disagrees] { $direction ->
        [against] agrees
       *[for] disagrees
    }
    [undecided] undecided
   *[not_asked] not asked
}
needed-one = { $party } ({ $needed } more)

sentence-unanimous = Unanimous among those who took part: in all { $n } { block-many } every answer agrees.
sentence-unanimous-votes = Unanimous among those who took part: all { $n } { block-many } agree.
sentence-consensus = Of those who took part: we are { $confidence } % sure that in every { block-one } at least { $percent } % agree.
sentence-consensus-votes = Consensus of those who took part: all { $n } { block-many } agree.
sentence-broad-consensus = Broad consensus of those who took part: { $inside } of { $n } { block-many }; { $count ->
    [one] outside stands
   *[other] outside stand
} { $outside }.
sentence-broad-consensus-unnamed = Broad consensus of those who took part: we are { $confidence } % sure of at least { $inside } of { $n } { block-many }.
sentence-rejected = Rejected together by those who took part: we are { $confidence } % sure that in every { block-one } at least { $percent } % disagree.
sentence-rejected-votes = Rejected together by those who took part: all { $n } { block-many } disagree.
sentence-rejected-broad = Broadly rejected by those who took part: { $inside } of { $n } { block-many } disagree; { $count ->
    [one] outside stands
   *[other] outside stand
} { $outside }.
sentence-rejected-broad-unnamed = Broadly rejected by those who took part: we are { $confidence } % sure of at least { $inside } of { $n } { block-many }.
sentence-divided = Divided among those who took part: at most { $low } % of { $against } and at least { $high } % of { $for } agree.
sentence-divided-votes = Divided among those who took part: { $agree } { block-many } agree, { $disagree } disagree, { $pass } abstain.
sentence-divided-unnamed = Divided among those who took part: { block-many } lean both ways.
sentence-not-yet-asked = Not yet asked in { $parties }: { $more ->
    [one] one more answer
   *[other] { $more } more answers
}{ $count ->
    [one] {""}
   *[other] {" "}each
} before anything can be said.
sentence-not-yet-asked-apiece = Not yet asked enough in { $parties }: so many answers are missing before anything can be said.
sentence-not-yet-asked-many = Not yet asked in { $lacking } of { $n } { block-many }: { $missing } more answers in all before anything can be said.
sentence-not-yet-asked-single = Not yet asked: { $more ->
    [one] one more answer
   *[other] { $more } more answers
} before anything can be said.
sentence-not-yet-asked-votes = Not yet asked: { $parties } { $count ->
    [one] has
   *[other] have
} not voted.
sentence-not-yet-asked-votes-many = Not yet asked: { $lacking } of { $n } { block-many } have not voted.
sentence-majority = Majority among those who took part: we are { $confidence } % sure that in more than half of the { $n } { block-many } more than half { do-they }.
sentence-majority-single = Majority of those who took part: we are { $confidence } % sure that more than half { do-they }.
sentence-majority-votes = Majority among those who took part: { $inside } of { $n } { block-many } { do-they }.
sentence-open = Open: asked enough, not settled.
sentence-open-expected = Open: asked enough, not settled; about { $more ->
    [one] one more answer is
   *[other] { $more } more answers are
} expected to settle it.
sentence-open-exhausted = Open: every roster is exhausted, and it is not settled.
sentence-open-votes = Open: every vote is in, and it is not settled: { $agree } { block-many } agree, { $disagree } disagree, { $pass } abstain.
sentence-open-beyond = Open: opinion itself stands near a threshold; even { $more } more answers in each { block-one } are not expected to settle it.
sentence-open-beyond-single = Open: opinion itself stands near a threshold; even { $more } more answers are not expected to settle it.

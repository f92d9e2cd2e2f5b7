# Pages. Everything a reader sees that is not a figure.

page-skip = Skip to the findings
page-description = What the parties agree on, where they differ and who has not been asked, of those who took part.
page-made-by = Made by Plenary. This page needs no connection and no script.
page-digest = Digest of this result
page-input-digest = Digest of the votes
page-summary = Summary
page-jump = { $count ->
    [one] { $count } statement
   *[other] { $count } statements
}
table-party = { $blocks ->
    [group] Group
    [block] Block
   *[party] Party
}
table-parties-caption = Answers by { block-one }
table-bar = Shares
table-interval = Agree, { $confidence } % interval
table-all = Everybody
table-needed = { $needed } more to be asked
table-not-voted = not voted
excluded-about = These statements were answered, but no finding is made of them.

read-title = How to read this
read-ground = Every figure speaks for those who took part and for nobody else: never for a population.
read-weight = Every { block-one } weighs the same, whatever its size. Other weightings stand beside it, under each statement.
read-floor = The floor is the share we are { $confidence } % sure of in every { block-one } at once. The bar is filled up to it; each small mark is one { block-one }; the tall mark is the weakest; the broken line is the agreement that is asked for. Boxes stand outside: full, it disagrees; grey, undecided; hollow, not asked.
read-silence = Silence is never agreement. A { block-one } with fewer than { $minimum } answers (or its whole roster, if that is smaller) is not yet asked; a pass is an answer, and never agreement.
read-grades = The grades, in the order in which they are checked; the first that holds is the finding
read-unanimous = Every { block-one } was asked, and every answer agrees. Exact, no estimate.
read-consensus = { $confidence } % sure that in every { block-one } at least { $agreement } % agree, and that opposition exceeds { $veto } % in none.
read-broad_consensus = The same in all but at most { $outside }. Those outside are always named, with the reason.
read-shared_rejection = Consensus or broad consensus to disagree.
read-divided = { $confidence } % sure that one { block-one } leans for it and another against it, at least { $gap } points apart. To abstain is not to oppose.
read-not_yet_asked = Nothing above holds, and somebody has not been heard.
read-majority = { $confidence } % sure that in more than half of the { block-many } more than half lean one way. Never called consensus.
read-majority-single = { $confidence } % sure that more than half lean one way. Never called consensus.
read-open = Asked enough, not settled.
read-check = Whoever has the same votes and settings gets the same digest, on any machine.

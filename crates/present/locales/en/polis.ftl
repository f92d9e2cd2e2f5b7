# What Polis would say of the same votes.

polis-title = What Polis would say
polis-ground = { $clustered } of { $people } people are in { $groups ->
    [one] one group
   *[other] { $groups } groups
}.
polis-snapshot = All votes at once, as Polis would see them for the first time.
polis-remembering = All votes at once, with everybody who would have been in a group at any time.
polis-replay = The votes in the order they came, { $votes } a tick.
polis-given = Over the groups that were published.
polis-group = Group { $name } · { $people ->
    [one] one person
   *[other] { $people } people
}
polis-share = { $vote } { $percent } % ({ $successes } of { $trials }) ·
polis-most-agree = Most agree
polis-most-disagree = Most disagree
polis-note = Polis' figures have no error bar and its groups are never fewer than two. Nothing here is certified: leave out --method polis for findings.

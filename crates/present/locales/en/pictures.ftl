# Pictures and how opinions hang together. Arguments:
#   $people, $placed, $count, $shown, $cells, $most, $k whole numbers · $percent, $points, $draws whole, 0 to 100
#   $share, $others per cent as written · $long, $short, $first, $second measures as written · $name a group's letter

picture-same = The same in words and figures
picture-first = Shown are the first { $shown } of { $count }.

hang-title = How opinions hang together
hang-groups = { $k } opinion groups among the { $placed } people who answered enough to be placed: within a group people answer alike, and few stand between.
hang-stability = With other people of the same kind the groups come back with an overlap of at least { $percent } %.
hang-chance-groups = One evenly spread crowd would look so parted in at most { $draws } of 100 draws.
hang-spectrum = No separate groups: opinions form one spectrum.
hang-chance-spectrum = One evenly spread crowd looks at least so parted in { $draws } of 100 draws.
hang-unstable = What seems to part them does not come back with other people of the same kind: an overlap of { $percent } % at most.
hang-small = What parts off is too small to be called a group.
hang-too-few = Whether there are groups cannot be said yet: from the answers so far { $placed ->
    [0] nobody's place is known
    [one] only one person's place is known
   *[other] only the places of { $placed } people are known
}.
hang-about = Groups describe those who took part. Where there are any, an agreement must hold in each of them as well; by themselves they certify nothing.

group-title = Group { $name }
group-size = { $people ->
    [one] one person
   *[other] { $people } people
} · { $percent } % of those placed
group-stability = comes back with an overlap of { $percent } %
group-agrees = { $share } agree; of all others { $others }
group-disagrees = { $share } disagree; of all others { $others }
group-alike = No statement tells this group from the others beyond doubt.
group-apart = From group { $name } its agreement differs by { $points } points on average.
group-more-agrees = More than others, it agrees
group-more-disagrees = More than others, it disagrees

map-title = Opinion map
map-nobody = The map will show those who answer. Nobody has answered yet.
map-nobody-placed = From the answers so far nobody's place on the map is known.
map-says-groups = { $people } people by how they answer: near each other stand those who answer alike. { $k } groups are outlined.
map-says-spectrum = { $people ->
    [one] One person
   *[other] { $people } people
} by how they answer: near each other stand those who answer alike. They form one cloud, without separate groups.
map-says-too-few = { $people ->
    [one] One person
   *[other] { $people } people
} by how they answer: near each other stand those who answer alike. Whether they form groups cannot be said yet.
map-left = Further left, more agree:
map-right = Further right, more agree:
map-up = Further up, more agree:
map-down = Further down, more agree:
map-key-cells = The larger a disc, the more people:
map-key-marks = Each mark is one person, in the shape of the group.
map-key-mark = Each mark is one person.
map-key-outlines = An outline holds the four in five of a group who stand nearest to its middle.
map-key-outline = The outline holds the four in five who stand nearest to the middle.
map-key-unplaced = Grey: { $people ->
    [one] one person
   *[other] { $people } people
} whose answers tell too little of where they stand.
map-key-left-out = Not on the map: { $people ->
    [one] one person
   *[other] { $people } people
} whose answers tell too little of where they stand.
map-key-ring = Broken ring around the middle of group A: so surely is the place of a typical person known (95 %).
map-key-ring-one = Broken ring around the middle: so surely is the place of a typical person known (95 %).
map-key-own-rings = Rings: so surely is each place known (95 %).
map-key-you = You are here; with 95 % surety within the ring.
map-you = You
map-table = Groups on the map
map-all = All
map-unplaced = Not placed
map-axes = What the axes stand for
map-head-group = Group
map-head-people = People
map-head-share = Of those placed
map-head-axis = Axis
map-head-first = First axis, across
map-head-second = Second axis, upwards
map-head-low = More agree at the low end
map-head-high = More agree at the high end
map-twin-cells = { $cells } discs; the fullest stands for { $most ->
    [one] one person
   *[other] { $most } people
}. People by size of disc:
map-twin-ring = A typical person's place is known, with 95 % surety, to { $long } along the ring and { $short } across it, in units of the first axis.
map-twin-you = You stand at { $first } on the first axis and { $second } on the second; with 95 % surety within { $long } along the ring and { $short } across it.

plane-title = What unites, what divides
plane-nothing = No statement was asked enough yet to be shown here.
plane-says = { $count ->
    [one] One statement
   *[other] { $count } statements
}. Further along, more agree, every party with the same weight; further up, the answer depends more on where one stands on the map.
plane-says-single = { $count ->
    [one] One statement
   *[other] { $count } statements
}. Further along, more agree; further up, the answer depends more on where one stands on the map.
plane-across = Share that agrees
plane-upwards = Points between the two sides
plane-apart = { $points ->
    [one] one point between the sides
   *[other] { $points } points between the sides
}
plane-apart-about = Points: by how much agreement is expected to differ between the two sides of the map along its first axis (an estimate of the map's model).
plane-left-out = { $count ->
    [one] One statement was
   *[other] { $count } statements were
} not asked enough and left out.
plane-head-statement = Statement
plane-head-apart = Points between the sides

by-statement-title = Statement by statement
heat-title = Parties side by side
heat-title-groups = Opinion groups side by side
heat-title-both = Parties and opinion groups side by side
heat-says = The share that agrees, in per cent of all answers, passes included.
heat-says-votes = How each voted: ✓ agree, – pass, ✕ disagree. Of groups the share that agrees, in per cent.
heat-nothing = No statement has been answered yet.
heat-not-asked = ○ not yet asked
heat-withheld = · fewer than { $least } answers: not shown
heat-withheld-cell = not shown
heat-weakest = Framed: who bounds the floor

floors-title = Floors, and the interval of every party
floors-title-single = Floors
floors-nothing = A floor stands here once every party was asked.
floors-says = The bar is filled to the floor: we are { $confidence } % sure that in every party at least so many agree.
floors-says-single = The bar is filled to the floor: we are { $confidence } % sure that at least so many agree.
floors-key = Each line is one party's interval ({ $confidence } %), its dot the expected share; the strong line is the weakest party. The broken line is the { $agreement } % that are asked for.
floors-key-single = The line is the interval ({ $confidence } %), its dot the expected share. The broken line is the { $agreement } % that are asked for.
floors-key-rejected = What is rejected together is filled from the other end: at least so many disagree.
floor-agree = at least { $percent } % agree
floor-disagree = at least { $percent } % disagree
floors-head-floor = Floor
floors-head-intervals = Share that agrees: interval (expected)

opinions-too-few = How opinions hang together stands here once ten attested people have answered. What they agree on is on the board.
opinions-too-many = The map is left out: there are more than { $most } answers, and drawing it would slow down the voting. The board is complete.
opinions-ground = Of the answers of { $people } attested people. The picture is made anew when at least ten more people and one twentieth more votes have come; nothing is shown of fewer than ten people.
opinions-yours = Whoever has answered sees here where they stand; nobody else does.
opinions-own = Your own place is shown to you alone.

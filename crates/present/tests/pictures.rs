//! Pictures can always be drawn, are well-formed, and say in words what they show.

mod samples;

use opinion::Grade;
use opinion::model::{FACTORS, Position};
use present::pictures::{
    Column, FloorRow, Ground, HeatRow, Interval, Leaning, MapEnd, OpinionMap, Picture, Plane, PlaneStatement,
    SideBySide, Stand, ends, floors, opinion_map, side_by_side, statement_plane,
};
use present::{locale, pictures};
use proptest::prelude::*;
use quick_xml::events::Event;
use samples::opinions::{self, grouped, position};
use std::collections::BTreeSet;
use terms::{Lang, Vote};

const LANGUAGES: [&str; 4] = ["en", "zh-Hans", "ru", "fa"];

fn ground(lang: &Lang) -> Ground<'_> {
    Ground { lang, simulation: Some(7), attribution: Some("Data: somebody, CC BY 4.0"), anchors: true }
}

/// The SVG elements of a piece of HTML.
fn drawings(html: &str) -> Vec<&str> {
    let from = html.match_indices("<svg").map(|(at, _)| at);
    from.filter_map(|at| html[at..].find("</svg>").map(|end| &html[at..at + end + 6])).collect()
}

/// Attributes that hold numbers, and what else may stand in them.
const MEASURES: [&str; 10] =
    ["d", "x", "y", "rx", "ry", "transform", "viewBox", "stroke-width", "height", "width"];

/// Whether it is well-formed, its names for assistive technology are there, and every measure is a number.
fn sound(svg: &str) -> Result<(), String> {
    let mut reader = quick_xml::Reader::from_str(svg);
    let (mut ids, mut named) = (BTreeSet::new(), Vec::new());
    loop {
        match reader.read_event().map_err(|error| format!("{error}: {svg}"))? {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) => {
                for attribute in tag.attributes() {
                    let attribute = attribute.map_err(|error| format!("{error}: {svg}"))?;
                    let key = attribute.key.as_ref().to_owned();
                    let value = attribute.value.into_owned();
                    let bare = value.replace("translate", "").replace("rotate", "");
                    let numbers = |c: char| c.is_ascii_digit() || " .-()MmLlHhVvAaZz".contains(c);
                    if MEASURES.contains(&key.as_str()) && !bare.chars().all(numbers) {
                        return Err(format!("{key}=\"{value}\""));
                    }
                    match key.as_str() {
                        "id" => drop(ids.insert(value)),
                        "aria-labelledby" => named.extend(value.split(' ').map(str::to_owned)),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    let missing: Vec<&String> = named.iter().filter(|name| !ids.contains(*name)).collect();
    let told = svg.contains("role=\"img\"") && named.len() == 2 || svg.contains("aria-hidden=\"true\"");
    if missing.is_empty() && told { Ok(()) } else { Err(format!("nameless: {svg}")) }
}

fn any_value() -> impl Strategy<Value = f64> {
    prop_oneof![20 => -3.0..3.0f64, 1 => Just(f64::NAN), 1 => Just(f64::INFINITY), 1 => Just(-1e300), 1 => Just(0.0)]
}

fn any_person() -> impl Strategy<Value = (Position, Option<u8>)> {
    (any_value(), any_value(), any_value(), prop::option::of(0u8..3))
        .prop_map(|(x, y, spread, group)| (position(x, y, spread), group))
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z <>&\"'\u{0}\u{1b}\u{202e}]{0,40}", "[\u{4e00}-\u{4e20}]{0,30}", "[ا-ی \u{200c}]{0,30}"]
}

fn map<'a>(groups: &'a opinion::groups::Groups, positions: &'a [Position]) -> OpinionMap<'a> {
    let mut strengths = [0.0; FACTORS];
    (strengths[0], strengths[1]) = (1.0, 0.5);
    OpinionMap {
        groups,
        positions,
        strengths,
        ends: [[None; 2]; 2],
        you: None,
        marks_at_most: 600,
        people_at_least: 0,
    }
}

fn statement(key: &str, agree: f64, pull: f64) -> PlaneStatement<'_> {
    PlaneStatement { key, text: "A statement.", grade: Grade::ALL[key.len() % 8], agree, pull }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_map_can_be_drawn(
        people in prop::collection::vec(any_person(), 0..60), k in 0usize..4, you in prop::option::of(any_person()),
        text in any_text(), many in any::<bool>(), lang in 0usize..4, strength in any_value(),
    ) {
        let (positions, of): (Vec<Position>, Vec<Option<u8>>) = people.into_iter().unzip();
        let of = of.into_iter().map(|group| group.filter(|group| usize::from(*group) < k.max(1))).collect();
        let groups = grouped(&positions, of, k);
        let lang = Lang::new(LANGUAGES[lang]);
        let end = Some(MapEnd { key: &text, text: &text });
        let mut map = map(&groups, &positions);
        map.strengths[1] = strength;
        map.you = you.as_ref().map(|(position, _)| position);
        map.ends = [[end, None], [None, end]];
        map.marks_at_most = if many { 0 } else { 600 };
        let figure = opinion_map(&map, &ground(&lang)).figure(&ground(&lang));
        for svg in drawings(&figure) {
            prop_assert_eq!(sound(svg), Ok(()));
        }
        // Without anybody to draw there is no plane that would look like a finding.
        let somebody = map.you.is_some() || groups.placed > 0 || (!positions.is_empty() && positions.len() <= 12 && !many);
        prop_assert_eq!(figure.contains("<svg class=\"map\""), somebody);
    }

    #[test]
    fn every_plane_can_be_drawn(
        statements in prop::collection::vec((any_text(), any_value(), any_value(), 0usize..8), 0..40), lang in 0usize..4,
    ) {
        let of = |(text, agree, pull, grade): &'_ (String, f64, f64, usize)| (text.clone(), *agree, *pull, *grade);
        let owned: Vec<_> = statements.iter().map(of).collect();
        let statements: Vec<PlaneStatement<'_>> = owned
            .iter()
            .map(|(text, agree, pull, grade)| PlaneStatement {
                key: text, text, grade: Grade::ALL[*grade], agree: *agree, pull: *pull,
            })
            .collect();
        let lang = Lang::new(LANGUAGES[lang]);
        let plane = Plane { statements: &statements, left_out: 3, single_block: false };
        let figure = statement_plane(&plane, &ground(&lang)).figure(&ground(&lang));
        for svg in drawings(&figure) {
            prop_assert_eq!(sound(svg), Ok(()));
        }
        prop_assert!(statements.iter().all(|s| (0.0..=1.0).contains(&s.apart())));
    }

    #[test]
    fn every_floor_can_be_drawn(
        rows in prop::collection::vec((any_text(), any_value(), prop::collection::vec((any_value(), any_value(), any_value()), 0..20)), 0..8),
        lang in 0usize..4, against in any::<bool>(),
    ) {
        let leaning = if against { Leaning::Disagree } else { Leaning::Agree };
        let rows: Vec<FloorRow<'_>> = rows
            .iter()
            .map(|(text, floor, each)| FloorRow {
                key: text, text, grade: Grade::Consensus, leaning, floor: *floor, weakest: Some(1),
                intervals: each.iter().map(|&(low, high, mean)| Interval { name: text, low, high, mean }).collect(),
            })
            .collect();
        let lang = Lang::new(LANGUAGES[lang]);
        let figure = floors(&rows, rows.len() + 2, [0.6, 0.95], &ground(&lang)).figure(&ground(&lang));
        prop_assert_eq!(drawings(&figure).len(), rows.len());
        for svg in drawings(&figure) {
            prop_assert_eq!(sound(svg), Ok(()));
        }
    }

    /// Reading from the right mirrors the map and nothing else.
    #[test]
    fn a_map_read_from_the_right_is_the_mirror_of_one_read_from_the_left(x in -2.0..2.0f64, y in -2.0..2.0f64) {
        let positions = [position(x, y, 0.1), position(-1.0, 0.5, 0.1), position(1.5, -0.5, 0.1)];
        let groups = grouped(&positions, vec![Some(0); 3], 1);
        let [left, right] = ["en", "fa"].map(|tag| {
            let lang = Lang::new(tag);
            let map = OpinionMap { marks_at_most: 600, ..map(&groups, &positions) };
            let picture = opinion_map(&map, &ground(&lang));
            centres(&picture.drawing)
        });
        prop_assert_eq!(left.len(), 3);
        for (a, b) in left.iter().zip(&right) {
            prop_assert!((a[0] + b[0] - 720.0).abs() < 0.11 && (a[1] - b[1]).abs() < 0.11, "{:?} {:?}", a, b);
        }
    }
}

/// The middles of the ellipses of a drawing.
fn centres(drawing: &str) -> Vec<[f64; 2]> {
    let parts = drawing.split("translate(").skip(1);
    let pair = |part: &str| {
        let (pair, _) = part.split_once(')')?;
        let (x, y) = pair.split_once(' ')?;
        Some([x.parse().ok()?, y.parse().ok()?])
    };
    parts.filter_map(pair).collect()
}

/// What stands between the tags.
fn text_of(html: &str) -> String {
    let mut out = String::new();
    for part in html.split('<') {
        out.push_str(part.split_once('>').map_or("", |(_, text)| text));
        out.push('\n');
    }
    out
}

/// The texts of a drawing, ticks of scales left out.
fn texts(drawing: &str) -> Vec<String> {
    let without = drawing.find("<g class=\"ticks\"").map_or(drawing.to_owned(), |at| {
        let end = drawing[at..].find("</g>").map_or(drawing.len(), |end| at + end);
        format!("{}{}", &drawing[..at], &drawing[end..])
    });
    let parts = without.split("<text").skip(1).filter_map(|part| part.split_once('>'));
    parts.filter_map(|(_, rest)| rest.split_once("</text>").map(|(text, _)| text.to_owned())).collect()
}

/// What is said beside the drawing itself.
fn beside(picture: &Picture, ground: &Ground<'_>) -> String {
    let figure = picture.figure(ground);
    let drawn = drawings(&picture.drawing).first().copied().unwrap_or_default();
    text_of(&figure.replace(drawn, ""))
}

#[test]
fn everything_written_in_a_drawing_is_said_in_words_too() {
    for tag in LANGUAGES {
        let (lang, opinions) = (Lang::new(tag), opinions::two_camps());
        let ground = ground(&lang);
        let you = position(0.5, 0.5, 0.2);
        let map = OpinionMap { you: Some(&you), ..map(&opinions.groups, &opinions.positions) };
        for map in [map, OpinionMap { marks_at_most: 0, ..map }] {
            let picture = opinion_map(&map, &ground);
            let said = beside(&picture, &ground);
            let written = texts(&picture.drawing);
            assert_eq!(written.len(), 4, "two letters, you, the mark of a simulation: {written:?}");
            assert!(written.iter().all(|text| said.contains(text.as_str())), "{tag}: {written:?}");
            // The legend's numbers of people stand in the table as well.
            let twin = text_of(&picture.twin);
            for key in picture.key.iter().filter(|key| key.contains("sample")) {
                for sample in key.split("</svg>").skip(1).filter_map(|part| part.split('<').next()) {
                    assert!(twin.contains(sample.trim()), "{tag}: {sample}");
                }
            }
        }
        let keys: Vec<String> = (1..40).map(|at| "7".repeat(at % 9 + 1)).collect();
        let statements: Vec<PlaneStatement<'_>> = keys
            .iter()
            .enumerate()
            .map(|(at, key)| statement(key, at as f64 / 40.0, (at as f64).sin()))
            .collect();
        let plane = Plane { statements: &statements, left_out: 0, single_block: true };
        let picture = statement_plane(&plane, &ground);
        let twin = text_of(&picture.twin);
        for text in texts(&picture.drawing).iter().filter(|text| text.starts_with('7')) {
            assert!(twin.contains(text.trim_end_matches('…')), "{tag}: {text}");
        }
        assert_eq!(picture.twin.matches("<tr>").count(), statements.len() + 1);
    }
}

#[test]
fn a_floor_and_every_interval_are_told_in_the_table() {
    let lang = Lang::new("en");
    let interval = |name, low: f64| Interval { name, low, high: low + 0.2, mean: low + 0.1 };
    let row = FloorRow {
        key: "12",
        text: "A statement.",
        grade: Grade::Consensus,
        leaning: Leaning::Agree,
        floor: 0.617,
        intervals: vec![interval("Arvenia", 0.7), interval("Belmora", 0.635)],
        weakest: Some(1),
    };
    let picture = floors(&[row], 9, [0.6, 0.95], &ground(&lang));
    let twin = text_of(&picture.twin).split_whitespace().collect::<Vec<_>>().join(" ");
    for said in ["at least 61 % agree · weakest: Belmora", "Arvenia 70–90 % (80 %)", "Belmora 63–84 % (74 %)"]
    {
        assert!(twin.contains(said), "{said}: {twin}");
    }
    assert!(picture.key.iter().any(|key| key.contains("first 1 of 9")), "{:?}", picture.key);
}

#[test]
fn cells_say_what_colour_and_texture_say() {
    let lang = Lang::new("en");
    let columns = [
        Column { name: "Arvenia", group: None },
        Column { name: "Belmora", group: None },
        Column { name: "Group A", group: Some(0) },
        Column { name: "Group B", group: Some(1) },
    ];
    let stands = vec![Stand::Share(0.714), Stand::NotAsked, Stand::Withheld, Stand::Voted(Vote::Disagree)];
    let row = HeatRow { key: "12", text: "A statement.", grade: Grade::Divided, stands, weakest: Some(0) };
    // A row that tells too little tells of nobody more than was said.
    let short = HeatRow { key: "13", text: "", grade: Grade::Open, stands: Vec::new(), weakest: None };
    let view = SideBySide { columns: &columns, rows: &[row, short], of: 2, least: Some(10) };
    let picture = side_by_side(&view, &ground(&lang));
    for cell in [
        "<td class=\"h5 w\">71</td>",
        "<td class=\"q\" aria-label=\"not yet asked\">○</td>",
        "<td class=\"x g\" aria-label=\"not shown\">·</td>",
        "<td class=\"h0 g\" aria-label=\"disagree\">✕</td>",
        "<a href=\"#s-12\">12</a>",
    ] {
        assert!(picture.drawing.contains(cell), "{cell}");
    }
    assert_eq!(picture.drawing.matches("○").count(), 5);
    assert!(picture.key.iter().any(|key| key.contains("fewer than 10")));
}

#[test]
fn a_hundred_thousand_people_are_a_small_picture() {
    let place = |at: usize| {
        let (turn, away) = (at as f64 * 2.399_963, (at as f64 / 100_000.0).sqrt());
        position(2.0 * away * turn.cos(), 2.0 * away * turn.sin(), 0.1)
    };
    let positions: Vec<Position> = (0..100_000).map(place).collect();
    let of = (0..100_000).map(|at| Some(u8::from(positions[at].place[0] > 0.0))).collect();
    let groups = grouped(&positions, of, 2);
    let lang = Lang::new("en");
    let figure = opinion_map(&map(&groups, &positions), &ground(&lang)).figure(&ground(&lang));
    assert!(figure.len() < 60_000, "{}", figure.len());
    assert!(figure.contains("100,000 people"));
}

#[test]
fn one_spectrum_is_one_cloud_without_letters_and_says_so() {
    let opinions = opinions::one_cloud();
    let lang = Lang::new("en");
    let picture = opinion_map(&map(&opinions.groups, &opinions.positions), &ground(&lang));
    assert_eq!(picture.drawing.matches("class=\"hull\"").count(), 1);
    assert!(!picture.drawing.contains("badge") && !picture.drawing.contains("hatch"));
    assert!(picture.words.contains("one cloud"));
    assert_eq!(
        pictures::verdict(&opinions.groups, &lang)[0],
        "No separate groups: opinions form one spectrum."
    );
}

#[test]
fn with_nobody_or_nothing_there_is_a_sentence_and_no_empty_table() {
    let lang = Lang::new("en");
    let nobody = grouped(&[], Vec::new(), 0);
    let picture = opinion_map(&map(&nobody, &[]), &ground(&lang));
    assert_eq!((picture.key.len(), picture.twin.as_str()), (0, ""));
    assert!(picture.words.contains("Nobody has answered yet"));
    // Many whose answers tell too little of them: they are counted, and not drawn.
    let unplaced = grouped(&vec![position(0.0, 0.0, 1.0); 30], vec![None; 30], 1);
    let positions = vec![position(0.0, 0.0, 1.0); 30];
    let picture = opinion_map(&map(&unplaced, &positions), &ground(&lang));
    assert!(picture.drawing.is_empty() && picture.words.contains("nobody's place on the map is known"));
    assert!(picture.key.iter().any(|key| key.contains("30 people")) && picture.twin.contains("30"));
    let plane = Plane { statements: &[], left_out: 0, single_block: true };
    assert_eq!(statement_plane(&plane, &ground(&lang)).twin, "");
    assert!(floors(&[], 0, [0.6, 0.95], &ground(&lang)).drawing.is_empty());
    let none = SideBySide { columns: &[], rows: &[], of: 0, least: None };
    assert!(side_by_side(&none, &ground(&lang)).drawing.is_empty());
    // One person, and many at one place, are drawn.
    for count in [1, 700] {
        let positions = vec![position(0.3, 0.1, 0.2); count];
        let groups = grouped(&positions, vec![Some(0); count], 1);
        let drawn = opinion_map(&map(&groups, &positions), &ground(&lang));
        assert_eq!(drawn.drawing.matches("class=\"hull\"").count(), 1, "{count}");
    }
}

#[test]
fn an_axis_that_divides_nobody_has_no_ends() {
    let of = |x: f64, y: f64| {
        let mut direction = [0.0; FACTORS];
        (direction[0], direction[1]) = (x, y);
        direction
    };
    let directions = [of(0.2, -2.0), of(-1.0, 0.5), of(1.5, 3.0), of(0.0, 0.0)];
    let mut strengths = [0.0; FACTORS];
    (strengths[0], strengths[1]) = (1.0, 0.2);
    assert_eq!(ends(&directions, &strengths), [[Some(1), Some(2)], [Some(0), Some(2)]]);
    strengths[1] = 0.05;
    assert_eq!(ends(&directions, &strengths), [[Some(1), Some(2)], [None, None]]);
    assert_eq!(ends(&[], &strengths), [[None; 2]; 2]);
    assert_eq!(ends(&directions, &[0.0; FACTORS]), [[None; 2]; 2]);
}

#[test]
fn no_picture_shows_the_name_of_a_message() {
    let ids: Vec<&str> = include_str!("../locales/en/pictures.ftl")
        .lines()
        .filter_map(|line| line.split_once(" = ").map(|(id, _)| id))
        .filter(|id| id.contains('-') && !id.starts_with('#'))
        .collect();
    assert!(ids.len() > 60, "{}", ids.len());
    for tag in LANGUAGES {
        let lang = Lang::new(tag);
        for id in &ids {
            assert_ne!(locale::word(&lang, id), *id, "{tag}");
        }
        for sample in [opinions::two_camps(), opinions::one_cloud()] {
            let said = pictures::verdict(&sample.groups, &lang).join(" ");
            assert!(!said.contains("hang-") && !said.is_empty(), "{tag}: {said}");
        }
    }
}

#[test]
fn the_licence_and_the_mark_of_a_simulation_are_in_the_drawing_itself() {
    let lang = Lang::new("en");
    let opinions = opinions::two_camps();
    let picture = opinion_map(&map(&opinions.groups, &opinions.positions), &ground(&lang));
    let svg = drawings(&picture.drawing)[0];
    assert!(svg.contains("Data: somebody, CC BY 4.0</desc>"));
    assert!(svg.contains("<text class=\"mark\"") && svg.contains("Simulation, seed 7"));
    let real = Ground { simulation: None, attribution: None, ..ground(&lang) };
    let picture = opinion_map(&map(&opinions.groups, &opinions.positions), &real);
    assert!(!picture.figure(&real).contains("Simulation") && !picture.figure(&real).contains("source"));
}

#[test]
fn a_picture_taken_from_the_page_stands_alone_and_carries_the_mark() {
    let opinions = opinions::two_camps();
    for lang in LANGUAGES.map(Lang::new) {
        let ground = ground(&lang);
        let intervals = vec![Interval { name: "A & B", low: 0.6, high: 0.9, mean: 0.7 }; 2];
        let floor = FloorRow {
            key: "s1",
            text: "Less < more.",
            grade: Grade::Consensus,
            leaning: Leaning::Agree,
            floor: 0.6,
            weakest: Some(1),
            intervals,
        };
        let row = HeatRow {
            key: "s1",
            text: "Less < more.",
            grade: Grade::Divided,
            stands: vec![Stand::Share(0.7), Stand::NotAsked],
            weakest: Some(0),
        };
        let columns = [Column { name: "A & B", group: None }, Column { name: "Group A", group: Some(0) }];
        let side = SideBySide { columns: &columns, rows: &[row], of: 1, least: Some(10) };
        let one = [statement("s1", 0.7, 0.4)];
        let plane = Plane { statements: &one, left_out: 0, single_block: false };
        let map = OpinionMap {
            marks_at_most: 0,
            people_at_least: 10,
            ..map(&opinions.groups, &opinions.positions)
        };
        let files = [
            opinion_map(&map, &ground).file().unwrap(),
            statement_plane(&plane, &ground).file().unwrap(),
            pictures::side_by_side_file(&side, &ground),
            pictures::floors_file(&[floor], 1, [0.6, 0.95], &ground),
        ];
        for file in files {
            assert_eq!(sound(&file), Ok(()));
            assert!(
                file.starts_with("<svg xmlns=") && file.contains("<style>") && file.contains("CC BY"),
                "{file}"
            );
            assert!(
                file.contains(&present::page::escape(&present::page::simulation_notice(&lang, 7))),
                "{file}"
            );
        }
    }
}

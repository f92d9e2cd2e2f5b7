//! Terminal, CSV and HTML: they hold what they should, and nothing that people wrote acts on them.

mod samples;

use present::{
    analysis::{AnalysisView, TerminalStyle, csv, html, json, terminal},
    locale, page,
};
use samples::Sample;
use terms::Lang;
use unicode_width::UnicodeWidthStr;

const NOTICE: &str = "Simulation, seed 20210603; no party's real opinion";

fn en() -> Lang {
    Lang::new("en")
}

fn text(sample: &Sample, width: usize, colour: bool) -> String {
    terminal(&sample.view(), &en(), TerminalStyle { colour, width })
}

fn all() -> Vec<Sample> {
    vec![samples::forum(), samples::assembly(), samples::crowd(), samples::hostile()]
}

#[test]
fn the_terminal_shows_sections_in_order() {
    insta::assert_snapshot!("terminal_forum", text(&samples::forum(), 80, false).replace('\u{a0}', " "));
    insta::assert_snapshot!("terminal_crowd", text(&samples::crowd(), 80, false).replace('\u{a0}', " "));
}

#[test]
fn no_terminal_line_is_wider_than_the_terminal() {
    for sample in all() {
        for width in [40, 61, 80, 132] {
            for line in text(&sample, width, false).lines() {
                assert!(line.width() <= width, "{width}: {line:?}");
            }
        }
    }
}

#[test]
fn colour_adds_nothing_but_colour() {
    for sample in all() {
        let mut plain = String::new();
        let mut rest = text(&sample, 80, true);
        while let Some(at) = rest.find('\u{1b}') {
            plain.push_str(&rest[..at]);
            let end = rest[at..].find('m').expect("every escape is a colour");
            rest = rest[at + end + 1..].to_owned();
        }
        assert_eq!(plain + &rest, text(&sample, 80, false));
    }
}

#[test]
fn nobodys_text_reaches_the_terminal_as_a_command() {
    let shown = text(&samples::hostile(), 80, false);
    assert!(shown.chars().all(|c| c == '\n' || !c.is_control()), "{shown:?}");
}

#[test]
fn long_sections_say_how_many_are_left() {
    let plans = (0..40).map(|_| samples::plans().remove(2)).collect();
    let sample = samples::with(samples::parties(&samples::NAMES, None), plans);
    assert!(text(&sample, 80, false).contains("… and 28 more (use --json or --html for all)"));
}

#[test]
fn every_rendering_of_simulated_votes_says_so() {
    let sample = samples::forum();
    assert!(text(&sample, 80, false).starts_with(NOTICE));
    assert_eq!(json(&sample.view(), &en())["simulation"]["notice"], NOTICE);
    let lines = csv(&sample.view());
    assert!(lines.lines().skip(1).all(|line| line.ends_with(&format!(",\"{NOTICE}\""))), "{lines}");
    let page = html(&sample.view(), &en());
    let escaped = page::escape(NOTICE);
    assert!(page.contains(&format!("<p class=\"simulation\" role=\"note\">{escaped}</p>")));
    assert!(page.contains(&format!("<title>{escaped}")));
    assert!(page.contains("@top-center"), "printed on every sheet");
}

#[test]
fn nothing_is_called_a_simulation_that_is_none() {
    let mut sample = samples::forum();
    sample.simulation = None;
    let rendered = [text(&sample, 80, false), csv(&sample.view()), json(&sample.view(), &en()).to_string()];
    assert!(rendered.iter().all(|text| !text.to_lowercase().contains("simulation")));
    assert!(!html(&sample.view(), &en()).contains("Simulation"));
}

#[test]
fn what_people_wrote_is_never_markup() {
    let page = html(&samples::hostile().view(), &en());
    for evil in ["<script", "<img", "<b>بزرگ", "<i>t", "<k>", "because <b>"] {
        assert!(!page.contains(evil), "{evil}");
    }
    assert!(page.contains("&#60;script&#62;") || page.contains("&lt;script&gt;"));
    assert!(!page.contains('\u{1b}') && !page.contains('\u{0}'));
    // The direction override of one text is closed within its own isolate.
    assert!(
        page.contains("<bdi dir=\"auto\">\u{202e}gnp.exe\u{2066} and more\u{2069}\u{202c}</bdi>"),
        "balanced"
    );
}

#[test]
fn a_spreadsheet_runs_nothing() {
    let lines = csv(&samples::hostile().view());
    assert!(lines.contains("'=HYPERLINK"));
    assert!(!lines.contains(",=") && !lines.contains(",\"="));
}

#[test]
fn the_page_needs_nothing_else() {
    for sample in all() {
        let page = html(&sample.view(), &en());
        for outside in ["<script", "<link", "src=", "@import", "url(", "http://", "https://"] {
            let own = page.replace("http://example.org", "").replace("src=x", "");
            assert!(!own.contains(outside), "{outside}");
        }
    }
}

#[test]
fn the_page_names_ground_sections_parties_and_reasons() {
    let page = html(&samples::forum().view(), &en());
    for part in [
        "Of those who took part: 3,412 people in 18 parties",
        "id=\"agreed\"",
        "id=\"rejected\"",
        "id=\"differ\"",
        "id=\"not-asked\"",
        "id=\"open\"",
        "Jorund (not asked)",
        "moderated out",
        "never for a population",
        "lang=\"en\" dir=\"ltr\"",
    ] {
        assert!(page.contains(part), "{part}");
    }
    assert_eq!(page.matches("<details class=\"row\"").count(), 25);
    assert!(html(&samples::forum().view(), &Lang::new("fa")).contains("lang=\"fa\" dir=\"rtl\""));
}

#[test]
fn a_crowd_is_told_nothing_of_parties() {
    let page = html(&samples::crowd().view(), &en());
    let words = page.split("</style>").nth(1).expect("a body");
    assert!(!words.contains("in every party") && !words.contains("id=\"agreed\""));
}

#[test]
fn a_thousand_statements_of_eighteen_parties_stay_below_five_megabytes() {
    let plans = (0..40).flat_map(|_| samples::plans()).collect();
    let sample = samples::with(samples::parties(&samples::NAMES, None), plans);
    let page = html(&sample.view(), &en());
    assert_eq!(page.matches("<details class=\"row\"").count(), 1000);
    assert!(page.len() < 5_000_000, "{}", page.len());
}

/// The forum's sample with opinions looked at.
fn with_opinions<'a>(sample: &'a Sample, opinions: &'a samples::opinions::Opinions) -> AnalysisView<'a> {
    AnalysisView {
        map: Some(opinions.view()),
        attribution: Some("Data: somebody, CC BY 4.0"),
        ..sample.view()
    }
}

/// What the terminal says of how opinions hang together.
fn opinions_in(tag: &str, opinions: &samples::opinions::Opinions, width: usize) -> String {
    let sample = samples::forum();
    let lang = Lang::new(tag);
    let style = TerminalStyle { colour: false, width };
    let shown = terminal(&with_opinions(&sample, opinions), &lang, style).replace('\u{a0}', " ");
    let title = locale::word(&lang, "hang-title");
    shown.split_once(&format!("\n{title}\n")).map_or_else(String::new, |(_, rest)| format!("{title}\n{rest}"))
}

#[test]
fn the_terminal_tells_of_groups_in_every_language() {
    let all: Vec<String> = ["en", "zh-Hans", "ru", "fa"]
        .iter()
        .flat_map(|tag| {
            let (two, one) = (samples::opinions::two_camps(), samples::opinions::one_cloud());
            [opinions_in(tag, &two, 80), opinions_in(tag, &one, 80)]
        })
        .collect();
    assert!(all.iter().all(|said| !said.is_empty()));
    insta::assert_snapshot!("terminal_opinions", all.join("\n"));
}

#[test]
fn a_narrow_terminal_tells_of_groups_within_its_width() {
    for tag in ["en", "zh-Hans", "ru", "fa"] {
        for line in opinions_in(tag, &samples::opinions::two_camps(), 40).lines() {
            assert!(line.width() <= 40, "{tag}: {line:?}");
        }
    }
}

#[test]
fn the_page_shows_parties_and_groups_and_whose_data_they_are() {
    let (sample, opinions) = (samples::forum(), samples::opinions::two_camps());
    let view = with_opinions(&sample, &opinions);
    for tag in ["en", "zh-Hans", "ru", "fa"] {
        let page = html(&view, &Lang::new(tag));
        for id in ["opinions", "opinion-map", "statement-plane", "beside", "floors", "side-by-side"] {
            assert_eq!(page.matches(&format!(" id=\"{id}\"")).count(), 1, "{tag}: {id}");
        }
        // Once in the head of the page, and with each of the four pictures as text and as a description of drawings.
        assert!(page.matches("Data: somebody, CC BY 4.0").count() >= 5, "{tag}");
        let columns = page.split("<table class=\"heat\">").nth(1).and_then(|t| t.split("<tbody>").next());
        let columns = columns.map_or(0, |head| head.matches("<th scope=\"col\"").count());
        assert_eq!(columns, 1 + 18 + 2, "statements, parties, groups");
        for outside in ["<script", "<link", "url(", "http://", "https://", "style=\"fill"] {
            assert!(!page.contains(outside), "{outside}");
        }
    }
}

#[test]
fn every_link_within_the_page_leads_somewhere() {
    let (sample, opinions) = (samples::forum(), samples::opinions::two_camps());
    let page = html(&with_opinions(&sample, &opinions), &en());
    let targets: Vec<&str> =
        page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(targets.len() > 30);
    for target in targets {
        assert_eq!(page.matches(&format!("id=\"{target}\"")).count(), 1, "{target}");
    }
}

#[test]
fn the_long_end_of_a_crowds_list_is_told_in_a_line_each() {
    let plans = (0..60).flat_map(|_| samples::crowd_plans()).collect();
    let sample = samples::with(samples::parties(&["everybody"], None), plans);
    let page = html(&sample.view(), &en());
    let (rows, lines) = (page.matches("<details class=\"row\"").count(), page.matches("<li id=\"s-").count());
    assert_eq!((rows + lines, lines > 0), (240, true));
}

/// WCAG 2.2, 1.4.3: relative luminance and contrast ratio.
fn contrast(a: &str, b: &str) -> f64 {
    let channel = |hex: &str, at: usize| {
        let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).expect("a colour")) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    let light = |hex: &str| 0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5);
    let (a, b) = (light(a), light(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn words_stand_out_from_their_ground_in_light_dark_and_print() {
    let themes: Vec<&str> = page::TOKENS.split("@media").collect();
    assert_eq!(themes.len(), 3);
    for theme in themes {
        let token = |name: &str| {
            let at = theme.find(&format!("--{name}: #")).expect("every theme names every colour");
            &theme[at + name.len() + 4..at + name.len() + 11]
        };
        let groups = ["group-a", "group-b", "group-c", "group-d", "group-e", "group-f"];
        for ink in ["ink", "grey-ink", "accent", "agree", "disagree", "consensus", "divided"]
            .into_iter()
            .chain(groups)
        {
            for ground in ["paper", "sheet"] {
                let ratio = contrast(token(ink), token(ground));
                assert!(ratio >= 4.5, "{ink} on {ground}: {ratio:.2}");
            }
        }
        for (ink, ground) in [("on-accent", "accent"), ("on-notice", "notice")] {
            assert!(contrast(token(ink), token(ground)) >= 4.5, "{ink}");
        }
        // WCAG 1.4.11: drawings need three to one.
        assert!(contrast(token("pass"), token("paper")) >= 3.0);
    }
}

/// Two hundred states on three thousand texts: the page stays one that a browser opens, says what it leaves out, and every
/// link on it leads somewhere.
#[test]
fn a_page_of_very_many_findings_is_bounded_and_says_so() {
    let names: Vec<&str> = samples::NAMES.into_iter().cycle().take(200).collect();
    let plans = (0..3_000).map(|_| samples::plans().remove(2)).collect();
    let sample = samples::with(samples::parties(&names, None), plans);
    let page = html(&sample.view(), &en());
    assert!(page.len() < 12 << 20, "{} bytes", page.len());
    assert!(page.contains("The first 40 open and show every figure"), "the bound is told");
    assert!(page.contains("… and 960 more: in the JSON and the CSV."));
    let ids: std::collections::BTreeSet<&str> =
        page.split("id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    for link in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.contains(link), "{link}");
    }
}

#[test]
fn the_licence_is_carried_by_every_line_of_csv_and_by_json() {
    let sample = samples::forum();
    let line = "Data: somebody, CC BY 4.0";
    let view = AnalysisView { attribution: Some(line), ..sample.view() };
    assert!(csv(&view).lines().skip(1).all(|row| row.ends_with(&format!(",\"{line}\""))));
    assert!(
        csv(&view).starts_with("statement,")
            && csv(&view).lines().next().is_some_and(|head| head.ends_with(",simulation,attribution"))
    );
    assert_eq!(json(&view, &en())["attribution"], line);
    assert!(!csv(&sample.view()).contains("attribution"));
}

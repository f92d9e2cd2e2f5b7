//! Who answers alike: the same in words, figures and four languages, and nobody is accused.

mod samples;

use opinion::{Grade, Report};
use present::analysis::{
    AlikeView, AnalysisView, CliqueView, LeftOut, Sign, TerminalStyle, html, json, terminal,
};
use terms::{Instant, Lang};

const LANGUAGES: [&str; 4] = ["en", "zh", "ru", "fa"];

fn signs() -> Vec<Sign> {
    vec![
        Sign::Together { deviations: 12.3, correlation: 0.94 },
        Sign::Identical { people: 18, expected: 0.02 },
        Sign::SameMoments { share: 0.8 },
        Sign::SameOrder { share: 0.9 },
        Sign::Burst { from: Instant::from_millis(0), people: 25 },
        Sign::Pace { millis: 900 },
        Sign::OneAnswer,
    ]
}

fn cliques() -> Vec<CliqueView<'static>> {
    let one = |people, ids| CliqueView { people, ids, parties: vec![("arvenia", people)], signs: signs() };
    vec![one(20, Some(vec!["p1", "p2"])), one(3, None)]
}

/// The same report, in which what was a consensus is open.
fn without_consensus(report: &Report) -> Report {
    let mut other = report.clone();
    for finding in other.findings.iter_mut().filter(|finding| finding.grade == Grade::Consensus) {
        finding.grade = Grade::Open;
    }
    other
}

fn text(view: &AnalysisView<'_>, lang: &str) -> String {
    terminal(view, &Lang::new(lang), TerminalStyle { colour: false, width: 80 })
}

#[test]
fn each_finding_that_changes_is_named_with_both_results_in_every_language() {
    let sample = samples::forum();
    let (cliques, as_one) = (cliques(), without_consensus(&sample.view().report.clone()));
    let alike = Some(AlikeView::Seen { cliques: &cliques, as_one: Some(&as_one) });
    let view = AnalysisView { alike, ..sample.view() };
    let changed: Vec<&str> = view
        .report
        .findings
        .iter()
        .zip(&as_one.findings)
        .filter(|(a, b)| a.grade != b.grade)
        .map(|(a, _)| a.statement.as_str())
        .collect();
    let value = json(&view, &Lang::new("en"));
    assert!(changed.len() > 1);
    assert_eq!(value["manipulation"]["changed"], serde_json::json!(changed));
    assert_eq!(value["manipulation"]["flagged"], 23);
    assert_eq!(
        value["manipulation"]["statements"].as_array().map(Vec::len),
        Some(view.report.findings.len())
    );
    for lang in LANGUAGES {
        let page = html(&view, &Lang::new(lang));
        let (_, section) = page.split_once("<section id=\"alike\"").expect("the section");
        let (section, _) = section.split_once("</section>").expect("its end");
        for key in &changed {
            assert!(section.contains(&format!("<a href=\"#s-{key}\">")), "{lang}: {key}");
        }
        // No message is missing, which would show its name.
        assert!(!section.contains("alike-"), "{lang}: {section}");
        assert!(!text(&view, lang).contains("alike-"), "{lang}");
    }
}

#[test]
fn nobody_is_accused() {
    let sample = samples::forum();
    let (cliques, as_one) = (cliques(), sample.view().report.clone());
    let alike = Some(AlikeView::Seen { cliques: &cliques, as_one: Some(&as_one) });
    let told = text(&AnalysisView { alike, ..sample.view() }, "en");
    let (_, told) = told.split_once("Who answers alike").expect("the part");
    for word in ["fake", "bot", "fraud", "manipul", "suspicious", "attack"] {
        assert!(!told.to_lowercase().contains(word), "{word}: {told}");
    }
    assert!(told.contains("a reason to look and nothing more"));
    assert!(told.contains("every finding stays as it is"));
}

#[test]
fn what_was_not_looked_at_is_told_and_what_is_unknown_is_not() {
    let sample = samples::forum();
    assert!(!text(&sample.view(), "en").contains("alike"));
    assert!(json(&sample.view(), &Lang::new("en")).get("manipulation").is_none());
    for (why, key) in [
        (LeftOut::Asked, "not_asked"),
        (LeftOut::Large, "too_many_votes"),
        (LeftOut::OneVoteEach, "one_vote_each"),
    ] {
        let view = AnalysisView { alike: Some(AlikeView::Left(why)), ..sample.view() };
        let value = json(&view, &Lang::new("en"));
        assert_eq!(
            (&value["manipulation"]["looked"], &value["manipulation"]["reason"]),
            (&false.into(), &key.into())
        );
        for lang in LANGUAGES {
            assert!(html(&view, &Lang::new(lang)).contains("id=\"alike\""), "{lang}");
        }
        assert!(text(&view, "en").contains("was not looked at"));
    }
    let nobody =
        AnalysisView { alike: Some(AlikeView::Seen { cliques: &[], as_one: None }), ..sample.view() };
    assert!(text(&nobody, "en").contains("Nobody answers alike beyond"));
}

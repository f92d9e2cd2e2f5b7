//! One sentence per finding, and every message in every language.

mod samples;

use opinion::Grade;
use present::{
    locale,
    sentence::{self, BlockWord, at_least, at_most},
};
use proptest::prelude::*;
use samples::Sample;
use std::{collections::BTreeSet, fs, path::Path};
use terms::Lang;

fn english(sample: &Sample) -> String {
    let en = Lang::new("en");
    let view = sample.view();
    let write = |finding| sentence::write(&view.sentence(finding), &en) + "\n";
    sample.report.findings.iter().map(write).collect::<String>().replace('\u{a0}', " ")
}

#[test]
fn a_delegate_can_read_the_sentences_aloud() {
    insta::assert_snapshot!("forum", english(&samples::forum()));
    insta::assert_snapshot!("assembly", english(&samples::assembly()));
    insta::assert_snapshot!("crowd", english(&samples::crowd()));
}

#[test]
fn consensus_is_said_only_where_it_was_found() {
    use Grade::{BroadConsensus, Consensus};
    for sample in [samples::forum(), samples::assembly(), samples::crowd()] {
        let all = english(&sample);
        for (finding, said) in sample.report.findings.iter().zip(all.lines()) {
            let found = matches!(finding.grade, Consensus | BroadConsensus);
            assert!(found || !said.to_lowercase().contains("consensus"), "{said}");
        }
    }
}

#[test]
fn every_claim_names_those_who_took_part_and_a_crowd_has_no_party() {
    for sample in [samples::forum(), samples::assembly(), samples::crowd()] {
        let all = english(&sample);
        for (finding, said) in sample.report.findings.iter().zip(all.lines()) {
            let claims = !matches!(finding.grade, Grade::NotYetAsked | Grade::Open);
            assert!(!claims || said.contains("those who took part"), "{said}");
        }
    }
    assert!(!english(&samples::crowd()).contains("part") || !english(&samples::crowd()).contains("party"));
}

#[test]
fn groups_are_called_groups() {
    let sample = samples::forum();
    let finding = &sample.report.findings[2];
    let said = sentence::of_blocks(finding, &sample.report, BlockWord::of("group-id"));
    assert!(sentence::write(&said, &Lang::new("en")).contains("in every group"));
    assert!(!sentence::write(&said, &Lang::new("en")).contains("party"));
    let divided = sentence::of_blocks(&sample.report.findings[13], &sample.report, BlockWord::Group);
    assert!(sentence::write(&divided, &Lang::new("en")).contains("of group Arvenia and"));
}

#[test]
fn at_least_rounds_down_and_at_most_up() {
    assert_eq!((at_least(0.7199), at_most(0.7101)), (71, 72));
    assert_eq!((at_least(0.71), at_most(0.71)), (71, 71));
    assert_eq!((at_least(0.0), at_most(1.0)), (0, 100));
    assert_eq!(at_least(0.95), 95);
}

proptest! {
    #[test]
    fn no_sentence_claims_more_than_its_figure(share in 0.0_f64..=1.0) {
        prop_assert!(f64::from(at_least(share)) <= share * 100.0 + 1e-6);
        prop_assert!(f64::from(at_most(share)) >= share * 100.0 - 1e-6);
        prop_assert!(at_most(share) - at_least(share) <= 1);
    }
}

/// Message ids of a language, from its files on disk.
fn ids(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for file in fs::read_dir(folder).expect("a locale folder").map(|entry| entry.expect("an entry").path()) {
        let text = fs::read_to_string(&file).expect("a locale file");
        let (_, broken) = match fluent_bundle::FluentResource::try_new(text.clone()) {
            Ok(resource) => (resource, Vec::new()),
            Err(both) => both,
        };
        assert!(broken.is_empty(), "{}: {broken:?}", file.display());
        let starts = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
        for id in starts.filter_map(|line| line.split_once(" =").map(|(id, _)| id.to_owned())) {
            // The later one would silently take the place of the earlier.
            assert!(found.insert(id.clone()), "{}: {id} is there already", file.display());
        }
    }
    found
}

#[test]
fn no_message_lacks_a_translation() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales");
    let folders: BTreeSet<String> = fs::read_dir(&root)
        .expect("the locales")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    let shipped: BTreeSet<String> = locale::shipped().into_iter().map(str::to_owned).collect();
    assert_eq!(folders, shipped, "every locale folder is in the binary");
    let english = ids(&root.join("en"));
    assert!(english.len() > 100);
    for folder in folders {
        assert_eq!(ids(&root.join(&folder)), english, "{folder}");
    }
}

#[test]
fn the_schema_lists_the_sentences_there_are() {
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../../../docs/analysis.schema.json")).expect("the schema is JSON");
    let listed = &schema["$defs"]["statement"]["properties"]["sentence"]["properties"]["id"]["enum"];
    let listed: BTreeSet<String> =
        listed.as_array().expect("a list").iter().filter_map(|id| id.as_str()).map(str::to_owned).collect();
    let english = ids(&Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/en"));
    let messages: BTreeSet<String> =
        english.iter().filter_map(|id| id.strip_prefix("sentence-")).map(str::to_owned).collect();
    assert_eq!(listed, messages);
}

#[test]
fn every_language_fills_every_sentence() {
    for tag in locale::shipped() {
        let lang = Lang::new(tag);
        for sample in [samples::forum(), samples::assembly(), samples::crowd()] {
            let view = sample.view();
            for finding in &sample.report.findings {
                let said = sentence::write(&view.sentence(finding), &lang);
                assert!(!said.contains('{') && !said.contains("sentence-"), "{tag}: {said}");
            }
        }
    }
}

#[test]
fn an_unknown_language_speaks_english() {
    assert_eq!(locale::word(&Lang::new("tlh"), "section-agreed"), "We agree");
    assert_eq!(locale::word(&Lang::new("en-GB"), "section-agreed"), "We agree");
    assert_eq!(locale::integer(&Lang::new("en"), 1_234_567), "1,234,567");
    assert_eq!(locale::integer(&Lang::new("en"), 999), "999");
    assert_eq!(locale::integer(&Lang::new("fa"), 1_234), "۱٬۲۳۴");
}

//! The JSON is what its schema says, and the schema lets nothing else pass.

mod samples;

use present::analysis::{AlikeView, AnalysisView, json, write_json};
use samples::Sample;
use serde_json::Value;
use terms::Lang;

const SCHEMA: &str = include_str!("../../../docs/analysis.schema.json");

fn errors(value: &Value) -> Vec<String> {
    let schema: Value = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    assert!(jsonschema::meta::is_valid(&schema), "the schema is a schema");
    let validator = jsonschema::validator_for(&schema).expect("the schema compiles");
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn value(sample: &Sample) -> Value {
    json(&sample.view(), &Lang::new("en"))
}

fn every_shape() -> Vec<Sample> {
    let mut real = samples::forum();
    real.simulation = None;
    vec![samples::forum(), real, samples::assembly(), samples::crowd(), samples::hostile()]
}

#[test]
fn every_shape_of_analysis_is_valid() {
    for sample in every_shape() {
        assert_eq!(errors(&value(&sample)), [""; 0], "{}", sample.source);
    }
}

#[test]
fn groups_found_are_valid_too() {
    let sample = samples::forum();
    for opinions in [samples::opinions::two_camps(), samples::opinions::one_cloud()] {
        let view = AnalysisView { map: Some(opinions.view()), ..sample.view() };
        let value = json(&view, &Lang::new("en"));
        assert_eq!(errors(&value), [""; 0]);
        assert_eq!(value["groups"]["k"], opinions.groups.k());
    }
}

#[test]
fn people_who_answer_alike_are_valid_too() {
    let sample = samples::forum();
    let sign = present::analysis::Sign::Identical { people: 9, expected: 0.1 };
    let clique = present::analysis::CliqueView {
        people: 9,
        ids: Some(vec!["p1"]),
        parties: vec![("arvenia", 9)],
        signs: vec![sign, present::analysis::Sign::OneAnswer],
    };
    let as_one = sample.view().report.clone();
    for alike in [
        AlikeView::Seen { cliques: std::slice::from_ref(&clique), as_one: Some(&as_one) },
        AlikeView::Seen { cliques: std::slice::from_ref(&clique), as_one: None },
        AlikeView::Left(present::analysis::LeftOut::Large),
    ] {
        let view = AnalysisView { alike: Some(alike), ..sample.view() };
        assert_eq!(errors(&json(&view, &Lang::new("en"))), [""; 0]);
    }
}

#[test]
fn a_key_too_many_or_too_few_is_invalid() {
    let mut more = value(&samples::forum());
    more["statements"][0]["surprise"] = Value::Bool(true);
    assert_eq!(errors(&more).len(), 1);
    let mut fewer = value(&samples::forum());
    fewer["input"].as_object_mut().expect("an object").remove("revotes");
    assert_eq!(errors(&fewer).len(), 1);
}

#[test]
fn the_stream_is_the_value_in_the_documented_order() {
    let sample = samples::forum();
    let mut out = Vec::new();
    write_json(&sample.view(), &Lang::new("en"), &mut out).expect("a Vec takes everything");
    assert_eq!(serde_json::from_slice::<Value>(&out).expect("JSON"), value(&sample));
    let text = String::from_utf8(out).expect("UTF-8");
    let keys =
        ["schema\":", "input\":", "settings\":", "summary\":", "exact\":", "excluded\":", "statements\":["];
    let places: Vec<Option<usize>> = keys.iter().map(|key| text.find(&format!("\"{key}"))).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
}

#[test]
fn floats_have_six_decimals_and_no_negative_zero() {
    let mut sample = samples::forum();
    sample.report.findings[0].balanced = 0.123_456_789;
    sample.report.findings[0].contrast = Some(-0.0);
    let first = value(&sample)["statements"][0].clone();
    assert_eq!(first["balanced"], 0.123_457);
    assert_eq!(first["contrast"].to_string(), "0.0");
}

#[test]
fn a_floor_is_null_while_a_party_is_under_asked() {
    let all = value(&samples::forum());
    let statements = all["statements"].as_array().expect("a list");
    let waiting: Vec<&Value> = statements.iter().filter(|s| s["grade"] == "not_yet_asked").collect();
    assert_eq!(waiting.len(), 4);
    assert!(waiting.iter().all(|s| s["floor"].is_null()));
}

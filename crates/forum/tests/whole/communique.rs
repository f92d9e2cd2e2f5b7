//! The news report says nothing that the record does not carry.

use crate::common::{english, resealed, run, whole};
use forum::communique::{Communique, Sentence, Value, from_record, of};
use opinion::Grade;
use record::Record;
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;

fn communique(record: &Record) -> Communique {
    of(record, &english()).unwrap_or_else(|error| panic!("{}", whole(&error)))
}

/// Runs of digits, their grouping taken out.
fn figures(text: &str) -> BTreeSet<String> {
    let mut plain = String::new();
    let chars: Vec<char> = text.chars().collect();
    for (at, &c) in chars.iter().enumerate() {
        let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
        let grouping = c == ',' && at > 0 && digit(at - 1) && digit(at + 1) && digit(at + 2) && digit(at + 3);
        if !grouping {
            plain.push(c);
        }
    }
    let runs = plain.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    runs.map(str::to_owned).collect()
}

/// All figures and words an argument says, its parts included.
fn carried(value: &Value, figures_of: &mut BTreeSet<String>, written: &mut Vec<String>) {
    match value {
        Value::Choice(_) => {}
        Value::Number(number) => drop(figures_of.insert(number.to_string())),
        Value::Day(day) => {
            let parts = day.split('-').map(|part| part.trim_start_matches('0').to_owned());
            figures_of.extend(parts);
            written.push(day.clone());
        }
        Value::Days(from, to) => {
            carried(&Value::Day(from.clone()), figures_of, written);
            carried(&Value::Day(to.clone()), figures_of, written);
        }
        Value::Written(text) => {
            figures_of.extend(figures(text));
            written.push(text.clone());
        }
        Value::List(list) => list.iter().for_each(|value| carried(value, figures_of, written)),
        Value::Part(part) => part.args.values().for_each(|arg| carried(&arg.value, figures_of, written)),
        Value::Found(found) => {
            let json = serde_json::to_string(&found.args).unwrap();
            figures_of.extend(figures(&json));
        }
    }
}

/// Everything a body says, as the text a reader would find in it.
fn body_says(body: &Json, text: &str) -> bool {
    match body {
        Json::String(own) => own.contains(text) || own.lines().any(|line| line == text),
        Json::Array(values) => values.iter().any(|value| body_says(value, text)),
        Json::Object(entries) => entries.values().any(|value| body_says(value, text)),
        _ => false,
    }
}

fn each_sentence(communique: &Communique) -> Vec<Sentence> {
    communique.numbered().into_iter().map(|(_, sentence)| sentence.clone()).collect()
}

#[test]
fn every_figure_is_an_argument_and_every_argument_has_acts() {
    for seed in [1, 7, 23] {
        let record = run(seed).record;
        for sentence in each_sentence(&communique(&record)) {
            let (mut known, mut written) = (BTreeSet::new(), Vec::new());
            for (name, arg) in &sentence.args {
                assert!(!arg.acts.is_empty(), "{name} of {} comes from no act", sentence.id);
                carried(&arg.value, &mut known, &mut written);
            }
            let said = sentence.write(&english());
            let unknown: Vec<String> = figures(&said).difference(&known).cloned().collect();
            assert!(unknown.is_empty(), "{unknown:?} in: {said}");
        }
    }
}

#[test]
fn every_word_somebody_wrote_stands_in_an_act_that_the_footnote_names() {
    let record = run(7).record;
    for sentence in each_sentence(&communique(&record)) {
        let acts: Vec<&Json> = sentence.acts().iter().map(|&act| &record.act(act).unwrap().body).collect();
        let (mut known, mut written) = (BTreeSet::new(), Vec::new());
        sentence.args.values().for_each(|arg| carried(&arg.value, &mut known, &mut written));
        // The last day of a promise is recorded as an instant.
        written.retain(|text| !(sentence.id == "promise" && text.starts_with("2022-")));
        for text in written {
            assert!(acts.iter().any(|body| body_says(body, &text)), "no act of the footnote says {text:?}");
        }
    }
}

#[test]
fn every_party_named_is_cited_by_the_act_that_named_it() {
    for seed in [2, 7, 31] {
        let record = run(seed).record;
        let naming = ["party_joined", "organisation_accredited", "co_organiser_named"];
        let names: Vec<(u64, String)> = record
            .acts()
            .iter()
            .filter(|act| naming.contains(&act.kind.as_str()))
            .map(|act| (act.seq, act.body["name"]["en"].as_str().unwrap().to_owned()))
            .collect();
        for sentence in each_sentence(&communique(&record)) {
            let said = sentence.write(&english());
            for (act, name) in names.iter().filter(|(_, name)| said.contains(name.as_str())) {
                assert!(sentence.acts().contains(act), "{name} is named without its act {act}: {said}");
            }
        }
    }
}

/// The counts per grade and topic are those of the engine over the recorded cells, asked again here.
#[test]
fn counted_degrees_are_those_of_the_findings() {
    let record = run(7).record;
    let state = forum::fold(&record).unwrap();
    let told = each_sentence(&communique(&record));
    let topics: Vec<&Sentence> = told.iter().filter(|sentence| sentence.id == "found-topic").collect();
    assert_eq!(topics.len(), state.topics.len());
    for (sentence, topic) in topics.into_iter().zip(&state.topics) {
        let Value::List(parts) = &sentence.args["parts"].value else { panic!("parts are a list") };
        let sum: u64 = parts.iter().map(count_of).sum();
        assert_eq!(sum, state.statements_of(&topic.body.topic).count() as u64);
        for grade in Grade::ALL {
            let own = state.statements_of(&topic.body.topic);
            let found =
                own.filter(|made| state.finding(&made.body.statement).is_some_and(|f| f.grade == grade));
            let id = format!("count-{}", grade.key());
            let counted: u64 = parts.iter().filter(|part| id_of(part) == id).map(count_of).sum();
            assert_eq!(counted, found.count() as u64, "{id} in {}", topic.body.topic);
        }
    }
}

fn part_of(value: &Value) -> &Sentence {
    match value {
        Value::Part(part) => part,
        other => panic!("{other:?} is no part"),
    }
}

fn id_of(value: &Value) -> &'static str {
    part_of(value).id
}

fn count_of(value: &Value) -> u64 {
    match part_of(value).args["count"].value {
        Value::Number(number) => number,
        ref other => panic!("{other:?} is no number"),
    }
}

#[test]
fn broad_consensus_is_said_only_of_what_earned_it() {
    for seed in 1..=10 {
        let record = run(seed).record;
        let state = forum::fold(&record).unwrap();
        for sentence in each_sentence(&communique(&record)).iter().filter(|s| s.id == "statement-found") {
            let Value::Written(statement) = &sentence.args["statement"].value else { panic!("a statement") };
            let made = state
                .statements
                .iter()
                .find(|made| made.body.text.get(&english()) == Some(statement.as_str()));
            let grade = state.finding(&made.unwrap().body.statement).unwrap().grade;
            let said = sentence.write(&english()).to_lowercase();
            assert_eq!(said.contains("broad consensus"), grade == Grade::BroadConsensus, "{said}");
        }
    }
}

#[test]
fn silence_is_told_as_silence() {
    let record = run(7).record;
    let state = forum::fold(&record).unwrap();
    let silent = state.text.unwrap().adoption.unwrap().declared.unwrap().body.outcome.missing;
    assert_eq!(silent.len(), 1);
    let name = state.parties.iter().find(|party| party.body.party == silent[0]).unwrap();
    let name = name.body.name.get(&english()).unwrap();
    for sentence in each_sentence(&communique(&record)) {
        let said = sentence.write(&english());
        if sentence.id == "no-objection-received" {
            assert!(said.contains(name), "{said}");
        }
        assert!(!(sentence.id == "accepted" && said.contains(name)), "{said}");
    }
}

/// A forger who can seal everything anew still changes what is told, or is refused.
#[test]
fn changing_an_act_changes_or_breaks_the_communique() {
    let record = run(7).record;
    let told = communique(&record).text();
    let acts = record.acts().len() as u64;
    for act in (0..acts - 1).step_by(9) {
        let forged = resealed(&record, |seq, entry| {
            if seq == act {
                bend(&mut entry.body);
            }
        });
        let again = of(&forged, &english());
        assert!(again.is_err() || again.unwrap().text() != told, "act {act} was changed unnoticed");
    }
}

/// Changes the first word or figure of a body.
fn bend(body: &mut Json) -> bool {
    match body {
        Json::String(text) => {
            text.push('x');
            true
        }
        Json::Number(number) => {
            *body = json!(number.as_u64().unwrap_or(0) + 1);
            true
        }
        Json::Array(values) => values.iter_mut().any(bend),
        Json::Object(entries) => entries.values_mut().any(bend),
        Json::Null | Json::Bool(_) => false,
    }
}

/// Each of these is sealed properly and refused all the same, for it does not follow from what stands before.
#[test]
fn what_does_not_follow_is_refused() {
    let record = run(7).record;
    let cases: [(&str, &str, Json, &str); 7] = [
        ("votes_counted", "/cells/cp1/CN/0", json!(1), "its counts give the digest"),
        ("votes_counted", "/votes", json!(1), "do not add up"),
        ("findings_published", "/summary", json!({ "unanimous": 60 }), "its summary is not that"),
        ("clause_drafted", "/grounds/0/grade", json!("unanimous"), "earned"),
        ("clause_drafted", "/clause/text/en", json!("decides everything"), "does not open with the verb"),
        ("adoption_declared", "/outcome/decision", json!("not_adopted"), "another outcome"),
        ("adoption_opened", "/roll/seats/0/decides", json!(true), "is not that of its standing"),
    ];
    for (kind, pointer, value, why) in cases {
        let seq = record.acts().iter().find(|act| act.kind == kind).unwrap().seq;
        let forged = resealed(&record, |at, entry| {
            if at == seq {
                *entry.body.pointer_mut(pointer).unwrap_or_else(|| panic!("{kind} has no {pointer}")) =
                    value.clone();
            }
        });
        let error = of(&forged, &english()).expect_err(kind);
        let said = whole(&error);
        assert!(
            said.contains(&format!("act {seq} ({kind})")) && said.contains(why),
            "{kind} {pointer}: {said}"
        );
    }
}

/// Issue "Opinion map", findings over both axes: what is recorded of opinion groups is checked, and changes what is found.
#[test]
fn recorded_opinion_groups_are_whole_tens_from_a_on_and_the_findings_follow_from_them() {
    let record = run(7).record;
    let groups = |people: Json, cells: Json| json!({ "people": people, "cells": cells });
    let two = || json!({ "A": 100, "B": 50 });
    let cases = [
        (groups(json!({ "A": 100 }), json!({})), "not lettered from A on"),
        (groups(json!({ "A": 100, "C": 50 }), json!({})), "not lettered from A on"),
        (groups(json!({ "A": 100, "B": 55 }), json!({})), "no whole tens of people in group B"),
        (groups(two(), json!({ "cp1": { "A": [3, 0, 0] } })), "no whole tens of the people of group A"),
        (groups(two(), json!({ "cp1": { "B": [60, 0, 0] } })), "no whole tens of the people of group B"),
        (groups(two(), json!({ "cp1": { "D": [10, 0, 0] } })), "no whole tens of the people of group D"),
        (
            groups(two(), json!({ "cp1": { "A": [9_007_199_254_740_991_u64, 0, 9] } })),
            "no whole tens of the people of group A",
        ),
        (groups(two(), json!({ "none": { "A": [10, 0, 0] } })), "was never made"),
        (groups(two(), json!({ "cp1": { "A": [100, 0, 0], "B": [0, 0, 50] } })), "give the findings"),
    ];
    let counted = record.acts().iter().find(|act| act.kind == "votes_counted").unwrap().seq;
    for (groups, why) in cases {
        let forged = resealed(&record, |at, entry| {
            if at == counted {
                entry.body["groups"] = groups.clone();
            }
        });
        let said = whole(&of(&forged, &english()).expect_err(why));
        assert!(said.contains(why), "{groups}: {said}");
    }
}

#[test]
fn a_byte_changed_in_the_file_is_named() {
    let mut file = Vec::new();
    run(7).record.write_to(&mut file).unwrap();
    assert!(from_record(&file[..], &english()).is_ok());
    let at = file.windows(6).position(|six| six == b"Belaru").unwrap();
    file[at] ^= 1;
    let error = whole(&from_record(&file[..], &english()).unwrap_err());
    assert!(error.contains("act 13"), "{error}");
}

/// A record of another forum, cut off anywhere: what is there is told, and nothing else.
#[test]
fn any_beginning_of_a_record_has_its_communique() {
    let record = run(7).record;
    let mut beginning = Record::new("other", "Another forum");
    assert!(of(&beginning, &english()).is_err(), "an empty record has nothing to tell");
    for act in record.acts() {
        let entry = record::Entry {
            kind: act.kind.clone(),
            actor: act.actor.clone(),
            at: act.at,
            zone: act.zone.clone(),
            body: act.body.clone(),
        };
        beginning.append_entry(entry).unwrap();
        if act.seq % 16 == 0 || act.seq > 95 && act.seq % 6 == 0 {
            let told = communique(&beginning).text();
            let adopted = beginning.acts().iter().any(|act| act.kind == "adoption_declared");
            assert_eq!(told.contains("adopted without objection"), adopted);
            assert!(adopted || !told.contains("promises to"));
        }
    }
}

#[test]
fn the_issued_communique_is_the_one_written_again() {
    let outcome = run(7);
    let issued = outcome.record.acts().last().unwrap();
    assert_eq!(issued.kind, "communique_issued");
    let digest = blake3::hash(communique(&outcome.record).text().as_bytes()).to_string();
    assert_eq!(issued.body["digest"], json!(digest));
}

//! A package of votes becomes a running forum and a package again; the keys of delegations; restoring.

use std::path::Path;
use std::process::{Command, Output};

fn plenary(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plenary"));
    command.args(words).current_dir(folder).output().expect("it runs")
}

fn done(folder: &Path, words: &[&str]) -> String {
    let output = plenary(folder, words);
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// The findings of a package: what every party said of every statement.
fn findings(folder: &Path, package: &str) -> serde_json::Value {
    let analysis = done(folder, &["analyze", package, "--json"]);
    let analysis: serde_json::Value = serde_json::from_str(&analysis).expect("JSON");
    analysis["findings"].clone()
}

#[test]
fn votes_that_go_into_a_forum_come_out_of_it_and_a_mark_is_not_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    done(at, &["simulate", "in", "--parties", "3", "--participants", "90", "--seed", "7"]);
    let desk = done(at, &["import", "in", "--name", "Rivers"]);
    assert!(desk.contains("/rivers/enter/"), "{desk}");
    done(at, &["export", "rivers", "out"]);
    assert_eq!(findings(at, "in"), findings(at, "out"));
    let about = std::fs::read_to_string(at.join("out/datapackage.json")).expect("it is there");
    assert!(about.contains("Simulation, seed 7"), "{about}");
    let votes = std::fs::read_to_string(at.join("out/votes.csv")).expect("it is there");
    assert!(votes.starts_with("participant,statement,vote\n"), "no time is in it");

    let again = plenary(at, &["export", "rivers", "out"]);
    assert_eq!(again.status.code(), Some(2));
    let unknown = plenary(at, &["export", "lakes", "other"]);
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("there are: rivers"), "{unknown:?}");
    let twice = plenary(at, &["import", "in", "--name", "Rivers"]);
    assert_eq!(twice.status.code(), Some(2), "{twice:?}");
}

/// A conversation as Polis exports it: times, people and statements by number, agreement as 1.
fn polis(folder: &Path) {
    std::fs::create_dir(folder.join("polis")).expect("a folder");
    let comments = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n\
                    1600000000000,x,0,0,3,1,1,\"Every river, and its banks, need a keeper.\"\n\
                    1600000000001,x,1,1,2,2,1,Boats should be silent.\n";
    let mut votes = "timestamp,datetime,comment-id,voter-id,vote\n".to_owned();
    for person in 0..12 {
        for (statement, vote) in [(0, if person < 9 { 1 } else { -1 }), (1, person % 3 - 1)] {
            votes.push_str(&format!("{},x,{statement},{person},{vote}\n", 1_600_000_001_000_i64 + person));
        }
    }
    let files =
        [("comments.csv", comments), ("votes.csv", votes.as_str()), ("summary.csv", "topic,Rivers\n")];
    for (name, text) in files {
        std::fs::write(folder.join("polis").join(name), text).expect("written");
    }
}

#[test]
fn a_polis_export_becomes_a_forum_with_the_same_answers_and_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    polis(at);
    let unsaid = plenary(at, &["import", "polis", "--name", "Rivers"]);
    assert_eq!(unsaid.status.code(), Some(2), "which number agrees must be said: {unsaid:?}");
    let made = plenary(at, &["import", "polis", "--name", "Rivers", "--agree", "1"]);
    let said = String::from_utf8_lossy(&made.stderr).into_owned();
    assert!(made.status.success() && said.contains("2 statements, 12 people, 24 votes"), "{said}");
    done(at, &["export", "rivers", "out"]);
    let before = done(at, &["analyze", "polis", "--agree", "1", "--json"]);
    let before: serde_json::Value = serde_json::from_str(&before).expect("JSON");
    assert_eq!(before["findings"], findings(at, "out"));
    let statements = std::fs::read_to_string(at.join("out/statements.csv")).expect("it is there");
    assert!(statements.contains("Every river, and its banks, need a keeper."), "{statements}");
}

#[test]
fn a_backup_is_restored_and_served_with_its_key_and_the_doctor_misses_a_lost_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    done(at, &["simulate", "in", "--parties", "3", "--participants", "30", "--seed", "7"]);
    done(at, &["import", "in", "--name", "Rivers"]);
    assert!(at.join("plenary.sqlite.key").is_file());
    done(at, &["backup", "copy.sqlite"]);
    done(at, &["restore", "copy.sqlite", "--database", "new.sqlite"]);
    let before = done(at, &["rebuild"]);
    assert_eq!(before, done(at, &["rebuild", "--database", "new.sqlite"]));
    let lost = plenary(at, &["doctor", "--database", "new.sqlite"]);
    assert_eq!(lost.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&lost.stdout).contains("does not hold the key of: rivers"), "{lost:?}");
    done(at, &["doctor", "--database", "new.sqlite", "--key", "plenary.sqlite.key"]);
    let over = plenary(at, &["restore", "copy.sqlite", "--database", "new.sqlite"]);
    assert_eq!(over.status.code(), Some(2), "{over:?}");
    let wrong = plenary(at, &["import", "in", "--name", "Lakes", "--database", "new.sqlite"]);
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("--replace-key"), "{wrong:?}");
}

#[test]
fn a_delegation_s_key_is_made_once_and_signs_the_same_way() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let public = done(at, &["key", "new", "own.key"]);
    assert!(public.starts_with("ed25519:") && public.trim().len() == 72, "{public}");
    assert_eq!(public, done(at, &["key", "public", "own.key"]));
    assert_eq!(plenary(at, &["key", "new", "own.key"]).status.code(), Some(2), "never written over");
    let signed = done(at, &["key", "sign", "own.key", "00ff"]);
    assert_eq!((signed.trim().len(), &signed), (128, &done(at, &["key", "sign", "own.key", "00ff"])));
    assert_eq!(plenary(at, &["key", "sign", "own.key", "0g"]).status.code(), Some(2));
}

//! How opinions hang together, as the command tells it: groups, Polis' method, predictions, the evaluation.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

#[expect(clippy::disallowed_methods, reason = "test set-up reads the environment")]
fn data(folder: &str) -> PathBuf {
    let root = std::env::var("PLENARY_DATA").expect("PLENARY_DATA names the folder of recorded votes");
    let path = PathBuf::from(root).join(folder);
    assert!(path.exists(), "{} is missing", path.display());
    path
}

fn plenary(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_plenary")).args(words).output().expect("plenary starts")
}

fn json(words: &[&str]) -> Value {
    let run = plenary(words);
    assert!(run.status.success(), "{words:?}: {}", String::from_utf8_lossy(&run.stderr));
    serde_json::from_slice(&run.stdout).expect("JSON on standard output")
}

fn refused(words: &[&str]) -> String {
    let run = plenary(words);
    assert_eq!(run.status.code(), Some(2), "{words:?}");
    assert!(run.stdout.is_empty());
    String::from_utf8(run.stderr).expect("UTF-8")
}

fn is_valid(found: &Value) {
    let text = include_str!("../../../docs/analysis.schema.json");
    let schema = jsonschema::validator_for(&serde_json::from_str(text).expect("JSON")).expect("a schema");
    let problems: Vec<String> = schema.iter_errors(found).map(|error| error.to_string()).take(3).collect();
    assert!(problems.is_empty(), "{problems:?}");
}

/// Two parties of 90 and two camps across them, of 150 and 30, that answer one way and the other; statement 0 nobody
/// rejects, statement 1 the smaller camp alone.
fn two_camps(folder: &TempDir) -> String {
    let (mut votes, mut people) =
        (String::from("participant,statement,vote\n"), String::from("participant,party\n"));
    // Every eleventh answer is against the camp, not the same people on every statement; none is on the first two.
    let odd = |person: usize, statement: usize| {
        statement > 1 && (person * 13 + statement * 7 + person * statement).is_multiple_of(11)
    };
    for person in 0..180 {
        let _ = writeln!(people, "p{person},{}", if person % 2 == 0 { "north" } else { "south" });
        let smaller = person % 12 < 2;
        for statement in 0..40 {
            let usual = match statement {
                // A few pass, or it would be unanimous.
                0 => i32::from(person % 17 != 0),
                1 => {
                    if smaller {
                        -1
                    } else {
                        1
                    }
                }
                _ if (statement % 2 == 0) == smaller => 1,
                _ => -1,
            };
            let vote = if odd(person, statement) { -usual } else { usual };
            let _ = writeln!(votes, "p{person},s{statement},{vote}");
        }
    }
    std::fs::write(folder.path().join("votes.csv"), votes).expect("a file");
    std::fs::write(folder.path().join("participants.csv"), people).expect("a file");
    folder.path().display().to_string()
}

#[test]
fn what_a_camp_across_the_parties_rejects_is_no_consensus_and_says_so() {
    let folder = TempDir::new().expect("a folder");
    let path = two_camps(&folder);
    let found = json(&["analyze", &path, "--json", "--participants"]);
    is_valid(&found);
    assert_eq!((&found["groups"]["verdict"], &found["groups"]["k"]), (&"groups".into(), &2.into()));
    assert_eq!(found["participants"].as_array().map(Vec::len), Some(180));
    let alone = json(&["analyze", &path, "--json", "--no-groups"]);
    let of = |all: &Value, key: &str| -> Value {
        let list = all["statements"].as_array().expect("a list");
        list.iter().find(|one| one["id"] == key).cloned().expect("the statement")
    };
    assert_eq!(
        (&of(&alone, "s0")["grade"], &of(&alone, "s1")["grade"]),
        (&"consensus".into(), &"consensus".into())
    );
    let (accepted, stopped) = (of(&found, "s0"), of(&found, "s1"));
    assert_eq!((&accepted["grade"], &accepted["groups"]["stopped"]), (&"consensus".into(), &Value::Null));
    assert_eq!((&stopped["grade"], &stopped["groups"]["stopped"]), (&"majority".into(), &"consensus".into()));
    assert_eq!(stopped["groups"]["weakest"], "B");
    let page = folder.path().join("page.html").display().to_string();
    let text = plenary(&["analyze", &path, "--html", &page]);
    let page = std::fs::read_to_string(page).expect("the page");
    for told in [String::from_utf8_lossy(&text.stdout).into_owned(), page] {
        assert!(told.contains("Not in every opinion group: of group B at most"), "{told}");
    }
}

/// In which published group each person is: base clusters of groups, unfolded.
fn groups_of(math: &Value) -> BTreeMap<i64, i64> {
    let base = &math["base-clusters"];
    let list = |value: &Value| value.as_array().expect("a list").clone();
    let members: BTreeMap<String, Value> =
        list(&base["id"]).iter().map(Value::to_string).zip(list(&base["members"])).collect();
    let mut of = BTreeMap::new();
    for group in list(&math["group-clusters"]) {
        for cluster in list(&group["members"]) {
            let people = list(&members[&cluster.to_string()]);
            of.extend(people.iter().filter_map(|id| Some((id.as_i64()?, group["id"].as_i64()?))));
        }
    }
    of
}

fn published(folder: &Path) -> BTreeMap<i64, i64> {
    let mut table = csv::Reader::from_path(folder.join("participants-votes.csv")).expect("the table");
    let head = table.headers().expect("headers").clone();
    let at = |name: &str| head.iter().position(|own| own == name).expect("the column");
    let (person, group) = (at("participant"), at("group-id"));
    let row = |row: csv::StringRecord| Some((row[person].parse().ok()?, row[group].parse().ok()?));
    table.records().filter_map(|record| row(record.expect("a row"))).collect()
}

/// Hubert and Arabie 1985, over people in both.
fn adjusted_rand(one: &BTreeMap<i64, i64>, other: &BTreeMap<i64, i64>) -> f64 {
    let mut cells: BTreeMap<(i64, i64), f64> = BTreeMap::new();
    let (mut rows, mut columns) = (BTreeMap::new(), BTreeMap::new());
    let mut all = 0.0;
    for (person, a) in one {
        let Some(b) = other.get(person) else { continue };
        *cells.entry((*a, *b)).or_default() += 1.0;
        *rows.entry(*a).or_insert(0.0) += 1.0;
        *columns.entry(*b).or_insert(0.0) += 1.0;
        all += 1.0;
    }
    let pairs = |n: &f64| n * (n - 1.0) / 2.0;
    let (both, a, b): (f64, f64, f64) =
        (cells.values().map(pairs).sum(), rows.values().map(pairs).sum(), columns.values().map(pairs).sum());
    let chance = a * b / pairs(&all);
    (both - chance) / (f64::midpoint(a, b) - chance)
}

/// The bars are those of red-dwarf 0.4.0, whose mean over the same eight exports is .68.
#[test]
fn polis_groups_are_those_that_were_published() {
    let bars = [
        ("15-per-hour-seattle", -1.0),
        ("american-assembly.bowling-green", -1.0),
        ("austria-climate.5twd2jsnkf.2022-08-08", 0.9),
        ("brexit-consensus", 0.85),
        ("canadian-electoral-reform", -1.0),
        ("football-concussions", -1.0),
        ("scoop-hivemind.biodiversity", 0.9),
        ("vtaiwan.uberx", 0.85),
    ];
    let mut sum = 0.0;
    for (name, bar) in bars {
        let folder = data("opendata").join(name);
        let path = folder.display().to_string();
        let found = json(&["analyze", &path, "--method", "polis", "--json"]);
        is_valid(&found);
        let alike = adjusted_rand(&published(&folder), &groups_of(&found["math"]));
        assert!(alike >= bar, "{name}: {alike}");
        sum += alike;
    }
    assert!(sum / 8.0 >= 0.68, "{}", sum / 8.0);
}

fn near(own: &Value, theirs: &Value) -> bool {
    own.as_f64().zip(theirs.as_f64()).is_some_and(|(own, theirs)| (own - theirs).abs() < 1e-9)
}

/// The two files of the API that hold every vote the figures were made of.
#[test]
fn over_published_groups_polis_figures_are_those_that_were_published() {
    for name in ["above-100-ptpts", "below-100-ptpts"] {
        let folder = data("polis-math").join(name);
        let file = folder.join("math-pca2.json");
        let theirs: Value = serde_json::from_slice(&std::fs::read(&file).expect("the file")).expect("JSON");
        let words =
            [&folder.display().to_string(), "--polis-groups", &file.display().to_string()].map(str::to_owned);
        let words: Vec<&str> = ["analyze", "--method", "polis", "--json"]
            .into_iter()
            .chain(words.iter().map(String::as_str))
            .collect();
        let own = json(&words)["math"].clone();
        assert_eq!(own["in-conv"].as_array().map(Vec::len), theirs["in-conv"].as_array().map(Vec::len));
        for (statement, value) in theirs["group-aware-consensus"].as_object().expect("an object") {
            assert!(near(&own["group-aware-consensus"][statement], value), "{name} {statement}");
        }
        let centre = |math: &Value| -> BTreeMap<i64, Value> {
            let tids = math["tids"].as_array().expect("a list").iter().filter_map(Value::as_i64);
            tids.zip(math["pca"]["center"].as_array().expect("a list").clone()).collect()
        };
        let (own, theirs) = (centre(&own), centre(&theirs));
        assert!(theirs.iter().all(|(tid, value)| near(&own[tid], value)), "{name}");
    }
}

#[test]
fn what_is_typed_wrong_beside_polis_is_refused_with_the_way_out() {
    let folder = TempDir::new().expect("a folder");
    let path = two_camps(&folder);
    let message = refused(&["analyze", &path, "--polis-start", "replay"]);
    assert!(message.contains("--method polis"), "{message}");
    let message = refused(&["analyze", &path, "--method", "polis", "--polis-without", "nothing"]);
    assert!(message.contains("twenty-rounds"), "{message}");
    let message = refused(&["analyze", &path, "--method", "polis", "--csv"]);
    assert!(message.contains("--json"), "{message}");
    let wrong = folder.path().join("votes.csv").display().to_string();
    let message = refused(&["analyze", &path, "--method", "polis", "--polis-groups", &wrong]);
    assert!(message.contains("votes.csv") && message.contains("math/pca2"), "{message}");
}

#[test]
fn keys_that_are_no_numbers_are_told_beside_the_numbers_of_polis() {
    let folder = TempDir::new().expect("a folder");
    let found = json(&["analyze", &two_camps(&folder), "--method", "polis", "--json"]);
    is_valid(&found);
    assert_eq!(found["math_keys"]["participants"].as_array().map(Vec::len), Some(180));
    assert_eq!(found["math"]["n"], 180);
    assert!(found.get("groups").is_none());
    let text = plenary(&["analyze", &folder.path().display().to_string(), "--method", "polis"]);
    assert!(String::from_utf8_lossy(&text.stdout).contains("Group A"));
}

#[test]
fn an_evaluation_is_the_same_on_any_number_of_threads() {
    let folder = TempDir::new().expect("a folder");
    let path = two_camps(&folder);
    let run = |threads: &str| {
        let words =
            ["evaluate", &path, "--json", "--repetitions", "2", "--splits", "2", "--threads", threads];
        let more = ["--protocol", "heldout", "--protocol", "calibration", "--protocol", "infiltration"];
        json(&[&words[..], &more[..]].concat())
    };
    let one = run("1");
    assert_eq!(one, run("3"));
    let heldout = &one["outcomes"][0];
    assert_eq!((&heldout["protocol"], &one["schema"]), (&"heldout".into(), &"plenary.evaluation/1".into()));
    let losses: Vec<f64> =
        heldout["random"]["log_loss"].as_array().expect("a list").iter().filter_map(Value::as_f64).collect();
    // Two camps that hold together: who knows somebody's camp knows the answers, who knows the rate does not.
    assert!(losses[0] < 0.7 * losses[3], "{losses:?}");
}

/// Numbers without a pattern (splitmix64).
fn mixed(person: u64, statement: u64) -> u64 {
    let mut x = (person * 1_000 + statement + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// Two parties of sixty who answer each for themselves, and forty more in the first who all hand in one sheet. Of the
/// first party 33 agree to s0, of the second 48; the sheet does.
fn one_sheet(folder: &TempDir) -> String {
    let (mut votes, mut people) =
        (String::from("participant,statement,vote\n"), String::from("participant,party\n"));
    for person in 0..160u64 {
        let is_sheet = person >= 120;
        let party = if person < 60 || is_sheet { "north" } else { "south" };
        let _ = writeln!(people, "p{person},{party}");
        for statement in 0..40 {
            let agrees = match (statement, is_sheet) {
                (0, true) => true,
                (0, false) => person % 60 < if person < 60 { 33 } else { 48 },
                (_, true) => mixed(7_777, statement).is_multiple_of(2),
                (_, false) => mixed(person, statement) % 100 < 20 + 60 * (statement % 2),
            };
            // Whoever does not agree to s0 mostly passes.
            let passes = statement == 0 && !person.is_multiple_of(5);
            let _ =
                writeln!(votes, "p{person},s{statement},{}", if agrees { 1 } else { i32::from(passes) - 1 });
        }
    }
    std::fs::write(folder.path().join("votes.csv"), votes).expect("a file");
    std::fs::write(folder.path().join("participants.csv"), people).expect("a file");
    folder.path().display().to_string()
}

#[test]
fn what_rests_on_one_sheet_handed_in_forty_times_is_named_with_both_results() {
    let folder = TempDir::new().expect("a folder");
    let path = one_sheet(&folder);
    let found = json(&["analyze", &path, "--json", "--no-groups", "--threads", "1"]);
    is_valid(&found);
    assert_eq!(found, json(&["analyze", &path, "--json", "--no-groups", "--threads", "3"]));
    let seen = &found["manipulation"];
    assert_eq!((&seen["looked"], &seen["flagged"]), (&true.into(), &40.into()), "{seen}");
    assert_eq!(seen["cliques"][0]["parties"][0]["party"], "north");
    assert!(seen["cliques"][0].get("people").is_none(), "nobody is named unasked");
    let target = seen["statements"].as_array().expect("a list").iter().find(|one| one["id"] == "s0");
    let target = target.expect("the statement");
    assert_eq!(target["counted"]["grade"], "consensus");
    assert_ne!(target["as_one"]["grade"], "consensus");
    // Thirty-nine answers fewer: the forty are one.
    assert_eq!((&target["counted"]["answers"], &target["as_one"]["answers"]), (&160.into(), &121.into()));
    assert!(seen["changed"].as_array().expect("a list").contains(&"s0".into()), "{seen}");
    // What is found is found of all votes, whoever answers alike.
    let unguarded = json(&["analyze", &path, "--json", "--no-groups", "--no-guard"]);
    is_valid(&unguarded);
    assert_eq!((&unguarded["digest"], &unguarded["statements"]), (&found["digest"], &found["statements"]));
    assert_eq!(unguarded["manipulation"]["reason"], "not_asked");
    let page = folder.path().join("page.html").display().to_string();
    let text = plenary(&["analyze", &path, "--no-groups", "--html", &page]);
    let page = std::fs::read_to_string(page).expect("the page");
    for told in [String::from_utf8_lossy(&text.stdout).into_owned(), page] {
        assert!(told.contains("40 people in one set answer alike beyond"), "{told}");
        assert!(told.contains("As counted: ") && told.contains("Each set as one voter: "), "{told}");
    }
}

#[test]
fn whose_places_are_written_are_named_in_their_clique_too() {
    let folder = TempDir::new().expect("a folder");
    let found = json(&["analyze", &one_sheet(&folder), "--json", "--participants"]);
    is_valid(&found);
    let people = found["manipulation"]["cliques"][0]["people"].as_array().expect("a list").clone();
    assert_eq!((people.len(), &people[0]), (40, &"p120".into()));
}

#[test]
fn where_it_is_not_looked_at_the_result_says_so() {
    let folder = TempDir::new().expect("a folder");
    let path = one_sheet(&folder);
    // Each a party of one: an assembly of states, of which some vote alike.
    let people: String = (0..160)
        .fold("participant,party\n".to_owned(), |all, person| all + &format!("p{person},q{person}\n"));
    std::fs::write(folder.path().join("participants.csv"), people).expect("a file");
    let found = json(&["analyze", &path, "--json", "--no-groups"]);
    is_valid(&found);
    assert_eq!(found["manipulation"]["reason"], "one_vote_each");
    // Beside the votes lies what makes the folder large, without any byte on the disk.
    let large = std::fs::File::create(folder.path().join("notes.bin")).expect("a file");
    large.set_len(65 << 20).expect("a long file");
    let run = plenary(&["analyze", &path]);
    assert!(String::from_utf8_lossy(&run.stderr).contains("--guard"));
    assert!(String::from_utf8_lossy(&run.stdout).contains("(--guard)"));
}

#[test]
fn nearly_nobody_of_a_recorded_conversation_answers_alike_beyond_chance() {
    for name in ["vtaiwan.uberx", "15-per-hour-seattle", "canadian-electoral-reform"] {
        let path = data("opendata").join(name).display().to_string();
        let found = json(&["analyze", &path, "--json", "--no-groups"]);
        is_valid(&found);
        let (flagged, all) =
            (found["manipulation"]["flagged"].as_u64(), found["input"]["participants"].as_u64());
        assert!(
            found["manipulation"]["looked"] == true && flagged.zip(all).is_some_and(|(f, n)| f * 50 <= n),
            "{name}: {flagged:?} of {all:?}"
        );
    }
}

#[test]
fn a_cell_is_predicted_by_the_persons_other_votes_and_what_stood_in_it_changes_nothing() {
    let folder = TempDir::new().expect("a folder");
    let votes = two_camps(&folder);
    let cells = folder.path().join("asked.csv");
    // p3 is of the larger camp and p12 of the smaller; nobody knows the stranger, nor the last statement.
    let asked = "participant,statement\np3,s3\np12,s3\nstranger,s3\np3,\"s,99\"\n";
    std::fs::write(&cells, asked).expect("a file");
    let cells = cells.display().to_string();
    let predicted = || {
        let run = plenary(&["predict", &votes, "--cells", &cells]);
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let told = String::from_utf8(run.stderr).expect("UTF-8");
        assert!(told.contains("2 of 4 cells"), "{told}");
        String::from_utf8(run.stdout).expect("UTF-8")
    };
    let first = predicted();
    let lines: Vec<&str> = first.lines().collect();
    assert_eq!(lines[0], "participant,statement,p_agree");
    let begins = ["p3,s3,", "p12,s3,", "stranger,s3,", "p3,\"s,99\","];
    let p: Vec<f64> = begins
        .iter()
        .zip(&lines[1..])
        .map(|(begin, line)| line.strip_prefix(begin).expect(begin).parse().expect("a number"))
        .collect();
    assert_eq!(lines.len(), 5);
    assert!(p[0] > 0.8 && p[1] < 0.2 && p[1] < p[2] && p[2] < p[0], "{first}");
    let file = folder.path().join("votes.csv");
    let text = std::fs::read_to_string(&file).expect("a file");
    let turned = text.replace("p3,s3,1\n", "p3,s3,-1\n");
    assert_ne!(turned, text);
    std::fs::write(&file, turned).expect("a file");
    assert_eq!(predicted(), first, "it was taken out before anything was fitted");
    std::fs::write(&cells, "participant,statement\np3,s3\np3,\n").expect("a file");
    let told = refused(&["predict", &votes, "--cells", &cells]);
    assert!(told.contains("asked.csv, line 3, column `statement`"), "{told}");
}

#[test]
fn where_sums_over_every_two_statements_would_be_too_large_it_is_said_and_the_axes_are_found_all_the_same() {
    let folder = TempDir::new().expect("a folder");
    let mut votes = String::from("participant,statement,vote\n");
    for person in 0..8 {
        for statement in 0..4_096 {
            let vote = if (person < 4) == (statement % 2 == 0) { 1 } else { -1 };
            let _ = writeln!(votes, "{person},{statement},{vote}");
        }
    }
    let file = folder.path().join("votes.csv");
    std::fs::write(&file, votes).expect("a file");
    let run = plenary(&["analyze", &file.display().to_string(), "--method", "polis", "--json"]);
    assert!(run.status.success());
    let told = String::from_utf8(run.stderr).expect("UTF-8");
    assert!(told.contains("Sums over every two of 4096 statements would take"), "{told}");
    let found: Value = serde_json::from_slice(&run.stdout).expect("JSON on standard output");
    let axis = found["math"]["pca"]["comps"][0].as_array().expect("an axis");
    // Two camps that differ in everything: every statement weighs the same, the even ones one way, the odd the other.
    let even = 1.0 / 4_096f64.sqrt();
    assert_eq!(axis.len(), 4_096);
    assert!(axis.iter().all(|x| x.as_f64().is_some_and(|x| (x.abs() - even).abs() < 1e-9)));
    assert!(axis[0].as_f64().zip(axis[1].as_f64()).is_some_and(|(a, b)| a * b < 0.0));
}

//! The command as a person meets it: streams, exit codes, messages, files.

use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

fn plenary(words: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_plenary"))
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("plenary starts");
    match child.stdin.take().expect("a pipe").write_all(input.as_bytes()) {
        // A command that refuses its arguments need not read what it is sent.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => {}
        written => written.expect("plenary reads"),
    }
    child.wait_with_output().expect("plenary ends")
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn file(folder: &TempDir, name: &str, text: &str) -> String {
    let path = folder.path().join(name);
    std::fs::write(&path, text).expect("a file");
    path.display().to_string()
}

fn simulated(folder: &TempDir, form: &str) -> PathBuf {
    let out = folder.path().join(form);
    let words = [
        "simulate",
        &out.display().to_string(),
        "--participants",
        "900",
        "--statements",
        "24",
        "--answers",
        "12",
        "--seed",
        "5",
        "--form",
        form,
    ];
    assert!(plenary(&words, "").status.success());
    out
}

fn analysis(path: &Path) -> Value {
    let run = plenary(&["analyze", &path.display().to_string(), "--json"], "");
    assert!(run.status.success(), "{}", said(&run.stderr));
    serde_json::from_slice(&run.stdout).expect("JSON")
}

#[test]
fn votes_from_standard_input() {
    let rows: String = (0..30).map(|i| format!("p{i},s,{}\n", if i < 27 { 1 } else { -1 })).collect();
    let run = plenary(&["analyze", "-", "--json"], &format!("participant,statement,vote\n{rows}"));
    let found: Value = serde_json::from_slice(&run.stdout).expect("JSON");
    assert_eq!(found["input"]["votes"], 30);
    assert_eq!(found["statements"][0]["grade"], "majority");
}

#[test]
fn a_bad_row_is_one_message_with_its_place_and_exit_code_2() {
    let folder = TempDir::new().expect("a folder");
    let path = file(&folder, "votes.csv", "participant,statement,vote\na,s,1\nb,s,2\n");
    let page = folder.path().join("page.html").display().to_string();
    let run = plenary(&["analyze", &path, "--html", &page], "");
    let message = said(&run.stderr);
    assert_eq!(run.status.code(), Some(2), "{message}");
    assert!(run.stdout.is_empty());
    assert_eq!(message.lines().count(), 1, "{message}");
    assert!(message.contains("votes.csv, line 3") && message.contains("vote"), "{message}");
    assert!(!Path::new(&page).exists(), "nothing was written");
}

#[test]
fn lenient_counts_what_it_skips() {
    let run =
        plenary(&["analyze", "-", "--json", "--lenient"], "participant,statement,vote\na,s,1\nb,s,2\nc,s,\n");
    let found: Value = serde_json::from_slice(&run.stdout).expect("JSON");
    assert_eq!((&found["input"]["votes"], &found["input"]["skipped"]), (&Value::from(1), &Value::from(2)));
    assert!(said(&run.stderr).contains("line 3"), "{}", said(&run.stderr));
}

#[test]
fn settings_and_dates_out_of_range_are_refused_with_the_way_out() {
    for (words, part) in [
        (vec!["--tau", "1.5"], "above 0 and below 1"),
        (vec!["--since", "yesterday"], "expected a date such as"),
        (vec!["--agree", "2"], "expected -1 or +1"),
    ] {
        let run =
            plenary(&[&["analyze", "-"], words.as_slice()].concat(), "participant,statement,vote\na,s,1\n");
        assert_eq!(run.status.code(), Some(2));
        assert!(said(&run.stderr).contains(part), "{}", said(&run.stderr));
    }
}

#[test]
fn csv_and_parquet_of_the_same_votes_give_the_same_digests() {
    let folder = TempDir::new().expect("a folder");
    let (csv, parquet) = (analysis(&simulated(&folder, "csv")), analysis(&simulated(&folder, "parquet")));
    assert_eq!(csv["input"]["digest"], parquet["input"]["digest"]);
    assert_eq!(csv["digest"], parquet["digest"]);
}

#[test]
fn what_is_simulated_carries_the_mark_through_every_conversion() {
    let folder = TempDir::new().expect("a folder");
    let mut path = simulated(&folder, "csv");
    for form in ["parquet", "csv"] {
        let next = folder.path().join(format!("again-{form}"));
        let run = plenary(
            &["convert", &path.display().to_string(), &next.display().to_string(), "--form", form],
            "",
        );
        assert!(run.status.success(), "{}", said(&run.stderr));
        path = next;
    }
    assert_eq!(analysis(&path)["simulation"]["seed"], 5);
    for format in ["--csv", "--color=never"] {
        let run = plenary(&["analyze", &path.display().to_string(), format], "");
        assert!(said(&run.stdout).contains("Simulation, seed 5; no party's real opinion"), "{format}");
    }
}

#[test]
fn simulate_leaves_a_full_folder_alone() {
    let folder = TempDir::new().expect("a folder");
    file(&folder, "mine.txt", "mine");
    let run = plenary(&["simulate", &folder.path().display().to_string()], "");
    assert_eq!(run.status.code(), Some(2));
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1);
}

#[test]
fn forecast_meets_the_figures_of_the_design() {
    let run = plenary(&["forecast", "--parties", "18", "--agree", "80", "--json"], "");
    let found: Value = serde_json::from_slice(&run.stdout).expect("JSON");
    let votes = |grade: &str| found["rows"][0][grade]["answers"]["votes"].as_u64().expect("a number");
    assert!((90..=110).contains(&votes("consensus")), "{found}");
    assert!((36..=48).contains(&votes("broad_consensus")), "{found}");
    let roster = found["rows"][0]["consensus"]["roster"]["votes"].as_u64();
    assert!(
        roster < Some(votes("consensus")),
        "a roster that is counted out needs fewer than a crowd: {found}"
    );
}

#[test]
fn the_demo_goes_the_whole_way_and_its_communique_comes_from_the_record() {
    let folder = TempDir::new().expect("a folder");
    let out = folder.path().join("demo");
    let run = plenary(&["demo", "--headless", "--out", &out.display().to_string()], "");
    assert!(run.status.success(), "{}", said(&run.stderr));
    assert!(out.join("index.html").exists());
    let record = out.join("record.jsonl").display().to_string();
    let again = plenary(&["communique", &record, "--lang", "en"], "");
    assert_eq!(
        said(&again.stdout),
        std::fs::read_to_string(out.join("communique.txt")).expect("the communiqué")
    );
    assert!(said(&again.stdout).contains("no party's real opinion"));
    for lang in ["en", "fa", "ru", "zh-Hans"] {
        for kind in ["html", "txt", "akn.xml", "docx"] {
            let begins = match kind {
                "html" => "<!",
                "akn.xml" => "<?xml",
                "docx" => "PK",
                _ => "",
            };
            let file = out.join(format!("text/text.{lang}.{kind}"));
            let bytes = std::fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            assert!(bytes.len() > 1000 && bytes.starts_with(begins.as_bytes()), "{}", file.display());
        }
    }
}

#[test]
fn a_changed_record_writes_no_communique() {
    let folder = TempDir::new().expect("a folder");
    let out = folder.path().join("demo");
    assert!(plenary(&["demo", "--headless", "--out", &out.display().to_string()], "").status.success());
    let record = out.join("record.jsonl");
    let text = std::fs::read_to_string(&record).expect("the record").replacen("China", "Chima", 1);
    std::fs::write(&record, text).expect("a changed record");
    let run = plenary(&["communique", &record.display().to_string()], "");
    assert_eq!(run.status.code(), Some(2));
    assert!(run.stdout.is_empty() && said(&run.stderr).contains("act"), "{}", said(&run.stderr));
}

/// Issue "The text and its adoption", proof for outsiders: 0 while it holds, 1 once a byte is changed, 2 for what is no
/// bundle.
#[test]
fn a_bundle_is_verified_offline_and_a_changed_byte_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("demo");
    assert!(plenary(&["demo", "--headless", "--out", &out.display().to_string()], "").status.success());
    let bundle = out.join("bundle");
    let verify = |path: &Path| plenary(&["verify", &path.display().to_string()], "");
    let run = verify(&bundle);
    assert_eq!(run.status.code(), Some(0), "{}{}", said(&run.stdout), said(&run.stderr));
    assert!(said(&run.stdout).contains("signed by the host alone"), "{}", said(&run.stdout));
    for entry in std::fs::read_dir(&bundle).expect("a folder") {
        let path = entry.expect("a file").path();
        let bytes = std::fs::read(&path).expect("its bytes");
        let mut changed = bytes.clone();
        let middle = changed.len() / 2;
        changed[middle] ^= 1;
        std::fs::write(&path, &changed).expect("it is changed");
        let run = verify(&bundle);
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
        assert_eq!(run.status.code(), Some(1), "{name}: {}", said(&run.stderr));
        assert!(said(&run.stdout).contains(name), "{name}: {}", said(&run.stdout));
        std::fs::write(&path, &bytes).expect("it is put back");
    }
    assert_eq!(verify(&bundle).status.code(), Some(0));
    archived(&bundle, folder.path(), &verify);
    unreadable(&bundle, &out, &verify);
    signed_by_others(&bundle, folder.path());
    receipts(&bundle, &out.join("receipts"));
}

/// The archive that a forum hands out says the same as the folder, also with a byte changed in it; what is no archive, or
/// would lead out of it, is refused.
fn archived(bundle: &Path, folder: &Path, verify: &dyn Fn(&Path) -> Output) {
    let files: Vec<(String, Vec<u8>)> = std::fs::read_dir(bundle)
        .expect("a folder")
        .map(|entry| entry.expect("a file"))
        .map(|file| {
            (file.file_name().into_string().expect("a name"), std::fs::read(file.path()).expect("bytes"))
        })
        .collect();
    let pack = |name: &str, files: &[(String, Vec<u8>)]| {
        let path = folder.join(name);
        let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).expect("a file"));
        for (name, bytes) in files {
            zip.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).expect("a place");
            zip.write_all(bytes).expect("its bytes");
        }
        zip.finish().expect("an archive");
        path
    };
    let within: Vec<_> =
        files.iter().map(|(name, bytes)| (format!("bundle/{name}"), bytes.clone())).collect();
    let whole = verify(&pack("bundle.zip", &within));
    assert_eq!(said(&whole.stdout), said(&verify(bundle).stdout));
    assert_eq!(whole.status.code(), Some(0), "{}", said(&whole.stderr));
    let mut changed = files.clone();
    let record = changed.iter_mut().find(|(name, _)| name == "record.jsonl").expect("a record");
    let middle = record.1.len() / 2;
    record.1[middle] ^= 1;
    let run = verify(&pack("changed.zip", &changed));
    assert_eq!(run.status.code(), Some(1), "{}", said(&run.stderr));
    assert!(said(&run.stdout).contains("record.jsonl"), "{}", said(&run.stdout));
    for (name, bytes) in [("../out.json", "{}"), ("bundle/../../out.json", "{}")] {
        let run = verify(&pack("out.zip", &[(name.to_owned(), bytes.as_bytes().to_vec())]));
        assert_eq!(run.status.code(), Some(2), "{name}");
        assert!(said(&run.stderr).contains("out.json"), "{}", said(&run.stderr));
    }
    let none = folder.join("none.zip");
    std::fs::write(&none, b"PK and nothing else").expect("a file");
    let run = verify(&none);
    assert_eq!(run.status.code(), Some(2));
    assert!(said(&run.stderr).contains("neither the folder of a bundle nor its archive"));
}

/// What is no bundle, or not all of one: exit code 2, and the file is named.
fn unreadable(bundle: &Path, out: &Path, verify: &dyn Fn(&Path) -> Output) {
    assert_eq!(verify(out).status.code(), Some(2), "a folder without a manifest");
    assert_eq!(verify(&out.join("nothing")).status.code(), Some(2));
    for name in ["manifest.json", "record.jsonl", "head.json"] {
        let path = bundle.join(name);
        let bytes = std::fs::read(&path).expect("its bytes");
        std::fs::write(&path, &bytes[..bytes.len() / 2 - 1]).expect("it is cut off");
        let run = verify(bundle);
        assert_eq!(run.status.code(), Some(2), "{name}: {}", said(&run.stderr));
        assert!(said(&run.stderr).contains(name), "{}", said(&run.stderr));
        std::fs::write(&path, &bytes).expect("it is put back");
    }
    let refused = |make: &dyn Fn(&Path), words: &str| {
        let path = bundle.join("more.txt");
        make(&path);
        let run = verify(bundle);
        assert_eq!(run.status.code(), Some(2), "{}", said(&run.stderr));
        assert!(said(&run.stderr).contains(words), "{}", said(&run.stderr));
        std::fs::remove_file(&path).expect("it is taken away");
    };
    #[cfg(unix)]
    refused(&|path| std::os::unix::fs::symlink("/etc/passwd", path).expect("a link"), "plain files only");
    let huge =
        |path: &Path| std::fs::File::create(path).and_then(|file| file.set_len(1 << 40)).expect("a file");
    refused(&huge, "larger than");
    let odd = bundle.join("a b");
    std::fs::write(&odd, b"x").expect("a file");
    assert_eq!(verify(bundle).status.code(), Some(2));
    std::fs::remove_file(&odd).expect("it is taken away");
}

/// As many delegations as are asked for, by keys that came from elsewhere, in words and as JSON.
fn signed_by_others(bundle: &Path, folder: &Path) {
    let mut keys = Vec::new();
    for party in ["CN", "UZ"] {
        let (secret, public) = (folder.join(party), folder.join(format!("{party}.txt")));
        let made = plenary(&["key", "new", &secret.display().to_string()], "");
        std::fs::write(&public, &made.stdout).expect("a file");
        let run = plenary(
            &["key", "sign-head", &bundle.display().to_string(), "--key", &secret.display().to_string()],
            "",
        );
        assert_eq!(run.status.code(), Some(0), "{}", said(&run.stderr));
        keys.push(format!("{party}={}", public.display()));
    }
    let bundle = bundle.display().to_string();
    let verify = |more: &[&str]| plenary(&[&["verify", &bundle], more].concat(), "");
    let one = verify(&["--key", &keys[0]]);
    assert!(said(&one.stdout).contains("signed by the host alone until 2"), "{}", said(&one.stdout));
    let both = verify(&["--key", &keys[0], "--key", &keys[1]]);
    assert_eq!(both.status.code(), Some(0));
    assert!(
        said(&both.stdout).contains("countersigned by 2 whose keys you hold: CN, UZ"),
        "{}",
        said(&both.stdout)
    );
    let json = verify(&["--key", &keys[0], "--need", "1", "--json"]);
    let json: Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(
        (&json["holds"], &json["trust"]["countersigned"][0]),
        (&Value::Bool(true), &Value::from("CN"))
    );
    let (_, file) = keys[0].split_once('=').expect("a party and a file");
    let twice = verify(&["--key", &keys[0], "--key", &format!("KG={file}")]);
    assert_eq!(twice.status.code(), Some(2), "one key of two parties");
    assert_eq!(verify(&["--key", file]).status.code(), Some(2), "a key of nobody");
}

/// A receipt is looked for in the bundle, or looked at by itself.
fn receipts(bundle: &Path, folder: &Path) {
    let mut looked_at = 0;
    for entry in std::fs::read_dir(folder).expect("receipts").take(3) {
        let path = entry.expect("a file").path();
        let receipt = path.display().to_string();
        let run = plenary(&["verify", &bundle.display().to_string(), "--receipt", &receipt], "");
        assert_eq!(run.status.code(), Some(0), "{}", said(&run.stderr));
        assert!(said(&run.stdout).contains("stands in the record exactly as its receipt says"));
        let head = bundle.join("head.json").display().to_string();
        let run = plenary(&["verify", "--receipt", &receipt, "--head", &head], "");
        assert_eq!(run.status.code(), Some(0), "{}", said(&run.stderr));
        assert!(
            said(&run.stdout).contains("The tree head is the one of the receipt"),
            "{}",
            said(&run.stdout)
        );
        let changed = std::fs::read_to_string(&path).expect("text").replacen("\"seq\": ", "\"seq\": 1", 1);
        std::fs::write(&path, changed).expect("it is changed");
        assert_eq!(plenary(&["verify", "--receipt", &receipt], "").status.code(), Some(1));
        std::fs::write(&path, b"{").expect("it breaks off");
        assert_eq!(plenary(&["verify", "--receipt", &receipt], "").status.code(), Some(2));
        looked_at += 1;
    }
    assert_eq!(looked_at, 3);
}

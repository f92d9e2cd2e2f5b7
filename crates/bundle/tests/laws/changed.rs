//! One byte changed, of any act and any file: it is found, and the act or the file is named.

use crate::holds::{DEMO, PART, WHOLE, fails};
use bundle::{FileEntry, Files, Unreadable, verify};
use forum::acts::Body;
use std::collections::BTreeSet;

/// Places in a file: its ends, and more between.
fn places(length: usize) -> impl Iterator<Item = usize> {
    let between = (1..4).map(move |part| length * part / 4);
    [0, 1, length.saturating_sub(2), length - 1].into_iter().chain(between).filter(move |at| *at < length)
}

#[test]
fn one_changed_byte_of_any_file_fails_and_the_file_is_named() {
    for whole in [&*DEMO, &*WHOLE, &*PART] {
        for (name, bytes) in whole {
            for at in places(bytes.len()) {
                let mut files = whole.clone();
                files.get_mut(name).expect("it is there")[at] ^= 1;
                match verify(&files, &[], 2) {
                    Ok(report) => {
                        let failed = fails(&report);
                        assert!(failed.iter().any(|says| says.contains(name)), "{name} at {at}: {failed:?}");
                    }
                    // The version of the form was changed into another one.
                    Err(Unreadable::Format(_)) => assert_eq!(name, "manifest.json"),
                    Err(error) => panic!("{name} at {at}: {error}"),
                }
            }
        }
    }
}

/// Makes the manifest list the files as they are. Its signature is then none, so who has no key cannot hide a change.
fn listed_anew(files: &mut Files) {
    let mut manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).expect("JSON");
    for (name, bytes) in files.iter().filter(|(name, _)| *name != "manifest.json") {
        let entry = manifest_entry(bytes);
        manifest["files"][name] = entry;
    }
    let mut bytes = serde_json::to_vec_pretty(&manifest).expect("JSON");
    bytes.push(b'\n');
    files.insert("manifest.json".to_owned(), bytes);
}

fn manifest_entry(bytes: &[u8]) -> serde_json::Value {
    use sha2::Digest as _;
    let sha256 = terms::Digest::from_bytes(sha2::Sha256::digest(bytes).into());
    serde_json::to_value(FileEntry { sha256, bytes: bytes.len() as u64 }).expect("JSON")
}

#[test]
fn a_file_that_was_changed_and_listed_anew_is_not_what_the_host_signed() {
    let changes = [
        (&*DEMO, "text.txt", "sister", "brother"),
        // A word of the host's that no hash covers: the kind of a withheld act.
        (&*PART, "record.jsonl", "amendment_supported", "amendment_withdrawn"),
    ];
    for (whole, name, from, to) in changes {
        let mut files = whole.clone();
        let text = String::from_utf8(files[name].clone()).expect("text");
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{name}");
        files.insert(name.to_owned(), changed.into_bytes());
        listed_anew(&mut files);
        let report = verify(&files, &[], 2).expect("a bundle");
        assert!(fails(&report).iter().any(|says| says.contains("not signed by the host")), "{report:?}");
    }
}

/// Of every kind of act that there is, one is changed in several places.
#[test]
fn one_changed_byte_of_every_kind_of_act_names_the_act_and_its_kind() {
    let mut met = BTreeSet::new();
    for whole in [&*WHOLE, &*PART] {
        let mut start = 0;
        for (line, text) in whole["record.jsonl"].split_inclusive(|&byte| byte == b'\n').enumerate() {
            let act: serde_json::Value = serde_json::from_slice(text).expect("JSON");
            let withheld = act.get("withheld").is_some();
            if let Some(kind) = act["kind"].as_str()
                && met.insert((kind.to_owned(), withheld))
            {
                let own = act["hash"].as_str().expect("a hash");
                let own = std::str::from_utf8(text).expect("UTF-8").rfind(own).expect("a hash");
                for at in places(text.len() - 1).chain([own]) {
                    let mut files = whole.clone();
                    let byte = &mut files.get_mut("record.jsonl").expect("it is there")[start + at];
                    *byte = if *byte == b'0' { b'1' } else { b'0' };
                    let report = verify(&files, &[], 2).expect("a bundle");
                    let (failed, number) = (fails(&report), line - 1);
                    let named = failed.iter().any(|says| says.contains(&format!("act {number}")));
                    // What the hash of a withheld act is, the act after it or the head tells.
                    let after = failed
                        .iter()
                        .any(|says| says.contains(&format!("act {line}")) || says.contains("head.json"));
                    assert!(named || withheld && after, "{kind} at {at}: {failed:?}");
                    assert!(failed.iter().any(|says| says.contains("record.jsonl")), "{failed:?}");
                    if at == own && !withheld {
                        assert!(failed.iter().any(|says| says.contains(kind)), "{kind}: {failed:?}");
                    }
                }
            }
            start += text.len();
        }
    }
    let missing: Vec<&&str> =
        Body::KINDS.iter().filter(|kind| !met.iter().any(|(met, _)| met == **kind)).collect();
    assert!(missing.is_empty(), "no act of these kinds was changed: {missing:?}");
}

#[test]
fn acts_dropped_moved_or_cut_off_are_found() {
    for whole in [&*WHOLE, &*PART] {
        let lines: Vec<&[u8]> = whole["record.jsonl"].split_inclusive(|&byte| byte == b'\n').collect();
        for at in [5, lines.len() - 20, lines.len() - 2] {
            let mut moved = lines.clone();
            moved.swap(at, at + 1);
            let mut dropped = lines.clone();
            dropped.remove(at);
            let shorter = lines[..at].to_vec();
            for changed in [moved, dropped, shorter] {
                let mut files = whole.clone();
                files.insert("record.jsonl".to_owned(), changed.concat());
                listed_anew(&mut files);
                assert!(!verify(&files, &[], 2).expect("a bundle").holds());
            }
        }
    }
}

#[test]
fn a_file_that_breaks_off_cannot_be_read_and_is_named() {
    for (name, bytes) in &*PART {
        for keep in [1, bytes.len() / 3, bytes.len() / 2, bytes.len() - 3] {
            let mut files = PART.clone();
            files.insert(name.clone(), bytes[..keep].to_vec());
            match verify(&files, &[], 2) {
                Err(Unreadable::BreaksOff { name: named, there }) => {
                    assert_eq!((&named, there), (name, keep as u64))
                }
                // Cut at the end of a line it may be another, shorter file.
                Ok(report) => {
                    assert_eq!(bytes[keep - 1], b'\n', "{name} at {keep}");
                    assert!(fails(&report).iter().any(|says| says.contains(name)));
                }
                Err(other) => panic!("{name} at {keep}: {other}"),
            }
        }
        let mut files = PART.clone();
        files.remove(name);
        match verify(&files, &[], 2) {
            Err(Unreadable::NoManifest) => assert_eq!(name, "manifest.json"),
            Ok(report) => assert!(fails(&report).iter().any(|says| says.contains(name)), "{name}"),
            Err(other) => panic!("{name}: {other}"),
        }
    }
}

#[test]
fn a_file_that_is_not_listed_is_found() {
    let mut files = WHOLE.clone();
    files.insert("more.txt".to_owned(), b"more\n".to_vec());
    assert!(fails(&verify(&files, &[], 2).expect("a bundle")).iter().any(|s| s.contains("more.txt")));
}

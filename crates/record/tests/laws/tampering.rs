//! Whatever happens to the file is found, and the act is named.

use crate::common::{file, lines, record};
use proptest::prelude::*;
use record::{Act, Fault, ReadError, Record, Signatures, TornTail};
use serde_json::json;

fn read(bytes: &[u8]) -> Result<Record, ReadError> {
    Record::read_from(bytes)
}

fn fault(bytes: &[u8]) -> Fault {
    match read(bytes) {
        Err(ReadError::Act { fault, line }) => {
            assert_eq!(line, fault.act() + 2, "the header is line 1");
            fault
        }
        other => panic!("{other:?}"),
    }
}

/// The act on whose line a byte lies, `None` for the header.
fn act_at(file: &[u8], at: usize) -> Option<u64> {
    let ends_before = file[..at].iter().filter(|&&byte| byte == b'\n').count() as u64;
    ends_before.checked_sub(1)
}

#[test]
fn every_flipped_bit_is_found_and_its_act_named() {
    let good = file(&record());
    for at in 0..good.len() {
        for bit in 0..8 {
            let mut bad = good.clone();
            bad[at] ^= 1 << bit;
            let error = read(&bad).expect_err("a changed byte");
            assert_eq!(error.act(), act_at(&good, at), "byte {at}, bit {bit}: {error}");
        }
    }
}

proptest! {
    #[test]
    fn no_byte_can_be_replaced_left_out_or_put_in(at in 0..1500_usize, byte: u8, kind in 0..3_u8) {
        let good = file(&record());
        let at = at % good.len();
        let mut bad = good.clone();
        match kind {
            0 => bad[at] = byte,
            1 => { bad.remove(at); }
            _ => bad.insert(at, byte),
        }
        prop_assume!(bad != good);
        prop_assert!(read(&bad).is_err());
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes: Vec<u8>) {
        let with_header = [lines(&file(&record()))[0].clone(), bytes.clone()].concat();
        prop_assert!(read(&bytes).is_err());
        prop_assert_eq!(read(&with_header).is_ok(), bytes.is_empty());
    }
}

#[test]
fn a_missing_doubled_or_moved_act_is_named() {
    let lines = lines(&file(&record()));
    let arranged = |order: &[usize]| order.iter().flat_map(|&line| lines[line].clone()).collect::<Vec<u8>>();
    for (order, expected, found) in [
        (&[0, 2, 3, 4][..], 0, 1),
        (&[0, 1, 3, 4], 1, 2),
        (&[0, 1, 2, 2, 3, 4], 2, 1),
        (&[0, 1, 3, 2, 4], 1, 2),
        (&[0, 1, 2, 4, 3], 2, 3),
    ] {
        assert_eq!(fault(&arranged(order)), Fault::OutOfSequence { expected, found }, "{order:?}");
    }
    let two_headers = fault(&arranged(&[0, 0, 1]));
    assert!(matches!(two_headers, Fault::NotAnAct { seq: 0, .. }), "{two_headers}");
    assert!(matches!(read(&arranged(&[1, 2])), Err(ReadError::Header(_))));
}

/// Acts missing at the end leave a valid, shorter record. Only a head kept elsewhere shows it.
#[test]
fn acts_missing_at_the_end_are_told_from_an_earlier_head() {
    let whole = record();
    let lines = lines(&file(&whole));
    let shorter = read(&lines[..3].concat()).expect("a valid record of two acts");
    assert!(whole.extends(&shorter.head()));
    assert!(!shorter.extends(&whole.head()));
    assert!(whole.extends(&whole.head()));
}

#[test]
fn a_torn_last_line_is_told_from_a_changed_one_and_loses_no_whole_act() {
    let whole = record();
    let good = file(&whole);
    let starts: Vec<usize> =
        std::iter::once(0).chain((1..=good.len()).filter(|&at| good[at - 1] == b'\n')).collect();
    for cut in 0..good.len() {
        let acts_before = starts.iter().filter(|&&start| start <= cut).count().saturating_sub(2) as u64;
        let kept = *starts.iter().rfind(|&&start| start <= cut).expect("0 is a start");
        let result = Record::recover_from(&good[..cut]);
        if kept == 0 {
            assert!(matches!(result, Err(ReadError::Header(_))), "cut at {cut}");
            continue;
        }
        let torn = TornTail { acts_before, keep_bytes: kept as u64, torn_bytes: (cut - kept) as u64 };
        let (recovered, tail) = result.expect("whole acts before the cut");
        assert_eq!(tail, (cut > kept).then_some(torn), "cut at {cut}");
        assert!(whole.extends(&recovered.head()));
        assert_eq!(recovered.acts().len() as u64, acts_before);
        match read(&good[..cut]) {
            Err(ReadError::TornTail(found)) => assert_eq!(found, torn),
            complete => assert!(complete.is_ok() && cut == kept),
        }
    }
}

/// Whoever rewrites an act can make its own hash right, and the next act then contradicts it.
#[test]
fn a_forged_act_with_a_right_hash_breaks_the_chain() {
    let (honest, mut lines) = (record(), lines(&file(&record())));
    let mut forger = Record::new("wuhan-2021", "Forum: 民间友好论坛");
    forger.append_entry(crate::common::entry(0, crate::common::bodies()[0].clone())).unwrap();
    let forged = forger.append_entry(crate::common::entry(1, json!({"text": "supports nothing"}))).unwrap();
    let expected = forged.hash;
    lines[2] = [forged.line().unwrap(), b"\n".to_vec()].concat();
    let found = honest.acts()[1].hash;
    assert_eq!(fault(&lines.concat()), Fault::BrokenChain { seq: 2, expected, found });
}

#[test]
fn acts_of_another_forum_algorithm_or_half_a_signature_are_refused() {
    let changed = |change: fn(&mut Act)| {
        let mut lines = lines(&file(&record()));
        let mut act: Act = serde_json::from_slice(&lines[3]).unwrap();
        change(&mut act);
        lines[3] = [act.line().unwrap(), b"\n".to_vec()].concat();
        fault(&lines.concat())
    };
    let other = changed(|act| act.forum = "qingdao-2023".into());
    assert_eq!(
        other,
        Fault::OtherForum { seq: 2, expected: "wuhan-2021".into(), found: "qingdao-2023".into() }
    );
    let hash = changed(|act| act.algorithms.hash = "sm3".into());
    assert_eq!(hash, Fault::UnknownHash { seq: 2, found: "sm3".into() });
    assert_eq!(changed(|act| act.signatures = Signatures::default()), Fault::HalfSigned { seq: 2 });
    assert_eq!(changed(|act| act.algorithms.signature = None), Fault::HalfSigned { seq: 2 });
    let signing = changed(|act| act.algorithms.signature = Some("plenary-act-signature/2".into()));
    assert_eq!(signing, Fault::UnknownSigning { seq: 2, found: "plenary-act-signature/2".into() });
    assert!(matches!(changed(|act| act.at = crate::common::instant(0)), Fault::WrongHash { seq: 2, .. }));
}

#[test]
fn another_spelling_of_the_same_values_is_refused() {
    let lines = lines(&file(&record()));
    let respelled = |from: &str, to: &str| {
        let line = String::from_utf8(lines[2].clone()).unwrap();
        assert!(line.contains(from), "{from} in {line}");
        [lines[0].clone(), lines[1].clone(), line.replacen(from, to, 1).into_bytes()].concat()
    };
    for (from, to) in [
        ("赞同", "\\u8d5e\\u540c"),
        ("{\"actor\"", "{ \"actor\""),
        ("\"seq\":1", "\"seq\":1,\"seq\":1"),
        ("-7", "-07"),
    ] {
        let fault = fault(&respelled(from, to));
        assert!(
            matches!(fault, Fault::NotCanonical { seq: 1, .. } | Fault::NotAnAct { seq: 1, .. }),
            "{fault}"
        );
    }
    let crlf = fault(&respelled("}\n", "}\r\n"));
    assert!(matches!(crlf, Fault::NotCanonical { seq: 1, .. }), "{crlf}");
}

#[test]
fn other_files_are_refused_at_the_first_line() {
    let header = String::from_utf8(lines(&file(&record()))[0].clone()).unwrap();
    for (bytes, says) in [
        (String::new(), "the file is empty"),
        ("participant,statement,vote\n".into(), "line 1 is not the header"),
        (header.replace("act/1", "act/2"), "plenary-act/2"),
        (header.replace("论坛", "论"), "does not give the hash"),
        (header.replace("{\"", "{ \""), "not in canonical form"),
        (format!("\u{feff}{header}"), "line 1 is not the header"),
    ] {
        let error = read(bytes.as_bytes()).unwrap_err().to_string();
        assert!(error.contains(says), "{error}");
    }
}

#[test]
fn a_line_without_end_does_not_fill_the_memory() {
    let header = lines(&file(&record()))[0].clone();
    let endless = std::io::Read::chain(&header[..], std::io::repeat(b' '));
    let error = Record::read_from(endless).unwrap_err();
    assert!(matches!(error, ReadError::LineTooLong { seq: 0, line: 2 }), "{error}");
}

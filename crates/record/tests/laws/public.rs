//! The record as outsiders are given it: the same tree, whatever is withheld, and no byte of it can be changed unseen.

use crate::common::{FORUM, file, instant, key, known, lines, record, signed_record};
use proptest::prelude::*;
use record::{
    Fault, HeadFault, Outline, PublicAct, PublicActs, ReadError, Receipt, Record, Sequence, SignedHead,
    TreeHead, Verdict,
};

fn public(record: &Record, withheld: &[u64]) -> Vec<u8> {
    let mut out = Vec::new();
    record.write_public(&mut out, |act| withheld.contains(&act.seq).then_some("secret")).expect("memory");
    out
}

fn read(file: &[u8]) -> Result<Outline, ReadError> {
    let mut acts = PublicActs::open(file)?;
    let mut outline = Outline::new(acts.header().clone());
    while let Some(act) = acts.read()? {
        outline.push(&act);
    }
    Ok(outline)
}

#[test]
fn where_nothing_is_withheld_the_file_is_that_of_the_record() {
    assert_eq!(public(&record(), &[]), file(&record()));
}

#[test]
fn whatever_is_withheld_the_tree_and_its_signed_heads_are_those_of_the_whole_record() {
    let record = signed_record();
    let mut head = SignedHead::new(&record.header().forum, instant(5), record.head());
    head.sign(&key(FORUM)).expect("a head of the encoding");
    for withheld in [&[][..], &[0], &[1, 2], &[3], &[0, 1, 2, 3]] {
        let outline = read(&public(&record, withheld)).expect("it was just written");
        assert_eq!(Sequence::head(&outline), record.head(), "{withheld:?}");
        let checked = head.verify(&outline, known(&[FORUM])).expect("it holds");
        assert_eq!(checked.iter().map(|signature| signature.verdict).collect::<Vec<_>>(), [Verdict::Good]);
        assert!(outline.extends(&TreeHead { size: 2, ..tree(&record, 2) }));
    }
    let other = SignedHead::new("other", instant(5), record.head());
    let outline = read(&public(&record, &[1])).expect("it was just written");
    assert!(matches!(other.verify(&outline, known(&[])), Err(HeadFault::OtherForum { .. })));
}

fn tree(record: &Record, size: u64) -> TreeHead {
    let hashes: Vec<_> = record.acts().iter().take(size as usize).map(|act| act.hash).collect();
    TreeHead { size, root: record::tree::tree_hash(&hashes) }
}

#[test]
fn nothing_of_a_withheld_act_is_in_the_file_but_its_number_kind_and_hash() {
    let (record, file) = (record(), public(&record(), &[1]));
    let text = String::from_utf8(file.clone()).expect("text");
    assert!(!text.contains("赞同") && text.contains(&record.acts()[1].hash.to_string()));
    let mut acts = PublicActs::open(file.as_slice()).expect("a header");
    acts.read().expect("act 0");
    let Ok(Some(PublicAct::Withheld(withheld))) = acts.read() else { panic!("act 1 is withheld") };
    assert_eq!((withheld.seq, withheld.kind.as_str(), withheld.withheld.as_str()), (1, "kind_1", "secret"));
}

#[test]
fn an_act_is_missing_doubled_or_moved_and_the_place_is_named() {
    let all = lines(&public(&record(), &[1, 2]));
    let (mut doubled, mut missing, mut moved) = (all.clone(), all.clone(), all.clone());
    doubled.insert(3, all[2].clone());
    missing.remove(2);
    moved.swap(2, 3);
    for (changed, act) in [(doubled, 2), (missing, 1), (moved, 1)] {
        let error = read(&changed.concat()).expect_err("it was changed");
        assert!(matches!(error, ReadError::Act { fault: Fault::OutOfSequence { .. }, .. }), "{error}");
        assert_eq!(error.act(), Some(act));
    }
}

#[test]
fn a_receipt_of_a_withheld_act_holds_and_shows_the_act_to_whom_its_holder_likes() {
    let (record, outline) = (record(), read(&public(&record(), &[1])).expect("it was just written"));
    let receipt = Receipt::with_act(&record, 1, instant(9)).expect("act 1");
    assert!(receipt.is_of(&outline) && receipt.is_of(&record));
    let other = |change: &dyn Fn(&mut Receipt)| {
        let mut receipt = receipt.clone();
        change(&mut receipt);
        receipt.holds()
    };
    assert!(other(&|receipt| receipt.act = None));
    assert!(!other(&|receipt| receipt.act = record.act(2).cloned().map(Box::new)));
    assert!(!other(&|receipt| receipt.act.as_mut().expect("the act").body = serde_json::Value::Null));
    assert!(!other(&|receipt| "kind_2".clone_into(&mut receipt.kind)));
    assert_eq!(Receipt::of(&outline, 4, instant(9)), None);
}

#[test]
fn a_short_line_cannot_fill_the_memory() {
    let all = lines(&file(&record()));
    let fill = |piece: &str| format!("{{\"actor\":[{}0]}}\n", piece.repeat(8 << 20 >> 1));
    for piece in ["{},", "[],", "0,"] {
        let mut file = all[0].clone();
        file.extend(fill(piece).into_bytes());
        for error in [read(&file).expect_err("no act"), Record::read_from(&file[..]).expect_err("no act")] {
            assert!(error.to_string().contains("act 0"), "{error}");
            assert!(error.to_string().contains("more values") || error.to_string().contains("longer"));
        }
    }
    let mut record = record();
    let body = serde_json::Value::Array(vec![serde_json::json!({}); 500_000]);
    let before = record.head();
    let error = record.append("kind", record::Actor::role("x"), instant(1), body).expect_err("too many");
    assert!(error.to_string().contains("more values"), "{error}");
    assert_eq!(record.head(), before);
}

proptest! {
    /// Any one changed byte is found, or the file is another file of the same hashes: words of the host's.
    #[test]
    fn one_changed_byte_is_found_or_changes_a_word_that_the_host_says(at in any::<prop::sample::Index>(), bit in 0..8_u8) {
        let mut changed = public(&record(), &[1, 3]);
        let whole = changed.clone();
        let at = at.index(changed.len());
        changed[at] ^= 1 << bit;
        if let Ok(outline) = read(&changed) {
            let line = whole[..at].iter().filter(|&&byte| byte == b'\n').count();
            prop_assert!([2, 4].contains(&line), "line {line}");
            prop_assert_eq!(outline.leaves().len(), 4);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut file = lines(&file(&record()))[0].clone();
        drop(read(&bytes));
        file.extend(&bytes);
        drop(read(&file));
        file.truncate(file.len() - bytes.len());
        file.extend(b"{\"hash\":");
        file.extend(&bytes);
        drop(read(&file));
    }
}

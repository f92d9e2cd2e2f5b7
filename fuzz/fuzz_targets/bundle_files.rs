//! Bundles: any bytes as one file of a bundle, as all of them, as a receipt. Nothing panics, and nothing holds but what
//! the host wrote.
#![no_main]

use bundle::{Files, Verdict, receipt_in, verify, verify_receipt};
use libfuzzer_sys::fuzz_target;
use plenary_fuzz::{NOW, convened};
use record::SigningKey;
use std::sync::LazyLock;
use terms::Instant;

static WHOLE: LazyLock<Files> = LazyLock::new(|| {
    let key = SigningKey::from_secret(&[1; 32]);
    bundle::write(&convened().0, &key, Instant::from_millis(NOW), Vec::new()).expect("a bundle")
});

fuzz_target!(|data: &[u8]| {
    let Some((&choice, bytes)) = data.split_first() else { return };
    let names: Vec<&String> = WHOLE.keys().collect();
    let mut files = WHOLE.clone();
    match names.get(usize::from(choice)) {
        Some(name) => {
            files.insert((*name).clone(), bytes.to_vec());
        }
        None if choice == u8::MAX => {
            assert!(!verify_receipt(bytes, Some(bytes), &[], 1).is_ok_and(|report| report.holds()));
            assert!(!receipt_in(&files, bytes).is_ok_and(|line| line.verdict == Verdict::Holds));
            return;
        }
        // A byte of one file, at a place and to a value that the input chooses.
        None => {
            let [at_high, at_low, byte] = [0, 1, 2].map(|n| bytes.get(n).copied().unwrap_or_default());
            let name = names[usize::from(choice) % names.len()];
            let file = files.get_mut(name).expect("it is there");
            let at = usize::from(u16::from_be_bytes([at_high, at_low])) % file.len();
            file[at] = byte;
        }
    }
    let holds = verify(&files, &[], 1).is_ok_and(|report| report.holds());
    assert_eq!(holds, files == *WHOLE);
});

//! The command with the real typesetter beside it, where there are fonts: `cargo build -p typeset` makes it.

use std::path::Path;
use std::process::Command;

#[test]
fn a_demonstration_with_the_typesetter_beside_it_leaves_every_paper_as_pdf() {
    let beside = Path::new(env!("CARGO_BIN_EXE_plenary")).with_file_name("plenary-papers");
    assert!(beside.is_file(), "{} is not there: cargo build -p typeset", beside.display());
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    let done =
        Command::new(env!("CARGO_BIN_EXE_plenary")).args(["demo", "--headless", "--out"]).arg(&out).output();
    let done = done.expect("it runs");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success() && !said.contains("Without PDF"), "{said}");
    for lang in ["en", "fa", "ru", "zh-Hans"] {
        for name in ["text/text", "text/adoption-record", "communique/communique"] {
            let bytes = std::fs::read(out.join(format!("{name}.{lang}.pdf"))).expect("a file");
            assert!(bytes.starts_with(b"%PDF-1.7"), "{name}.{lang}");
        }
    }
}

//! Akoma Ntoso held against the schema of OASIS (akomantoso30.xsd) by xmllint. `cargo xtask setup` fetches the schema, and
//! PLENARY_AKN_SCHEMA names it; where either is missing `cargo xtask test` counts this as skipped.

use papers::{akn, files};
use std::process::Command;
use terms::Lang;

#[test]
fn akoma_ntoso_of_every_language_is_valid_by_the_schema_of_oasis() {
    #[expect(clippy::disallowed_methods, reason = "test set-up reads the environment")]
    let schema = std::env::var("PLENARY_AKN_SCHEMA").expect("PLENARY_AKN_SCHEMA names akomantoso30.xsd");
    let done = forum::demo::run(7, &Lang::new("en")).expect("the shipped forum");
    let state = forum::fold(&done.record).expect("a record that holds");
    let adopted = papers::of_state("friendship-2021", &state, Some(&done.record.head())).expect("a text");
    let mut draft = adopted.clone();
    (draft.status, draft.adoption, draft.digest) = (papers::model::Status::Draft, None, None);
    draft.authentic.clear();
    let folder = tempfile::tempdir().expect("a folder");
    let mut names = Vec::new();
    for (kind, paper) in [("adopted", &adopted), ("draft", &draft)] {
        for lang in &paper.languages {
            let path = folder.path().join(files::name(kind, lang, "akn.xml"));
            std::fs::write(&path, akn::akn(paper, lang)).expect("written");
            names.push(path);
        }
    }
    assert_eq!(names.len(), 8);
    let done =
        Command::new("xmllint").args(["--nonet", "--noout", "--schema", &schema]).args(&names).output();
    let done = done.expect("xmllint (Debian: libxml2-utils)");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

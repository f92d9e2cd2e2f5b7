//! Looking after a database from the command line.

use forum::config::ForumConfig;
use forum::live::{Forums, convening};
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;
use store::Store;
use store_sqlite::SqliteStore;
use terms::{ForumKey, Instant};

fn plenary(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_plenary")).args(words).output().expect("it runs")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("plain")
}

/// A database with the reference forum in it.
fn database(path: &Path) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let store: Arc<dyn Store> = Arc::new(SqliteStore::open(path).expect("a store"));
        let forums = Forums::open(store).await.expect("no forum yet");
        let config = ForumConfig::friendship_2021().expect("the shipped forum");
        let record = convening::convened(&config, Some(7), Instant::from_millis(0)).expect("a forum");
        forums.create(&ForumKey::new(&config.forum.key), &record).await.expect("a new forum");
    });
}

#[test]
fn a_backup_holds_what_the_database_holds_and_never_replaces_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, copy) = (folder.path().join("a.sqlite"), folder.path().join("b.sqlite"));
    database(&file);
    let done = plenary(&["backup", text(&copy), "--database", text(&file)]);
    assert!(done.status.success(), "{done:?}");
    let rebuilt = |path: &Path| plenary(&["rebuild", "--database", text(path)]);
    let (one, other) = (rebuilt(&file), rebuilt(&copy));
    assert!(one.status.success() && one.stdout == other.stdout, "{one:?} {other:?}");
    assert!(String::from_utf8_lossy(&one.stdout).contains("0 mended"), "{one:?}");
    let again = plenary(&["backup", text(&copy), "--database", text(&file)]);
    assert_eq!(again.status.code(), Some(2), "{again:?}");
}

#[test]
fn a_mistyped_name_is_an_error_and_makes_no_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = folder.path().join("nothing.sqlite");
    for words in [["rebuild", "--database"], ["doctor", "--database"]] {
        let done = plenary(&[words[0], words[1], text(&missing)]);
        assert_eq!(done.status.code(), Some(2), "{done:?}");
    }
    assert!(!missing.exists());
}

#[test]
fn the_doctor_checks_every_act() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.sqlite");
    database(&file);
    let done = plenary(&["doctor", "--database", text(&file)]);
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(done.status.success() && said.contains("1 forums, every act checked"), "{done:?}");
}

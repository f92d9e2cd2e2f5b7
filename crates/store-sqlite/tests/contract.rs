//! The store passes the suite that every store passes.

use store_sqlite::SqliteStore;
use tempfile::TempDir;

async fn opened() -> (SqliteStore, TempDir) {
    let folder = TempDir::new().expect("a folder");
    (SqliteStore::open(&folder.path().join("forums.sqlite")).expect("a store"), folder)
}

store::contract!(opened);

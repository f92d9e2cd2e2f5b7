//! The store on a PostgreSQL: one of its own for every test, started from the server's programs, or a database of its
//! own on the server that `DATABASE_URL` names.

#![cfg(unix)]

mod encrypted;
mod processes;
mod restart;
mod server;
mod tables;

use server::Database;
use store_postgres::PostgresStore;

async fn opened() -> (PostgresStore, Database) {
    let database = Database::fresh().await;
    (PostgresStore::connect(&database.url).await.expect("a store"), database)
}

store::contract!(opened);

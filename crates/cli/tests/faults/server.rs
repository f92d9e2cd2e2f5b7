//! A server that is started, killed and started again.

use crate::clock::Clock;
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use store::Store;
use store_sqlite::SqliteStore;
use tempfile::NamedTempFile;

/// `plenary serve` in a process of its own. It is killed when this is dropped.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
    /// What lets its holder convene a forum.
    pub(crate) key: String,
    errors: NamedTempFile,
}

impl Server {
    pub(crate) fn start(database: &str) -> Server {
        let mut command = Command::new(env!("CARGO_BIN_EXE_plenary"));
        command.args(["serve", "--port", "0", "--database", database]);
        Server::run(command)
    }

    /// Under a clock that can be set.
    pub(crate) fn start_under(clock: &Clock, database: &str) -> Server {
        let mut command = Command::new(env!("CARGO_BIN_EXE_plenary"));
        command.args(["serve", "--port", "0", "--database", database]);
        clock.rules(&mut command);
        Server::run(command)
    }

    /// No file that it writes may grow beyond so many bytes, until [`Server::give_room`].
    pub(crate) fn start_with_room(database: &str, bytes: u64) -> Server {
        let mut command = Command::new("sh");
        // A shell counts in blocks of 512 bytes; the signal would kill where a full disk only fails.
        let script = format!("trap '' XFSZ; ulimit -S -f {}; exec \"$@\"", bytes / 512);
        command.args(["-c", &script, "sh", env!("CARGO_BIN_EXE_plenary")]);
        command.args(["serve", "--port", "0", "--database", database]);
        Server::run(command)
    }

    fn run(mut command: Command) -> Server {
        let errors = NamedTempFile::new().expect("a file");
        let written = File::options().append(true).open(errors.path()).expect("a file");
        let mut child = command.stdout(Stdio::piped()).stderr(written).spawn().expect("it starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let link = lines.find_map(|line| {
            let line = line.ok()?;
            let (address, key) = line.split_once("http://localhost:")?.1.split_once("/convene?key=")?;
            Some((address.parse().ok()?, key.trim().to_owned()))
        });
        let said = || std::fs::read_to_string(errors.path()).unwrap_or_default();
        let (port, key): (u16, String) = link.unwrap_or_else(|| panic!("no address: {}", said()));
        Server { child, address: SocketAddr::from((Ipv4Addr::LOCALHOST, port)), key, errors }
    }

    /// The end of the process, in the midst of whatever it does. It must not have panicked before.
    pub(crate) fn kill(mut self) {
        assert!(self.child.try_wait().is_ok_and(|ended| ended.is_none()), "it ended before: {}", self.said());
        self.child.kill().expect("it is killed");
        self.child.wait().expect("it ended");
        assert!(!self.said().contains("panicked"), "{}", self.said());
    }

    /// The disk has room again.
    pub(crate) fn give_room(&self) {
        let pid = self.child.id().to_string();
        let given = Command::new("prlimit").args(["--pid", &pid, "--fsize=unlimited:"]).status();
        assert!(given.expect("prlimit, of util-linux, runs").success());
    }

    /// What it said where errors go.
    pub(crate) fn said(&self) -> String {
        std::fs::read_to_string(self.errors.path()).unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The database itself, beside any server.
pub(crate) async fn opened(database: &str) -> Box<dyn Store> {
    #[cfg(feature = "postgres")]
    if database.starts_with("postgres:") {
        return Box::new(store_postgres::PostgresStore::connect(database).await.expect("a store"));
    }
    Box::new(SqliteStore::open(Path::new(database)).expect("a store"))
}

/// Another command over the same database.
pub(crate) fn plenary(command: &str, database: &str) -> Output {
    let words = [command, "--database", database];
    Command::new(env!("CARGO_BIN_EXE_plenary")).args(words).output().expect("it runs")
}

/// How many bytes the largest file of a folder has.
pub(crate) fn largest(folder: &Path) -> u64 {
    let files = std::fs::read_dir(folder).expect("a folder").flatten();
    files.filter_map(|file| file.metadata().ok()).map(|file| file.len()).max().unwrap_or(0)
}

//! A PostgreSQL server of our own, in a folder of its own, for as long as it is needed.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

use crate::setup;

/// A server that listens on a socket in its folder and nowhere else. It ends, and the folder goes, when this is
/// dropped, and also when this process is killed.
pub(crate) struct Postgres {
    child: Option<Child>,
    programs: PathBuf,
    folder: PathBuf,
}

/// Whether a commit waits for the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Disk {
    /// As in real use.
    Waited,
    /// For tests of pages, which lose nothing.
    Trusted,
}

impl Postgres {
    /// Starts one with these databases, all empty; `None` where there are no programs of a server.
    pub(crate) fn start(databases: &[String], disk: Disk) -> Result<Option<Postgres>> {
        let Some(programs) = setup::postgres() else { return Ok(None) };
        let folder = std::env::temp_dir().join(format!("plenary-postgres-{}", std::process::id()));
        // One that was killed with the same number as ours may have left it.
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let mut server = Postgres { child: None, programs, folder };
        server.give_away()?;
        server.begin(databases)?;
        server.run(disk)?;
        Ok(Some(server))
    }

    /// The address of one of its databases.
    pub(crate) fn url(&self, database: &str) -> String {
        format!("postgres:///{database}?host={}&user=plenary", self.folder.display())
    }

    fn begin(&self, databases: &[String]) -> Result<()> {
        let made = self
            .program("initdb")
            .args(["--username=plenary", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"])
            .stdout(Stdio::null())
            .status();
        ensure!(made.context("initdb")?.success(), "no database could be made in {}", self.folder.display());
        let mut single = self.program("postgres");
        // Nobody else is there yet, so the databases are made without a client.
        single.arg("--single").arg("-D").arg(self.data()).arg("postgres");
        let mut child = single.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let mut input = child.stdin.take().context("its input")?;
        for name in databases {
            writeln!(input, "CREATE DATABASE \"{name}\" TEMPLATE template0;")?;
        }
        drop(input);
        ensure!(child.wait()?.success(), "the databases could not be made");
        Ok(())
    }

    fn run(&mut self, disk: Disk) -> Result<()> {
        let mut postgres = self.program("postgres");
        postgres.arg("-D").arg(self.data()).arg("-k").arg(&self.folder);
        let fsync = if disk == Disk::Waited { "fsync=on" } else { "fsync=off" };
        for setting in ["listen_addresses=", "dynamic_shared_memory_type=mmap", fsync] {
            postgres.args(["-c", setting]);
        }
        let mut child = postgres.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().context("postgres")?;
        let said = BufReader::new(child.stderr.take().context("its messages")?);
        self.child = Some(child);
        let mut log = File::create(self.folder.join("log"))?;
        let mut lines = said.lines().map_while(Result::ok);
        for line in lines.by_ref() {
            let ready = line.contains("ready to accept connections");
            writeln!(log, "{line}")?;
            if ready {
                // It must not stop because nobody hears what it says.
                std::thread::spawn(move || lines.for_each(|line| drop(writeln!(log, "{line}"))));
                return Ok(());
            }
        }
        let log = std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        bail!("PostgreSQL did not start:\n{log}")
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// Our folder, to the user who runs the server.
    fn give_away(&self) -> Result<()> {
        if let Some((uid, gid)) = another() {
            let mut chown = Command::new("chown");
            let given = chown.arg(format!("{uid}:{gid}")).arg(&self.folder).status().context("chown")?;
            ensure!(given.success(), "{} could not be given away", self.folder.display());
        }
        Ok(())
    }

    /// A program of the server, as a user whom it accepts, and ending when we end.
    fn program(&self, name: &str) -> Command {
        let mut command = Command::new("setpriv");
        if let Some((uid, gid)) = another() {
            command.args([format!("--reuid={uid}"), format!("--regid={gid}")]).arg("--clear-groups");
        }
        command.arg("--pdeathsig=QUIT").arg(self.programs.join(name));
        if name == "initdb" {
            command.arg("-D").arg(self.data());
        }
        command.current_dir(&self.folder).env_clear().env("PATH", "/usr/bin:/bin").stdin(Stdio::null());
        command
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            // At once: what is in there goes too.
            let _ = Command::new("kill").args(["-QUIT", &child.id().to_string()]).status();
            let _ = child.wait();
        }
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The user and group that run the server where we are root, whom it refuses.
fn another() -> Option<(u32, u32)> {
    let users = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let of = |name: &str| {
        let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut numbers = line.split(':').skip(2).map(str::parse);
        Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
    };
    if root() { of("postgres").or_else(|| of("nobody")) } else { None }
}

#[cfg(unix)]
fn root() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata("/proc/self").is_ok_and(|us| us.uid() == 0)
}

#[cfg(not(unix))]
fn root() -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_has_the_databases_it_was_asked_for_and_leaves_nothing() {
        let databases = ["one".to_owned(), "two".to_owned()];
        let server = Postgres::start(&databases, Disk::Trusted).expect("it starts");
        assert_eq!(server.is_some(), setup::postgres().is_some(), "only where its programs are");
        let Some(server) = server else { return };
        let folder = server.folder.clone();
        let made = std::fs::read_dir(folder.join("data/base")).expect("its databases").count();
        assert_eq!(made, 3 + databases.len(), "beside the three that every server has");
        drop(server);
        assert!(!folder.exists());
    }
}

//! A database for one test.

use std::fs::{File, Permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;
use tokio_postgres::{Client, NoTls};

/// A database that nobody else uses. It goes when this is dropped.
pub(crate) struct Database {
    /// Its address.
    pub(crate) url: String,
    kept: Kept,
}

enum Kept {
    Private(Server),
    Given { admin: String, name: String },
}

impl Database {
    /// On the server that `DATABASE_URL` names, or on one of its own.
    pub(crate) async fn fresh() -> Database {
        match given() {
            Some(admin) => Database::on(admin).await,
            None => Database::private().await,
        }
    }

    /// On a server of its own, which can be stopped.
    pub(crate) async fn private() -> Database {
        let server = Server::start(None).await;
        let url = server.url.clone();
        Database { url, kept: Kept::Private(server) }
    }

    /// On a server of its own that speaks TLS, at this port of this machine as well.
    pub(crate) async fn encrypted(port: u16, shown: Shown) -> Database {
        let server = Server::start(Some((port, shown))).await;
        let url = server.url.clone();
        Database { url, kept: Kept::Private(server) }
    }

    async fn on(admin: String) -> Database {
        let db = client(&admin).await.expect("DATABASE_URL names a database that can be reached");
        let row = db.query_one("SELECT 'plenary_test_' || md5(random()::TEXT)", &[]).await;
        let row = row.expect("a server answers");
        let name: String = row.get(0);
        let made =
            db.batch_execute(&format!("CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")).await;
        made.expect("databases may be made there");
        Database { url: renamed(&admin, &name), kept: Kept::Given { admin, name } }
    }

    /// Stops the server as a fall of the machine's power would, all but the disk, and starts it again.
    pub(crate) async fn restart(&mut self) {
        let Kept::Private(server) = &mut self.kept else { panic!("this server is not ours to stop") };
        server.quit();
        server.run().await;
    }

    /// A connection beside the store.
    pub(crate) async fn client(&self) -> Client {
        client(&self.url).await.expect("the database can be reached")
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let Kept::Given { admin, name } = &self.kept else { return };
        let (admin, sql) = (admin.clone(), format!("DROP DATABASE {name} WITH (FORCE)"));
        // What runs the test may have ended.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let runtime = runtime.expect("a runtime");
            runtime.block_on(async { client(&admin).await?.batch_execute(&sql).await })
        });
        let dropped = dropping.join().is_ok_and(|dropped| dropped.is_ok());
        assert!(dropped || std::thread::panicking(), "the database is dropped");
    }
}

#[expect(clippy::disallowed_methods, reason = "test set-up reads the environment")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn given() -> Option<String> {
    variable("DATABASE_URL").filter(|url| url.starts_with("postgres"))
}

/// The same address with another database.
fn renamed(url: &str, name: &str) -> String {
    let (place, query) = url.split_once('?').map_or((url, String::new()), |(url, q)| (url, format!("?{q}")));
    let after = place.find("://").map_or(0, |at| at + 3);
    let end = place[after..].find('/').map_or(place.len(), |at| after + at);
    format!("{}/{name}{query}", &place[..end])
}

async fn client(url: &str) -> Result<Client, tokio_postgres::Error> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

/// What a server shows to those who speak TLS with it: its certificate and the key of it, in PEM form.
pub(crate) struct Shown {
    pub(crate) certificate: String,
    pub(crate) key: String,
}

/// A server of our own, reached through a socket in a folder of its own.
struct Server {
    url: String,
    tls: Option<(u16, Shown)>,
    child: Option<Child>,
    programs: PathBuf,
    folder: TempDir,
}

impl Server {
    async fn start(tls: Option<(u16, Shown)>) -> Server {
        let programs = programs().expect(
            "a PostgreSQL: install its server programs (Debian: apt install postgresql), or let DATABASE_URL name a \
             server on which databases may be made",
        );
        let folder =
            tempfile::Builder::new().prefix("plenary-postgres-").tempdir_in(place()).expect("a folder");
        let port = tls.as_ref().map_or(5432, |(port, _)| *port);
        let url = format!("host={} port={port} user=plenary dbname=postgres", folder.path().display());
        let mut server = Server { url, tls, child: None, programs, folder };
        server.give_away();
        let copied = Command::new("cp").arg("-a").arg(server.template()).arg(server.data()).status();
        assert!(copied.expect("cp runs").success(), "an empty database is copied");
        server.show();
        server.give_away();
        server.run().await;
        server
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Its certificate and key, where the server looks for them.
    fn show(&self) {
        let Some((_, shown)) = &self.tls else { return };
        let key = self.data().join("server.key");
        std::fs::write(self.data().join("server.crt"), &shown.certificate).expect("a certificate is written");
        std::fs::write(&key, &shown.key).expect("a key is written");
        std::fs::set_permissions(&key, Permissions::from_mode(0o600))
            .expect("the key is for the server alone");
    }

    /// Our folder, to the user who runs the server.
    fn give_away(&self) {
        if let Some((uid, gid)) = another() {
            let given =
                Command::new("chown").args(["-R", &format!("{uid}:{gid}")]).arg(self.folder.path()).status();
            assert!(given.expect("chown runs").success(), "the folder is given away");
        }
    }

    /// An empty database as `initdb` makes it. Making one takes as long as ten copies, so it is kept where cargo keeps
    /// what it built.
    fn template(&self) -> PathBuf {
        let version =
            Command::new(self.programs.join("initdb")).arg("--version").output().expect("initdb runs");
        let version = String::from_utf8_lossy(&version.stdout);
        let name: String = version.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        let kept = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let template = kept.join(name);
        let lock = File::create(kept.join("postgres.lock")).expect("a lock");
        lock.lock().expect("the lock is taken");
        if template.is_dir() {
            return template;
        }
        let made = self
            .program("initdb")
            .args(["--username=plenary", "--auth=trust", "--encoding=UTF8", "--locale=C"])
            .args(["--no-sync", "--wal-segsize=1"])
            .status();
        assert!(made.expect("initdb runs").success(), "{}", self.log());
        let half = template.with_extension("half");
        let _ = std::fs::remove_dir_all(&half);
        let copied = Command::new("cp").arg("-a").arg(self.data()).arg(&half).status();
        assert!(copied.expect("cp runs").success(), "an empty database is kept");
        std::fs::rename(&half, &template).expect("an empty database is kept");
        std::fs::remove_dir_all(self.data()).expect("the first one goes");
        template
    }

    async fn run(&mut self) {
        let mut postgres = self.program("postgres");
        postgres.arg("-k").arg(self.folder.path());
        // Stopping the server loses nothing that the system was given, so the tests need not wait for the disk.
        let listen = match &self.tls {
            Some((port, _)) => format!("listen_addresses=127.0.0.1,ssl=on,port={port}"),
            None => "listen_addresses=".to_owned(),
        };
        postgres.args(listen.split(",").flat_map(|setting| ["-c", setting]));
        for setting in ["fsync=off", "shared_buffers=16MB", "max_connections=60"] {
            postgres.args(["-c", setting]);
        }
        // In the folder, so that it goes with it.
        postgres.args(["-c", "dynamic_shared_memory_type=mmap"]);
        self.child = Some(postgres.spawn().expect("postgres runs"));
        while let Err(error) = client(&self.url).await {
            let ended = self.child.as_mut().and_then(|child| child.try_wait().ok().flatten());
            assert!(ended.is_none(), "the server ended: {error}\n{}", self.log());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// A program of the server on our data, as a user whom it accepts, and ending when the test ends.
    fn program(&self, name: &str) -> Command {
        let program = self.programs.join(name);
        let mut command = match another() {
            Some((uid, gid)) => {
                let mut command = Command::new("setpriv");
                command.args([format!("--reuid={uid}"), format!("--regid={gid}")]);
                command.args(["--clear-groups", "--pdeathsig=QUIT"]).arg(program);
                command
            }
            None => Command::new(program),
        };
        let log = File::options().create(true).append(true).open(self.folder.path().join("log"));
        let log = log.expect("a log");
        command.arg("-D").arg(self.data()).current_dir(self.folder.path());
        command.env_clear().env("PATH", "/usr/bin:/bin").stdin(Stdio::null());
        command.stdout(log.try_clone().expect("a log")).stderr(log);
        command
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    /// Ends it at once, without writing anything out first.
    fn quit(&mut self) {
        let Some(mut child) = self.child.take() else { return };
        let _ = Command::new("kill").args(["-QUIT", &child.id().to_string()]).status();
        let _ = child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.quit();
    }
}

/// Where the folder goes: in memory where there is room, which takes a tenth of the time, or where temporary files go.
fn place() -> PathBuf {
    let room = Command::new("df").args(["--output=avail", "--block-size=1M", "/dev/shm"]).output();
    let room = room.map(|room| String::from_utf8_lossy(&room.stdout).into_owned()).unwrap_or_default();
    let megabytes = room.lines().last().and_then(|line| line.trim().parse::<u64>().ok());
    if megabytes >= Some(1_024) { PathBuf::from("/dev/shm") } else { std::env::temp_dir() }
}

/// Where the programs of the server are: on the path, or where Debian keeps them, the newest first.
fn programs() -> Option<PathBuf> {
    let path = variable("PATH").unwrap_or_default();
    let mut places: Vec<PathBuf> =
        std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|e| e.path()).collect();
    places.sort_by_key(|place| place.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok()));
    let debian = places.into_iter().rev().map(|place| place.join("bin"));
    std::env::split_paths(&path).chain(debian).find(|place| place.join("initdb").is_file())
}

/// The user and group that run the server where we are root, whom it refuses.
fn another() -> Option<(u32, u32)> {
    let root = Path::new("/proc/self").metadata().is_ok_and(|us| us.uid() == 0);
    let users = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let of = |name: &str| {
        let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut numbers = line.split(':').skip(2).map(str::parse);
        Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
    };
    if root { of("postgres").or_else(|| of("nobody")) } else { None }
}

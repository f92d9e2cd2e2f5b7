//! The demonstration as a server: where its forum is kept, and that none begins over another.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

/// A demonstration that runs. It is killed when this is dropped.
struct Demo {
    child: Child,
    /// Where its forum is.
    forum: String,
    /// What it says after that; as long as it is read, nothing it says is in vain.
    lines: Box<dyn Iterator<Item = String>>,
}

impl Demo {
    fn start(words: &[&str]) -> Demo {
        Demo::run(Command::new(env!("CARGO_BIN_EXE_plenary")), words)
    }

    fn run(mut command: Command, words: &[&str]) -> Demo {
        command.args(["demo", "--pace", "0"]).args(words).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("it starts");
        let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let mut lines = lines.map_while(Result::ok);
        let forum = lines.find_map(|line| Some(line.strip_prefix("The forum:")?.trim().to_owned()));
        Demo { child, forum: forum.expect("it says where the forum is"), lines: Box::new(lines) }
    }

    /// Ctrl-C at its terminal, and how it ended.
    #[cfg(unix)]
    fn interrupted(mut self) -> Option<i32> {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &pid]).status().expect("kill runs").success());
        // It has ended when nothing more comes.
        self.lines.by_ref().for_each(drop);
        self.child.wait().expect("it ended").code()
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn plenary(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_plenary")).args(words).output().expect("it runs")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("plain")
}

#[test]
fn a_demo_stays_in_the_database_that_was_named_and_no_other_begins_over_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("kept.sqlite");
    drop(Demo::start(&["--port", "0", "--database", text(&file)]));
    let kept = || String::from_utf8(plenary(&["rebuild", "--database", text(&file)]).stdout).expect("text");
    let before = kept();
    assert!(before.starts_with("friendship-2021: "), "{before}");

    let again = plenary(&["demo", "--port", "0", "--database", text(&file)]);
    let said = String::from_utf8_lossy(&again.stderr);
    assert_eq!(again.status.code(), Some(2), "{said}");
    assert!(said.contains("already holds the forum friendship-2021"), "{said}");
    assert_eq!((said.lines().count(), again.stdout.len()), (1, 0), "one message: {said}");
    assert_eq!(kept(), before, "nothing was changed");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_demo_without_an_error_and_takes_its_folder_away_also_while_a_page_is_open() {
    use std::io::{Read as _, Write as _};
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_plenary"));
    command.env("TMPDIR", folder.path());
    let demo = Demo::run(command, &[]);
    assert_eq!(
        std::fs::read_dir(folder.path()).expect("it is there").count(),
        1,
        "its forum is in a folder of its own"
    );
    let address = demo.forum.trim_start_matches("http://");
    let (host, name) = address.split_once('/').expect("host and forum");
    let mut live = std::net::TcpStream::connect(host).expect("it listens");
    write!(live, "GET /{name}/live HTTP/1.1\r\nhost: {host}\r\n\r\n").expect("it is asked");
    let mut first = [0; 12];
    live.read_exact(&mut first).expect("an answer begins");
    assert_eq!(&first, b"HTTP/1.1 200");
    assert_eq!(demo.interrupted(), Some(0));
    assert_eq!(std::fs::read_dir(folder.path()).expect("it is there").count(), 0, "nothing is left");
}

#[test]
fn two_demos_side_by_side_have_a_port_and_a_forum_each() {
    // Neither names a port: whoever comes second takes a free one.
    let (one, other) = (Demo::start(&[]), Demo::start(&[]));
    assert_ne!(one.forum, other.forum);
}

//! The demonstration as a server: where its forum is kept, and that none begins over another.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

/// A demonstration that runs. It is killed when this is dropped.
struct Demo {
    child: Child,
    /// Where its forum is.
    forum: String,
}

impl Demo {
    fn start(words: &[&str]) -> Demo {
        let mut command = Command::new(env!("CARGO_BIN_EXE_plenary"));
        command.args(["demo", "--pace", "0"]).args(words).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("it starts");
        let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let mut lines = lines.map_while(Result::ok);
        let forum = lines.find_map(|line| Some(line.strip_prefix("The forum:")?.trim().to_owned()));
        Demo { child, forum: forum.expect("it says where the forum is") }
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

#[test]
fn two_demos_side_by_side_have_a_port_and_a_forum_each() {
    // Neither names a port: whoever comes second takes a free one.
    let (one, other) = (Demo::start(&[]), Demo::start(&[]));
    assert_ne!(one.forum, other.forum);
}

//! Child processes: where the repository is, and how a command is run and listened to.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// A variable of the environment; this is the only place of this crate that reads it.
#[expect(clippy::disallowed_methods, reason = "a binary may read the environment")]
pub(crate) fn env(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    let here = env("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").to_owned());
    Path::new(&here).parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// `cargo ARGS` in the root of the repository.
pub(crate) fn cargo<const N: usize>(args: [&str; N]) -> Command {
    let mut command = Command::new(env("CARGO").unwrap_or_else(|| "cargo".to_owned()));
    command.args(args).current_dir(root());
    command
}

/// Runs a command on our own streams; an error if it does not succeed.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    say(command);
    let status = command.status().with_context(|| format!("cannot start {}", shown(command)))?;
    if !status.success() {
        bail!("{} ended with {status}", shown(command));
    }
    Ok(())
}

/// Whether a command can be run and succeeds; it prints nothing.
pub(crate) fn works(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|s| s.success())
}

/// Runs a command whose output appears at once and is kept as well: (succeeded, output and messages together).
pub(crate) fn listen(command: &mut Command) -> Result<(bool, String)> {
    say(command);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {}", shown(command)))?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let messages = std::thread::spawn(move || pass_on(err, std::io::stderr()));
    let mut heard = pass_on(out, std::io::stdout());
    heard.push_str(&messages.join().unwrap_or_default());
    Ok((child.wait()?.success(), heard))
}

/// Copies a stream to ours as it comes and returns all of it.
fn pass_on(from: Option<impl Read>, mut to: impl Write) -> String {
    let mut kept = Vec::new();
    let mut chunk = [0; 4096];
    let Some(mut from) = from else { return String::new() };
    while let Ok(n) = from.read(&mut chunk) {
        if n == 0 {
            break;
        }
        // Our own stream may be closed (`| head`); the count still needs the rest.
        let _ = to.write_all(&chunk[..n]).and_then(|()| to.flush());
        kept.extend_from_slice(&chunk[..n]);
    }
    String::from_utf8_lossy(&kept).into_owned()
}

fn say(command: &Command) {
    eprintln!("» {}", shown(command));
}

fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

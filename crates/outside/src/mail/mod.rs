//! Letters: by SMTP where the operator named a server, else into a folder.
//!
//! ```no_run
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! use outside::mail::{Letter, Post};
//! use terms::{Instant, Lang};
//!
//! let post = Post::server("smtp://forum@mail.example.org:587", Some("the password, from a file"))?;
//! post.check().await?; // for `plenary doctor`: connects and says hello, sends nothing
//! let letter = Letter {
//!     id: "invitation-42".to_owned(),
//!     from: "Forum of Cities <forum@example.org>".to_owned(),
//!     to: "delegate@example.net".to_owned(),
//!     subject: "您的邀请".to_owned(),
//!     body: "https://forum.example.org/enter/…\n".to_owned(),
//!     lang: Lang::new("zh-Hans"),
//!     date: Instant::from_millis(1_764_105_000_000),
//! };
//! match post.send(&letter).await {
//!     Ok(sent) => drop(sent.receipt), // what the server said, or the file
//!     Err(not) if not.temporary => {} // keep it, and ask `next_try` when
//!     Err(not) => drop(not.why),      // no use in trying again; tell somebody
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # The address of a server
//!
//! `smtp://USER:PASSWORD@HOST:PORT/NAME?tls=HOW`, or `smtps://…`. Everything but the host may be left out.
//!
//! | part | means | if it is left out |
//! |---|---|---|
//! | `smtps:` | encrypted from the first byte, as `tls=tls` | – |
//! | `tls=starttls` | encrypted after a hello, or not at all | the rule for `smtp:` |
//! | `tls=tls` | encrypted from the first byte | the rule for `smtps:` |
//! | `tls=none` | openly | the rule for `smtp:` on this machine itself |
//! | `USER`, `PASSWORD` | how to sign in there; characters such as `@` and `/` written as `%40`, `%2F` | nobody signs in |
//! | `PORT` | | 587; with `tls=tls` 465; with `tls=none` 25 |
//! | `NAME` | how this machine names itself in its hello | its loopback address |
//!
//! The password may be given apart from the address, so that the address can stand in a file that others read. It is
//! never sent openly to another machine: such an address is refused at once. There is no "encrypted if it happens to
//! work": whoever sits in between could decide that.
//!
//! A server is believed if its certificate is of the name in the address and leads to an authority that the operating
//! system trusts, or to one of one's own ([`Post::with_authority`]). One that is not believed hears nothing of a letter.
//!
//! # A folder
//!
//! Without a server every letter becomes a file `ID.eml` that mail programs open: for a rehearsal, or for whoever hands
//! the letters over by other means. A file appears whole or not at all, is on the disk before [`Post::send`] returns, is
//! readable for the server's user alone (it may hold a link to sign in), and is never written over.
//!
//! # Sent once, or more than once
//!
//! SMTP has a gap: the server takes a letter, and the line breaks before it says so. Then `send` says *not sent, for
//! now*, and the letter goes out a second time. Its Message-ID is made of [`Letter::id`] and stays the same on every try, so
//! that a mailbox can drop the double. Into a folder it goes once: the second try finds the same file.
//!
//! # What a letter cannot do
//!
//! A line break or another control character in an address, a subject, an id or a language would begin a header of its
//! own. Such a letter is refused, for good. So is an address that is none, or several in one.

mod again;
mod certificate;
mod letter;
mod outbox;
mod server;

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use terms::{Instant, Lang};

pub use again::next_try;
pub use letter::{NotAnAddress, address};
pub use server::NotAServer;

use server::Server;

/// A letter as the forum keeps it until it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// What it is known by here: 1 to 100 bytes, never used for another letter. It is readable in the Message-ID, so
    /// nothing secret belongs into it.
    pub id: String,
    /// From whom: `forum@example.org` or `Name <forum@example.org>`.
    pub from: String,
    /// To whom, in the same form; one address.
    pub to: String,
    /// The subject, in any script.
    pub subject: String,
    /// The text, plain, lines ended in any way.
    pub body: String,
    /// The language of subject and text.
    pub lang: Lang,
    /// When it was written.
    pub date: Instant,
}

/// A letter was taken over: by the server, or by the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// What the server answered, which often names the letter as its log does; or the file.
    pub receipt: String,
}

/// A letter was not taken over, or nobody said that it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct NotSent {
    /// Whether trying again may help. What lies in the letter, or in whom it is for, is for good; what lies in the way
    /// (no connection, a wrong password, a full disk) is for now.
    pub temporary: bool,
    /// What happened, in a sentence for the operator.
    pub why: String,
}

impl NotSent {
    fn for_now(why: impl Into<String>) -> NotSent {
        NotSent { temporary: true, why: why.into() }
    }

    fn for_good(why: impl Into<String>) -> NotSent {
        NotSent { temporary: false, why: why.into() }
    }
}

/// The way letters go out.
///
/// Shown as the place alone, without user or password.
#[derive(Clone)]
pub struct Post {
    way: Way,
}

#[derive(Clone)]
enum Way {
    Server(Box<Server>),
    Folder(PathBuf),
}

impl Post {
    /// Letters go to the mail server at this address; the module says how it is written. Nothing is connected yet.
    ///
    /// # Errors
    /// The address is none, the password is missing or given twice, or it would travel openly.
    pub fn server(url: &str, password: Option<&str>) -> Result<Post, NotAServer> {
        Ok(Post { way: Way::Server(Box::new(Server::parse(url, password)?)) })
    }

    /// The same, where the server's certificate leads to an authority of one's own: those in this PEM file are believed,
    /// and no others.
    ///
    /// # Errors
    /// The file holds no certificate, or nothing would be encrypted and so nobody believed.
    pub fn with_authority(mut self, pem: &[u8]) -> Result<Post, NotAServer> {
        if let Way::Server(server) = &mut self.way {
            server.believe(pem)?;
        }
        Ok(self)
    }

    /// Letters become files in this folder, which has to be there.
    #[must_use]
    pub fn folder(path: impl Into<PathBuf>) -> Post {
        Post { way: Way::Folder(path.into()) }
    }

    /// The same with another bound than ten seconds: for being connected and signed in, and once more for handing the
    /// letter over.
    #[must_use]
    pub fn with_patience(mut self, patience: Duration) -> Post {
        if let Way::Server(server) = &mut self.way {
            server.patience = patience;
        }
        self
    }

    /// Sends one letter. Takes twenty seconds at the very most.
    ///
    /// # Errors
    /// It was not taken over, for now or for good.
    pub async fn send(&self, letter: &Letter) -> Result<Sent, NotSent> {
        let ready = letter::compose(letter)?;
        match &self.way {
            Way::Server(server) => server.send(&ready).await,
            Way::Folder(path) => aside(path, move |path| outbox::put(path, &ready)).await,
        }
    }

    /// Whether a letter could be sent, as far as one can tell without sending one: the server is reached, encrypted as
    /// configured and accepts the password; the folder can be written to.
    ///
    /// # Errors
    /// It could not, and why.
    pub async fn check(&self) -> Result<(), NotSent> {
        match &self.way {
            Way::Server(server) => server.check().await,
            Way::Folder(path) => aside(path, outbox::check).await,
        }
    }
}

/// Waiting for a disk must not keep others waiting.
async fn aside<T: Send + 'static>(
    path: &Path,
    work: impl FnOnce(&Path) -> Result<T, NotSent> + Send + 'static,
) -> Result<T, NotSent> {
    let path = path.to_owned();
    let done = tokio::task::spawn_blocking(move || work(&path)).await;
    done.unwrap_or_else(|error| Err(NotSent::for_now(format!("writing the letter broke off: {error}"))))
}

impl fmt::Display for Post {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.way {
            Way::Server(server) => server.fmt(f),
            Way::Folder(path) => write!(f, "the folder {}", path.display()),
        }
    }
}

impl fmt::Debug for Post {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Post({self})")
    }
}

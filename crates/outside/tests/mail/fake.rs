//! A mail server for tests: speaks enough SMTP, answers as it is told, and remembers what it heard.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

/// What it does instead of agreeing.
#[derive(Clone, Copy)]
pub(crate) enum Instead {
    /// Gives this answer.
    Say(&'static str),
    /// Ends the connection.
    HangUp,
    /// Says nothing, and keeps the connection.
    Silence,
}

/// Whether and when it encrypts.
#[derive(Clone)]
pub(crate) enum Encrypts {
    Never,
    /// Once it is asked to by STARTTLS.
    Asked(TlsAcceptor),
    /// From the first byte.
    AtOnce(TlsAcceptor),
}

/// What it heard: one line per command, those of them that came openly, and the letters.
#[derive(Default)]
pub(crate) struct Heard {
    pub commands: Vec<String>,
    pub openly: Vec<String>,
    pub letters: Vec<String>,
}

pub(crate) struct Fake {
    pub address: SocketAddr,
    pub heard: Arc<Mutex<Heard>>,
}

impl Fake {
    /// Starts one that agrees to everything but what is named: a command in capitals, `GREETING`, or `LETTER` for
    /// the answer at the end of a letter.
    pub(crate) async fn start(instead: &[(&'static str, Instead)]) -> Fake {
        Fake::encrypting(Encrypts::Never, instead).await
    }

    pub(crate) async fn encrypting(encrypts: Encrypts, instead: &[(&'static str, Instead)]) -> Fake {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("the fake server works");
        let address = listener.local_addr().expect("the fake server works");
        let heard = Arc::new(Mutex::new(Heard::default()));
        let (instead, memory) = (instead.iter().copied().collect::<BTreeMap<_, _>>(), Arc::clone(&heard));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let talk = Talk { instead: instead.clone(), heard: Arc::clone(&memory) };
                tokio::spawn(serve(stream, encrypts.clone(), talk));
            }
        });
        Fake { address, heard }
    }

    pub(crate) fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    pub(crate) fn commands(&self) -> Vec<String> {
        self.heard.lock().expect("the fake server works").commands.clone()
    }

    /// What was said before anything was encrypted.
    pub(crate) fn openly(&self) -> Vec<String> {
        self.heard.lock().expect("the fake server works").openly.clone()
    }

    pub(crate) fn letters(&self) -> Vec<String> {
        self.heard.lock().expect("the fake server works").letters.clone()
    }
}

async fn serve(stream: TcpStream, encrypts: Encrypts, talk: Talk) {
    match encrypts {
        Encrypts::Never => {
            talk.on(stream, "GREETING", Line::Open).await;
        }
        Encrypts::AtOnce(acceptor) => {
            // A client that does not believe the certificate hangs up.
            let Ok(stream) = acceptor.accept(stream).await else { return };
            talk.on(stream, "GREETING", Line::Encrypted).await;
        }
        Encrypts::Asked(acceptor) => {
            let Some(stream) = talk.on(stream, "GREETING", Line::Offering).await else { return };
            let Ok(stream) = acceptor.accept(stream).await else { return };
            talk.on(stream, "", Line::Encrypted).await;
        }
    }
}

/// How a line stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Open,
    /// Open, and it could be encrypted.
    Offering,
    Encrypted,
}

/// One conversation.
struct Talk {
    instead: BTreeMap<&'static str, Instead>,
    heard: Arc<Mutex<Heard>>,
}

impl Talk {
    /// Talks on a line, from the answer to this on, until the other side goes, or wants it encrypted: then the line is
    /// given back.
    async fn on<S: AsyncRead + AsyncWrite + Unpin>(&self, stream: S, first: &str, line: Line) -> Option<S> {
        let mut stream = BufReader::new(stream);
        let mut asked = first.to_owned();
        loop {
            let answer = match self.instead.get(&*asked) {
                Some(Instead::Say(answer)) => (*answer).to_owned(),
                Some(Instead::HangUp) => return None,
                Some(Instead::Silence) => return std::future::pending().await,
                None => usual(&asked, line),
            };
            let agreed = answer.starts_with(['2', '3']);
            if !asked.is_empty() {
                stream.get_mut().write_all(format!("{answer}\r\n").as_bytes()).await.ok()?;
                stream.get_mut().flush().await.ok()?;
            }
            if asked == "STARTTLS" && agreed {
                return Some(stream.into_inner());
            }
            if asked == "DATA" && agreed {
                let letter = letter(&mut stream).await?;
                self.heard.lock().expect("the fake server works").letters.push(letter);
                asked = "LETTER".to_owned();
                continue;
            }
            let mut said = String::new();
            if !matches!(stream.read_line(&mut said).await, Ok(n) if n > 0) {
                return None;
            }
            asked = said.split_whitespace().next().unwrap_or_default().to_ascii_uppercase();
            let mut heard = self.heard.lock().expect("the fake server works");
            heard.commands.push(said.trim_end().to_owned());
            if line != Line::Encrypted {
                heard.openly.push(said.trim_end().to_owned());
            }
        }
    }
}

fn usual(asked: &str, line: Line) -> String {
    match asked {
        "GREETING" => "220 fake ESMTP",
        "EHLO" if line == Line::Offering => "250-fake greets you\r\n250-STARTTLS\r\n250 8BITMIME",
        "EHLO" => "250-fake greets you\r\n250-8BITMIME\r\n250 AUTH PLAIN LOGIN",
        "AUTH" => "235 welcome",
        "DATA" => "354 go on",
        "LETTER" => "250 2.0.0 queued as 4711",
        "QUIT" => "221 bye",
        _ => "250 fine",
    }
    .to_owned()
}

/// Everything up to the line with the dot, with the doubled dots undone.
async fn letter<S: AsyncRead + Unpin>(stream: &mut BufReader<S>) -> Option<String> {
    let mut letter = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        if line == ".\r\n" {
            return Some(letter);
        }
        letter.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}

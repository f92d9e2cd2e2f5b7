//! A mail server for tests: speaks enough SMTP, answers as it is told, and remembers what it heard.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

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

/// What it heard: one line per command, and the letters.
#[derive(Default)]
pub(crate) struct Heard {
    pub commands: Vec<String>,
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
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("the fake server works");
        let address = listener.local_addr().expect("the fake server works");
        let heard = Arc::new(Mutex::new(Heard::default()));
        let (instead, memory) = (instead.iter().copied().collect::<BTreeMap<_, _>>(), Arc::clone(&heard));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, instead.clone(), Arc::clone(&memory)));
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

    pub(crate) fn letters(&self) -> Vec<String> {
        self.heard.lock().expect("the fake server works").letters.clone()
    }
}

async fn serve(stream: TcpStream, instead: BTreeMap<&'static str, Instead>, heard: Arc<Mutex<Heard>>) {
    let mut stream = BufReader::new(stream);
    let mut asked = "GREETING".to_owned();
    loop {
        let answer = match instead.get(&*asked) {
            Some(Instead::Say(answer)) => (*answer).to_owned(),
            Some(Instead::HangUp) => return,
            Some(Instead::Silence) => return std::future::pending().await,
            None => usual(&asked),
        };
        let agreed = answer.starts_with(['2', '3']);
        if stream.get_mut().write_all(format!("{answer}\r\n").as_bytes()).await.is_err() {
            return;
        }
        if asked == "DATA" && agreed {
            let Some(letter) = letter(&mut stream).await else { return };
            heard.lock().expect("the fake server works").letters.push(letter);
            asked = "LETTER".to_owned();
            continue;
        }
        let mut line = String::new();
        if !matches!(stream.read_line(&mut line).await, Ok(n) if n > 0) {
            return;
        }
        asked = line.split_whitespace().next().unwrap_or_default().to_ascii_uppercase();
        heard.lock().expect("the fake server works").commands.push(line.trim_end().to_owned());
    }
}

fn usual(asked: &str) -> String {
    match asked {
        "GREETING" => "220 fake ESMTP",
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
async fn letter(stream: &mut BufReader<TcpStream>) -> Option<String> {
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

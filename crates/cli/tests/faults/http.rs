//! As much of HTTP as a phone needs. An answer that was cut is no answer.

use crate::PATIENCE;
use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// A device: it keeps the cookies of its forum.
#[derive(Clone, Debug, Default)]
pub(crate) struct Client {
    cookies: Vec<String>,
}

/// A whole answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
    head: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let fields = self.head.lines().filter_map(|line| line.split_once(": "));
        fields.into_iter().find(|(field, _)| field.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

impl Client {
    pub(crate) async fn get(&mut self, server: SocketAddr, path: &str) -> Result<Answer> {
        self.ask(server, &format!("GET {path}"), "").await
    }

    pub(crate) async fn json(&mut self, server: SocketAddr, path: &str, body: &str) -> Result<Answer> {
        self.ask(server, &format!("POST {path}"), &with("application/json", body)).await
    }

    pub(crate) async fn form(
        &mut self,
        server: SocketAddr,
        path: &str,
        fields: &[(&str, &str)],
    ) -> Result<Answer> {
        let pairs: Vec<String> =
            fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let body = with("application/x-www-form-urlencoded", &pairs.join("&"));
        self.ask(server, &format!("POST {path}"), &body).await
    }

    /// `rest` is what follows the headers that every request has: more headers, an empty line, a body.
    async fn ask(&mut self, server: SocketAddr, line: &str, rest: &str) -> Result<Answer> {
        let rest = if rest.is_empty() { "\r\n" } else { rest };
        let cookies = self.cookies.join("; ");
        let request = format!(
            "{line} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\nsec-fetch-site: same-origin\r\n\
             cookie: {cookies}\r\n{rest}"
        );
        let asking = async {
            let mut stream = TcpStream::connect(server).await?;
            stream.write_all(request.as_bytes()).await?;
            let mut bytes = Vec::new();
            stream.read_to_end(&mut bytes).await?;
            read(&bytes)
        };
        let answer = tokio::time::timeout(PATIENCE, asking).await??;
        if let Some(cookie) = answer.header("set-cookie").and_then(|cookie| cookie.split(';').next()) {
            self.cookies.push(cookie.to_owned());
        }
        Ok(answer)
    }
}

fn with(kind: &str, body: &str) -> String {
    format!("content-type: {kind}\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

fn read(bytes: &[u8]) -> Result<Answer> {
    let cut = || Error::from(ErrorKind::UnexpectedEof);
    let text = std::str::from_utf8(bytes).map_err(|_| cut())?;
    let (head, body) = text.split_once("\r\n\r\n").ok_or_else(cut)?;
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or_else(cut)?;
    let answer = Answer { status, body: body.to_owned(), head: head.to_owned() };
    match answer.header("content-length").map(str::parse::<usize>) {
        Some(Ok(length)) if length == body.len() => Ok(answer),
        _ => Err(cut()),
    }
}

fn encoded(text: &str) -> String {
    let sign = |byte: u8| {
        if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    text.bytes().map(sign).collect()
}

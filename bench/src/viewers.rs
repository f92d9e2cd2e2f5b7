//! Those who watch a board and do nothing else: one open stream each.

use anyhow::{Context, Result, bail, ensure};
use std::net::{Ipv4Addr, SocketAddr};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinSet;

/// So many come at the same moment.
const AT_ONCE: u32 = 500;
/// Files that are open beside the connections.
const OTHERS: u64 = 500;

/// Raises how many files this process, and the server it starts, may have open.
pub(crate) fn room_for(connections: u32) -> Result<()> {
    let needed = u64::from(connections) + OTHERS;
    let (soft, hard) = limits()?;
    if soft >= needed {
        return Ok(());
    }
    // Only who may raises the hard limit.
    let wanted = format!("--nofile={needed}:{}", hard.max(needed));
    let pid = std::process::id().to_string();
    let _ = Command::new("prlimit").args(["--pid", &pid, &wanted]).status();
    let (soft, hard) = limits()?;
    ensure!(
        soft >= needed,
        "{connections} connections need {needed} open files and this machine allows {hard}: raise `ulimit -n`, or ask for fewer"
    );
    Ok(())
}

/// How many files may be open, and up to what that may be raised.
fn limits() -> Result<(u64, u64)> {
    let limits = std::fs::read_to_string("/proc/self/limits").context("the limits of this process")?;
    let line =
        limits.lines().find_map(|line| line.strip_prefix("Max open files")).context("the limit of files")?;
    let numbers: Vec<u64> = line.split_whitespace().take(2).map(|n| n.parse().unwrap_or(u64::MAX)).collect();
    match numbers[..] {
        [soft, hard] => Ok((soft, hard)),
        _ => bail!("the limit of files cannot be read"),
    }
}

/// Those who came. They go when this is dropped.
pub(crate) struct Watching {
    there: Arc<AtomicU32>,
    all: u32,
    _streams: JoinSet<()>,
}

impl Watching {
    /// Whether everybody still watches.
    pub(crate) fn all_there(&self) -> Result<()> {
        let there = self.there.load(Ordering::Relaxed);
        ensure!(there == self.all, "{} of {} viewers were cut off", self.all - there, self.all);
        Ok(())
    }
}

/// So many open the stream of the board and have heard of it once.
pub(crate) async fn come(address: SocketAddr, viewers: u32) -> Result<Watching> {
    let there = Arc::new(AtomicU32::new(0));
    let mut streams = JoinSet::new();
    let mut next = 0;
    while next < viewers {
        let last = viewers.min(next + AT_ONCE);
        let coming: Vec<_> = (next..last).map(|number| tokio::spawn(first_word(address, number))).collect();
        for stream in coming {
            let stream = stream.await??;
            there.fetch_add(1, Ordering::Relaxed);
            streams.spawn(listen(stream, there.clone()));
        }
        next = last;
    }
    Ok(Watching { there, all: viewers, _streams: streams })
}

/// A stream that has said something. It comes from one of many addresses of this machine, as one alone has not enough
/// ports.
async fn first_word(address: SocketAddr, number: u32) -> Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    let [_, _, _, last] = (number / 5_000 + 1).to_be_bytes();
    socket.bind(SocketAddr::from((Ipv4Addr::new(127, 1, 0, last), 0)))?;
    let mut stream = socket.connect(address).await?;
    stream.write_all(b"GET /friendship-2021/live HTTP/1.1\r\nhost: localhost\r\n\r\n").await?;
    let mut heard = Vec::new();
    let mut part = [0; 512];
    while !heard.windows(6).any(|window| window == b"data: ") {
        let read = stream.read(&mut part).await?;
        ensure!(read > 0, "a viewer was turned away: {}", String::from_utf8_lossy(&heard));
        heard.extend_from_slice(&part[..read]);
    }
    Ok(stream)
}

/// Hears everything that is said until the stream ends.
async fn listen(mut stream: TcpStream, there: Arc<AtomicU32>) {
    let mut part = [0; 256];
    while matches!(stream.read(&mut part).await, Ok(read) if read > 0) {}
    there.fetch_sub(1, Ordering::Relaxed);
}

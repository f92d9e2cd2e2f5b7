//! A forum under load: many participants who vote at a steady pace, over loopback, against a real server of its own.
//!
//! `cargo xtask bench forum [--people 2000] [--pace 5000] [--seconds 20] [--runs 3] [--viewers 0] [--out FOLDER]
//! [--postgres | --database FILE|URL]`
//! `--postgres` is xtask's: it starts a server of that kind for the run, which waits for the disk at every commit, and
//! passes its address on as `--database`, in which `{run}` stands for the number of the run. `--viewers` watch the board
//! besides, and the server's memory is also taken with them there and before anybody votes.
//! Every vote is one request of one person on a connection of their own. A vote counts when the server has answered
//! it, which it does when the vote is on the disk. Everything stays on addresses of this machine and ends by itself.

use crate::viewers;
use anyhow::{Context, Result, bail, ensure};
use std::fmt::Write as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpSocket, TcpStream};
use tokio::process::{Child, Command};

/// What is asked for.
struct Load {
    plenary: PathBuf,
    out: PathBuf,
    people: u32,
    /// Votes a second, over all people.
    pace: u32,
    seconds: u64,
    runs: usize,
    /// How many watch and do nothing else.
    viewers: u32,
    /// Where the forum is kept, if not in a temporary file.
    database: Option<String>,
}

/// What one run came to.
struct Run {
    offered: u32,
    acknowledged: f64,
    median_ms: f64,
    p99_ms: f64,
    worst_ms: f64,
    /// The 99th percentile of the time from an acknowledgement to the board that shows it.
    behind_ms: f64,
    /// With the viewers there, before anybody voted.
    idle_mib: f64,
    memory_mib: f64,
}

/// Measures and writes what was measured.
pub(crate) fn measure(words: impl Iterator<Item = String>, plenary: PathBuf) -> Result<()> {
    let load = parse(words, plenary)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let mut raw = String::from(
        "run,store,people,viewers,offered_per_s,acknowledged_per_s,median_ms,p99_ms,worst_ms,board_behind_p99_ms,\
         idle_mib,server_mib\n",
    );
    let kind = load.database.as_ref().map_or("sqlite", |named| named.split(':').next().unwrap_or_default());
    viewers::room_for(load.viewers + load.people)?;
    let mut runs = Vec::new();
    for number in 0..load.runs {
        let run = runtime.block_on(once(&load, number))?;
        let _ = writeln!(
            raw,
            "{number},{kind},{},{},{},{:.0},{:.2},{:.2},{:.2},{:.0},{:.0},{:.0}",
            load.people,
            load.viewers,
            run.offered,
            run.acknowledged,
            run.median_ms,
            run.p99_ms,
            run.worst_ms,
            run.behind_ms,
            run.idle_mib,
            run.memory_mib
        );
        eprintln!("{}", raw.lines().last().unwrap_or_default());
        runs.push(run);
    }
    std::fs::create_dir_all(&load.out).context("the folder for results")?;
    std::fs::write(load.out.join("forum.csv"), &raw)?;
    println!(
        "{raw}\nmedians: {:.0} votes/s acknowledged, p99 {:.1} ms, board behind p99 {:.0} ms, server {:.0} MiB with \
         {} viewers before anybody votes, {:.0} MiB at the end",
        median(&runs, |run| run.acknowledged),
        median(&runs, |run| run.p99_ms),
        median(&runs, |run| run.behind_ms),
        median(&runs, |run| run.idle_mib),
        load.viewers,
        median(&runs, |run| run.memory_mib)
    );
    Ok(())
}

fn median(runs: &[Run], of: impl Fn(&Run) -> f64) -> f64 {
    let mut values: Vec<f64> = runs.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

fn parse(mut words: impl Iterator<Item = String>, plenary: PathBuf) -> Result<Load> {
    let mut load = Load {
        plenary,
        out: "bench/results/latest".into(),
        people: 2_000,
        pace: 5_000,
        seconds: 20,
        runs: 3,
        viewers: 0,
        database: None,
    };
    while let Some(word) = words.next() {
        let value = words.next().with_context(|| format!("{word} needs a value"))?;
        match word.as_str() {
            "--plenary" => load.plenary = value.into(),
            "--out" => load.out = value.into(),
            "--people" => load.people = value.parse()?,
            "--pace" => load.pace = value.parse()?,
            "--seconds" => load.seconds = value.parse()?,
            "--runs" => load.runs = value.parse()?,
            "--viewers" => load.viewers = value.parse()?,
            "--database" => load.database = Some(value),
            other => bail!("no option {other}"),
        }
    }
    ensure!((1..=20_000).contains(&load.people) && (1..=120).contains(&load.seconds), "out of bounds");
    ensure!(load.viewers <= 60_000, "out of bounds");
    let one = load.database.as_ref().is_some_and(|named| !named.contains("{run}"));
    ensure!(
        !one || load.runs == 1,
        "each run needs a database of its own: name it with {{run}}, or say --runs 1"
    );
    Ok(load)
}

async fn once(load: &Load, number: usize) -> Result<Run> {
    let database = load.database.as_ref().map(|named| named.replace("{run}", &number.to_string()));
    let (mut server, address) = start(&load.plenary, database.as_deref()).await?;
    let done = under_load(load, address, server.id().unwrap_or_default()).await;
    server.kill().await?;
    done
}

/// A server with the reference forum, and nobody who votes by themselves.
async fn start(plenary: &Path, database: Option<&str>) -> Result<(Child, SocketAddr)> {
    let kept = database.map(|named| ["--database", named]);
    let mut child = Command::new(plenary)
        .args(["demo", "--port", "0", "--pace", "0"])
        .args(kept.iter().flatten())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .context("starting the server")?;
    let out = child.stdout.take().context("its output")?;
    let mut lines = BufReader::new(out).lines();
    while let Some(line) = lines.next_line().await? {
        if let Some(port) = line.strip_prefix("The forum:").and_then(|rest| rest.split(':').nth(2)) {
            let port: String = port.chars().take_while(char::is_ascii_digit).collect();
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return Ok((child, SocketAddr::from((Ipv4Addr::LOCALHOST, port.parse()?))));
        }
    }
    bail!("the server said no address")
}

/// When votes were acknowledged, in milliseconds since the start, in order; and when the board showed how many.
#[derive(Default)]
struct Seen {
    acknowledged: Vec<f64>,
    shown: Vec<(f64, usize)>,
}

async fn under_load(load: &Load, address: SocketAddr, process: u32) -> Result<Run> {
    let begin = Instant::now();
    let seen = Arc::new(Mutex::new(Seen::default()));
    tokio::spawn(watch(address, begin, seen.clone()));
    let watching = viewers::come(address, load.viewers).await?;
    let idle_mib = resident(process);
    let statements = statements();
    let mut people = Vec::new();
    for number in 0..load.people {
        people.push(Person::comes(address, number, statements.clone()).await?);
    }
    let each = Duration::from_secs_f64(f64::from(load.people) / f64::from(load.pace));
    let first = Instant::now();
    let end = first + Duration::from_secs(load.seconds);
    let mut tasks = Vec::new();
    for (number, person) in people.into_iter().enumerate() {
        // Spread over one turn, so that not everybody speaks at the same instant.
        let offset = each.mul_f64(number as f64 / f64::from(load.people));
        tasks.push(tokio::spawn(person.votes(first + offset, each, end, begin, seen.clone())));
    }
    let mut latencies = Vec::new();
    for task in tasks {
        latencies.extend(task.await??);
    }
    let took = first.elapsed().as_secs_f64();
    tokio::time::sleep(Duration::from_secs(2)).await;
    latencies.sort_by(f64::total_cmp);
    let at = |share: f64| {
        latencies.get(((latencies.len() - 1) as f64 * share) as usize).copied().unwrap_or_default()
    };
    watching.all_there()?;
    let behind = seen.lock().map(|seen| behind(&seen)).unwrap_or(f64::INFINITY);
    Ok(Run {
        offered: load.pace,
        acknowledged: latencies.len() as f64 / took,
        median_ms: at(0.5),
        p99_ms: at(0.99),
        worst_ms: at(1.0),
        behind_ms: behind,
        idle_mib,
        memory_mib: resident(process),
    })
}

/// The 99th percentile of the time from an acknowledgement to the first board with as many votes.
fn behind(seen: &Seen) -> f64 {
    let mut acknowledged = seen.acknowledged.clone();
    acknowledged.sort_by(f64::total_cmp);
    let mut lags = Vec::new();
    let mut shown = seen.shown.iter();
    let mut now = shown.next();
    for (place, at) in acknowledged.iter().enumerate() {
        while now.is_some_and(|(_, votes)| *votes <= place) {
            now = shown.next();
        }
        // A vote that no board showed in time is as late as the whole watch.
        lags.push(now.map_or(f64::INFINITY, |(when, _)| (when - at).max(0.0)));
    }
    lags.sort_by(f64::total_cmp);
    lags.get(((lags.len().saturating_sub(1)) as f64 * 0.99) as usize).copied().unwrap_or_default()
}

async fn watch(address: SocketAddr, begin: Instant, seen: Arc<Mutex<Seen>>) -> Result<()> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(b"GET /friendship-2021/live HTTP/1.1\r\nhost: localhost\r\n\r\n").await?;
    let mut lines = BufReader::new(stream).lines();
    while let Some(line) = lines.next_line().await? {
        let Some(data) = line.strip_prefix("data: ") else { continue };
        let board = data.split(' ').nth(1).and_then(|number| number.parse().ok()).unwrap_or(0);
        if let Ok(mut seen) = seen.lock() {
            seen.shown.push((begin.elapsed().as_secs_f64() * 1e3, board));
        }
    }
    Ok(())
}

/// Resident memory of a process, in MiB.
fn resident(process: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap_or(0.0) / 1024.0
}

const STATEMENTS: [(&str, u32); 7] =
    [("cp", 12), ("tt", 8), ("sc", 8), ("he", 8), ("rd", 8), ("co", 8), ("nm", 8)];

/// Somebody with a connection and a session of their own.
struct Person {
    stream: TcpStream,
    cookie: String,
    number: u32,
    statements: Arc<Vec<String>>,
    seen: Vec<u32>,
}

impl Person {
    /// Connects from one of many addresses of this machine. The first answer makes an open participant.
    async fn comes(address: SocketAddr, number: u32, statements: Arc<Vec<String>>) -> Result<Person> {
        let socket = TcpSocket::new_v4()?;
        let [_, _, third, fourth] = (number / 100 + 2).to_be_bytes();
        socket.bind(SocketAddr::from((Ipv4Addr::new(127, 0, third, fourth), 0)))?;
        let stream = socket.connect(address).await?;
        stream.set_nodelay(true)?;
        let seen = vec![0; statements.len()];
        Ok(Person { stream, cookie: String::new(), number, statements, seen })
    }

    async fn votes(
        mut self,
        first: Instant,
        each: Duration,
        end: Instant,
        begin: Instant,
        seen: Arc<Mutex<Seen>>,
    ) -> Result<Vec<f64>> {
        let mut latencies = Vec::new();
        let mut next = first;
        for turn in 0_u32.. {
            tokio::time::sleep_until(next.into()).await;
            if Instant::now() >= end {
                break;
            }
            let sent = Instant::now();
            self.vote(turn).await?;
            latencies.push(sent.elapsed().as_secs_f64() * 1e3);
            if let Ok(mut seen) = seen.lock() {
                seen.acknowledged.push(begin.elapsed().as_secs_f64() * 1e3);
            }
            // Who is late does not make up for it: offered work is never saved up and hidden.
            next = (next + each).max(Instant::now());
        }
        Ok(latencies)
    }

    async fn vote(&mut self, turn: u32) -> Result<()> {
        let place = turn as usize % self.statements.len();
        let vote = i64::from((turn + self.number) % 3) - 1;
        let body = format!(
            "{{\"votes\":[{{\"statement\":\"{}\",\"vote\":{vote},\"seen\":{},\"request\":\"{:016x}{:016x}\"}}]}}",
            self.statements[place], self.seen[place], self.number, turn
        );
        let cookie =
            if self.cookie.is_empty() { String::new() } else { format!("cookie: {}\r\n", self.cookie) };
        let request = format!(
            "POST /friendship-2021/votes HTTP/1.1\r\nhost: localhost\r\nsec-fetch-site: same-origin\r\n{cookie}\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        self.stream.write_all(request.as_bytes()).await?;
        let answer = answer(&mut self.stream).await?;
        ensure!(answer.contains("\"counted\""), "a vote was not counted: {answer}");
        self.seen[place] += 1;
        if let Some(cookie) = answer.lines().find_map(|line| line.strip_prefix("set-cookie: ")) {
            self.cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        }
        Ok(())
    }
}

/// The keys of the reference forum's statements.
fn statements() -> Arc<Vec<String>> {
    let keys = STATEMENTS.iter().flat_map(|(stem, count)| (1..=*count).map(move |n| format!("{stem}{n}")));
    Arc::new(keys.collect())
}

/// One answer of the server, head and body.
async fn answer(stream: &mut TcpStream) -> Result<String> {
    let mut bytes = Vec::with_capacity(1024);
    let mut part = [0; 2048];
    loop {
        let read = stream.read(&mut part).await?;
        ensure!(read > 0, "the server closed the connection");
        bytes.extend_from_slice(&part[..read]);
        let text = String::from_utf8_lossy(&bytes);
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length =
            head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
        if body.len() >= length.unwrap_or(0) {
            return Ok(text.into_owned());
        }
    }
}

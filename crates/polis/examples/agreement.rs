//! How alike the groups found here are to those Polis published, over real conversations:
//! `PLENARY_DATA=… cargo run --release -p polis --example agreement [votes a tick …]`.

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "an example that measures")]

#[path = "../tests/common/mod.rs"]
mod common;

use common::{Recorded, data, export, fixture};
use polis::{Math, Quirks, Settings, Ticks, replay, snapshot};
use std::time::Instant;

const EXPORTS: [&str; 8] = [
    "15-per-hour-seattle",
    "american-assembly.bowling-green",
    "austria-climate.5twd2jsnkf.2022-08-08",
    "brexit-consensus",
    "canadian-electoral-reform",
    "football-concussions",
    "scoop-hivemind.biodiversity",
    "vtaiwan.uberx",
];
const FIXTURES: [&str; 3] = ["50ptpt-3gp-strict-no-meta", "above-100-ptpts", "below-100-ptpts"];

fn timed(work: impl FnOnce() -> Math) -> (Math, f64) {
    let begin = Instant::now();
    let math = work();
    (math, begin.elapsed().as_secs_f64())
}

fn line(name: &str, recorded: &Recorded, ticks: &[usize], times: bool) -> Vec<f64> {
    let quirks = Quirks::default();
    let conversation = recorded.conversation();
    let (math, seconds) = timed(|| snapshot(&conversation, &quirks, &Settings::default()));
    let mut all = vec![recorded.agreement(&math)];
    let groups: std::collections::BTreeSet<_> = recorded.groups.values().collect();
    let mut text = format!(
        "{name:40} published {}, cold {} groups {:.3} ({seconds:.3} s)",
        groups.len(),
        math.group_clusters.len(),
        all[0]
    );
    if times {
        for each in [1usize, 20] {
            let known = polis::ever_clustered(&recorded.events, Ticks::Votes(each), &quirks);
            let (math, _) =
                timed(|| polis::snapshot_after(&conversation, &known, &quirks, &Settings::default()));
            let agreement = recorded.agreement(&math);
            text += &format!(
                ", cold with {} members instead of {} {} groups {agreement:.3}",
                math.in_conv.len(),
                snapshot(&conversation, &quirks, &Settings::default()).in_conv.len(),
                math.group_clusters.len()
            );
            all.push(agreement);
        }
    }
    let mut kinds: Vec<Ticks> = ticks.iter().map(|votes| Ticks::Votes(*votes)).collect();
    if times {
        kinds.extend([Ticks::Every(3_600_000), Ticks::Every(60_000)]);
    } else {
        kinds.clear();
    }
    for ticks in kinds {
        let (math, seconds) =
            timed(|| replay(&recorded.events, &recorded.moderation, ticks, &quirks).unwrap_or_default());
        let agreement = recorded.agreement(&math);
        text += &format!(", {ticks:?} {} groups {agreement:.3} ({seconds:.2} s)", math.group_clusters.len());
        all.push(agreement);
    }
    println!("{text}");
    all
}

fn main() {
    let ticks: Vec<usize> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let mut all = Vec::new();
    for name in EXPORTS {
        let folder = data().join("opendata").join(name);
        let timed = folder.join("votes.csv").exists();
        all.push(line(name, &export(&folder), &ticks, timed));
    }
    let mean = |at: usize| {
        let column: Vec<f64> = all.iter().filter_map(|line| line.get(at)).copied().collect();
        column.iter().sum::<f64>() / column.len() as f64
    };
    println!("mean cold start {:.3}", mean(0));
    (1..ticks.len() + 5).for_each(|at| println!("mean of replay {at}: {:.3}", mean(at)));
    for name in FIXTURES {
        line(name, &fixture(&data().join("polis-math").join(name)).recorded, &ticks, true);
    }
}

//! Who is flagged in recorded conversations: `PLENARY_DATA=… cargo run --release -p guard --example flags`.

#![expect(clippy::print_stdout, reason = "an example that measures")]

#[path = "../tests/common/recorded.rs"]
mod recorded;

use guard::{Settings, Traces, find};
use recorded::{CONVERSATIONS, conversation};

fn main() {
    for name in CONVERSATIONS {
        let votes = conversation(name);
        let cliques = find(&votes, &Traces::of(&votes), &Settings::default());
        let flagged: usize = cliques.iter().map(|clique| clique.people.len()).sum();
        println!("{name}: {flagged} of {} people in {} cliques", votes.people(), cliques.len());
        for clique in &cliques {
            let answers: Vec<usize> =
                clique.people.iter().take(12).map(|person| votes.row(*person as usize).len()).collect();
            println!("  {} people: {:?}, answers {answers:?}", clique.people.len(), clique.reasons);
        }
    }
}

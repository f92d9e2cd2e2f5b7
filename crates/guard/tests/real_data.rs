//! Who is flagged in recorded conversations. `PLENARY_DATA` names the folder.

#[path = "common/recorded.rs"]
mod recorded;

use guard::{Settings, Traces, find};
use recorded::{CONVERSATIONS, conversation};

/// Nobody knows who of them was honest; were most of a real crowd flagged, the flag would say nothing.
#[test]
fn few_people_of_real_conversations_are_flagged() {
    let (mut all, mut people) = (0, 0);
    for name in CONVERSATIONS {
        let votes = conversation(name);
        let cliques = find(&votes, &Traces::of(&votes), &Settings::default());
        let flagged: usize = cliques.iter().map(|clique| clique.people.len()).sum();
        assert!(flagged * 50 <= votes.people(), "{name}: {flagged} of {}", votes.people());
        (all, people) = (all + flagged, people + votes.people());
    }
    assert!(all * 100 <= people, "{all} of {people}");
}

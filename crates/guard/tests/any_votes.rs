//! Whatever the votes, the map, the groups and the cliques of them are sound.

#[path = "common/any_votes.rs"]
mod any_votes;

use any_votes::check;
use proptest::prelude::*;
use std::path::Path;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_votes_make_a_sound_map(data in prop::collection::vec(any::<u8>(), 0..600)) {
        check(&data);
    }

    /// Few people, each of whom gives one kind of answer, again and again.
    #[test]
    fn people_of_one_kind_of_answer_make_a_sound_map(
        width in any::<u8>(),
        people in prop::collection::vec((0u8..3, 0u8..64, 0u8..64), 0..12),
    ) {
        let mut data = vec![width];
        for (vote, from, to) in people {
            data.extend((from..to).map(|statement| vote << 6 | statement));
            data.push(0xFF);
        }
        check(&data);
    }
}

/// The seeds of the fuzz target: nobody, one statement, identical people, one vote each, nobody in common, all passes.
#[test]
fn the_seeds_make_sound_maps() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds/opinion_map");
    let seeds = std::fs::read_dir(folder).expect("the seeds");
    let seeds: Vec<Vec<u8>> =
        seeds.map(|seed| std::fs::read(seed.expect("a file").path()).expect("a file")).collect();
    assert!(seeds.len() >= 6);
    seeds.iter().for_each(|seed| check(seed));
}

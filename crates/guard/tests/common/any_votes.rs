//! Any bytes as votes, and what holds of the map, the groups and the cliques of any votes. The fuzz target `opinion_map`
//! and the property beside it are this one function.

use guard::{Settings, Traces, coalesce, find, within};
use opinion::groups::{GroupSettings, Groups};
use opinion::model::{FitSettings, Model, Position};
use tally::{Answer, VoteMatrix};
use terms::{Instant, Vote};

/// Whose answer to what was given when.
type Given = Vec<(usize, usize, Instant)>;

/// The first byte says how many statements there are, up to 64. Of each other byte the two high bits say what was answered
/// and the low ones to which; `11` ends a person, whose answers stand once more for each of the low bits' sixteens.
pub(crate) fn votes(data: &[u8]) -> Option<(VoteMatrix, Given)> {
    let (&width, bytes) = data.split_first()?;
    let statements = 1 + usize::from(width) % 64;
    let mut votes = VoteMatrix::new(statements);
    let (mut row, mut given) = (Vec::new(), Vec::new());
    for (at, &byte) in (0i64..).zip(bytes) {
        let low = usize::from(byte & 63);
        if byte >> 6 < 3 {
            let statement = low % statements;
            let answer = Answer::new(u32::try_from(statement).ok()?, Vote::ALL[usize::from(byte >> 6)]);
            row.push(answer);
            given.push((votes.people(), statement, Instant::from_millis(at * 700)));
        } else {
            for _ in 0..=low / 16 {
                votes.push(row.iter().copied()).ok()?;
            }
            row.clear();
        }
    }
    votes.push(row).ok()?;
    Some((votes, given))
}

/// What must hold of any votes.
///
/// # Panics
/// Where it does not.
pub(crate) fn check(data: &[u8]) {
    let Some((votes, given)) = votes(data) else { return };
    let model = Model::fit(&votes, &FitSettings { sweeps: 4, people: 200, seed: 3 });
    let strengths = model.strengths();
    assert!(strengths.iter().all(|strength| strength.is_finite() && *strength >= 0.0), "{strengths:?}");
    let positions = model.positions(&votes);
    positions.iter().for_each(sound);
    for row in votes.rows().take(8) {
        let expected = model.predict(row, 0..votes.statements());
        assert!(expected.iter().all(|p| (0.0..=1.0).contains(p)), "{expected:?}");
    }
    let settings = GroupSettings {
        draws: 9,
        level: 0.1,
        resamples: 2,
        least_stability: 0.1,
        least_placed: 4,
        least_people: 2,
        people: 60,
        ..GroupSettings::default()
    };
    let groups = Groups::find(&model, &votes, &positions, &settings);
    assert_eq!(groups.of.len(), votes.people());
    assert_eq!(groups.list.iter().map(|group| group.size).sum::<usize>(), groups.placed);
    assert_eq!(groups.list.len(), groups.k());
    let told = groups.list.iter().flat_map(|group| &group.statements);
    told.for_each(|one| assert!(one.difference.is_finite() && one.at_least <= one.difference, "{one:?}"));
    guarded(&votes, given);
}

/// A place that can be drawn, with an error ellipse that is one.
fn sound(position: &Position) {
    let place = position.place.iter().chain([&position.readiness]);
    assert!(place.clone().all(|value| value.is_finite()), "{position:?}");
    for (j, row) in position.cov.iter().enumerate() {
        assert!(row[j] > 0.0 && row[j] <= 1.0 + 1e-6, "{position:?}");
        for (k, value) in row.iter().enumerate() {
            assert!(value * value <= row[j] * position.cov[k][k] * (1.0 + 1e-9), "{position:?}");
        }
    }
}

fn guarded(votes: &VoteMatrix, given: Given) {
    let cliques = find(votes, &Traces::timed(votes, given), &Settings::default());
    let mut people: Vec<u32> = cliques.iter().flat_map(|clique| &clique.people).copied().collect();
    let all = people.len();
    people.sort_unstable();
    people.dedup();
    assert_eq!(people.len(), all, "nobody is in two");
    let within = within(&cliques, |person| Some(person as usize % 2));
    assert!(within.iter().all(|part| part.people.len() > 1));
    let one = coalesce(votes, &within);
    assert_eq!((one.people(), one.statements()), (votes.people(), votes.statements()));
    assert!(one.votes() <= votes.votes());
}

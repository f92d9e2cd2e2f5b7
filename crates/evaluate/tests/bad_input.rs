//! Conversations that say nothing: every protocol ends, and no figure of it is made of air.

use evaluate::{Conversation, Options, Protocol, evaluate};
use tally::{Answer, VoteMatrix};
use terms::Vote;

fn conversation(name: &str, rows: &[&[(u32, Vote)]], groups: Vec<Option<usize>>) -> Conversation {
    let mut votes = VoteMatrix::new(3);
    for row in rows {
        assert_eq!(votes.push(row.iter().map(|&(at, vote)| Answer::new(at, vote))), Ok(()));
    }
    Conversation { name: name.to_owned(), votes, groups, times: Vec::new() }
}

#[test]
fn nobody_one_person_all_passes_and_nobody_in_common_are_told_without_a_panic() {
    let conversations = [
        conversation("nobody", &[], Vec::new()),
        conversation("one person", &[&[(0, Vote::Agree)]], vec![Some(0)]),
        conversation("all passes", &[&[(0, Vote::Pass)], &[(0, Vote::Pass)]], vec![Some(0), Some(1)]),
        conversation(
            "nobody in common",
            &[&[(0, Vote::Agree)], &[(1, Vote::Disagree)]],
            vec![Some(0), Some(1)],
        ),
    ];
    let options = Options { repetitions: 2, splits: 2, seed: 1, progress: &|_, _, _| () };
    for protocol in [Protocol::Heldout, Protocol::Calibration, Protocol::Routing] {
        for some in [&conversations[..], &[]] {
            for table in evaluate(protocol, some, &options).tables() {
                let whole = |row: &Vec<String>| row.len() == table.heads.len();
                assert!(table.rows.iter().all(whole), "{}: {:?}", table.title, table.rows);
            }
        }
    }
    // Where nothing was hidden there is no loss, and not one of nothing.
    let hidden = evaluate(Protocol::Heldout, &conversations[..1], &options).tables().remove(0);
    assert!(hidden.rows.iter().all(|row| row[2] == "-"), "{:?}", hidden.rows);
}

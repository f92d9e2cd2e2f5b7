//! The laws of pair sums, each test named after the law it holds.

use proptest::prelude::*;
use tally::{Answer, DecodeError, Kernel, PairError, PairSum, PairSums, VoteMatrix};
use terms::Vote;

const STATEMENTS: usize = 9;

type Row = Vec<(u32, Vote)>;

fn row() -> impl Strategy<Value = Row> {
    prop::collection::vec((0u32..STATEMENTS as u32, prop::sample::select(Vote::ALL.to_vec())), 0..12)
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec(row(), 0..40)
}

fn matrix<'a>(rows: impl IntoIterator<Item = &'a Row>) -> VoteMatrix {
    let mut matrix = VoteMatrix::new(STATEMENTS);
    for row in rows {
        matrix.push(row.iter().map(|&(at, vote)| Answer::new(at, vote))).expect("few statements");
    }
    matrix
}

fn count<'a>(rows: impl IntoIterator<Item = &'a Row>) -> PairSums {
    PairSums::count(&matrix(rows))
}

/// As the definition says, one person and one pair after the other.
fn naive(matrix: &VoteMatrix, first: usize, second: usize) -> PairSum {
    let mut sum = PairSum::default();
    for row in matrix.rows() {
        let of =
            |at| row.iter().find(|answer| answer.statement() == at).map(|answer| i64::from(answer.sign()));
        if let (Some(x), Some(y)) = (of(first), of(second)) {
            sum.both += 1;
            sum.product += x * y;
            sum.first += x;
            sum.second += y;
        }
    }
    sum
}

/// Many people, so that there are several strips of bits and several blocks: a pattern, not chance.
fn crowd(people: usize, statements: usize, every: usize) -> VoteMatrix {
    let mut matrix = VoteMatrix::new(statements);
    for person in 0..people {
        let asked = (0..statements).filter(|at| (person * 7 + at * 13 + person / 64).is_multiple_of(every));
        let answers = asked.map(|at| Answer::new(at as u32, Vote::ALL[(person * 5 + at * at) % 3]));
        matrix.push(answers).expect("few statements");
    }
    matrix
}

proptest! {
    #[test]
    fn both_kernels_give_the_sums_of_the_definition(rows in rows()) {
        let matrix = matrix(&rows);
        for kernel in [Some(Kernel::Sparse), Some(Kernel::Bits), None] {
            let sums = PairSums::count_by(&matrix, kernel);
            for first in 0..STATEMENTS {
                for second in 0..STATEMENTS {
                    prop_assert_eq!(sums.pair(first, second), naive(&matrix, first, second));
                }
            }
            prop_assert_eq!(sums.people() as usize, rows.iter().filter(|row| !row.is_empty()).count());
        }
    }

    #[test]
    fn merge_is_commutative_and_associative(a in rows(), b in rows(), c in rows()) {
        let (a, b, c) = (count(&a), count(&b), count(&c));
        let plus = |one: &PairSums, other: &PairSums| {
            let mut sum = one.clone();
            sum.merge(other).unwrap();
            sum
        };
        prop_assert_eq!(plus(&a, &b), plus(&b, &a));
        prop_assert_eq!(plus(&plus(&a, &b), &c), plus(&a, &plus(&b, &c)));
        prop_assert_eq!(plus(&a, &PairSums::new(STATEMENTS)), a);
    }

    #[test]
    fn subtract_undoes_merge_to_the_byte(kept in rows(), gone in rows()) {
        let mut sums = count(kept.iter().chain(&gone));
        sums.subtract(&count(&gone)).unwrap();
        prop_assert_eq!(sums.encode(), count(&kept).encode());
    }

    #[test]
    fn any_sharding_gives_the_same_bytes(rows in rows(), shards in prop::collection::vec(0usize..4, 40)) {
        let mut merged = PairSums::new(STATEMENTS);
        for shard in (0..4).rev() {
            let part = rows.iter().zip(&shards).filter(|(_, of)| **of == shard).map(|(row, _)| row);
            merged.merge(&count(part)).unwrap();
        }
        prop_assert_eq!(merged.encode(), count(&rows).encode());
        prop_assert_eq!(merged.digest(), count(&rows).digest());
    }

    #[test]
    fn votes_one_by_one_and_changed_give_what_the_last_answers_give(rows in rows()) {
        let mut sums = PairSums::new(STATEMENTS);
        for row in &rows {
            let mut own: Vec<Answer> = Vec::new();
            for &(at, vote) in row {
                let before = own.iter().position(|answer| answer.statement() == at as usize).map(|at| own.remove(at));
                let after = Answer::new(at, vote);
                sums.change(&own, before, Some(after)).unwrap();
                own.push(after);
            }
        }
        prop_assert_eq!(&sums, &count(&rows));
        // And all of them away again, to the byte.
        for row in matrix(&rows).rows() {
            for (at, &answer) in row.iter().enumerate() {
                sums.change(&row[at + 1..], Some(answer), None).unwrap();
            }
        }
        prop_assert_eq!(sums.encode(), PairSums::new(STATEMENTS).encode());
    }

    #[test]
    fn decode_reverses_encode_and_takes_nothing_else(rows in rows(), at in any::<prop::sample::Index>()) {
        let sums = count(&rows);
        let bytes = sums.encode();
        prop_assert_eq!(PairSums::decode(&bytes, 1 << 20).unwrap(), sums.clone());
        let mut changed = bytes.clone();
        changed[at.index(bytes.len())] ^= 1;
        if let Ok(read) = PairSums::decode(&changed, 1 << 20) {
            prop_assert_eq!(read.encode(), changed);
            prop_assert_ne!(read.digest(), sums.digest());
        }
        let cut = &bytes[..at.index(bytes.len())];
        if let Ok(read) = PairSums::decode(cut, 1 << 20) {
            prop_assert_eq!(read.encode(), cut.to_vec());
        }
    }
}

#[test]
fn the_kernels_agree_over_several_blocks_and_strips() {
    for (people, statements, every) in [(5000, 40, 1), (70_000, 17, 3), (3, 200, 2)] {
        let matrix = crowd(people, statements, every);
        let sparse = PairSums::count_by(&matrix, Some(Kernel::Sparse));
        assert_eq!(sparse, PairSums::count_by(&matrix, Some(Kernel::Bits)), "{people} {statements}");
        assert_eq!(sparse, PairSums::count(&matrix));
        assert_eq!(sparse.pair(1, 5), naive(&matrix, 1, 5));
    }
}

#[test]
fn a_full_matrix_is_counted_in_bits_and_an_empty_one_by_rows() {
    let full = crowd(640, 100, 1);
    assert_eq!(Kernel::for_block(&full, &(0..640)), Kernel::Bits);
    let thin = crowd(640, 100, 50);
    assert_eq!(Kernel::for_block(&thin, &(0..640)), Kernel::Sparse);
}

#[test]
fn how_much_memory_is_taken_is_known_before() {
    assert_eq!(PairSums::bytes(0), 0);
    assert_eq!(PairSums::bytes(1000), 1000 * 1001 / 2 * 32);
    assert!(PairSums::decode(&PairSums::new(1000).encode(), 1 << 20).is_err());
}

#[test]
fn what_was_not_counted_cannot_be_taken_away() {
    let one = count(&[vec![(0, Vote::Agree), (1, Vote::Pass)]]);
    let mut sums = count(&[vec![(0, Vote::Disagree), (1, Vote::Pass)]]);
    let before = sums.clone();
    assert_eq!(sums.subtract(&one), Err(PairError::NotCounted));
    let (agree, pass) = (Answer::new(0, Vote::Agree), Answer::new(1, Vote::Pass));
    assert_eq!(sums.change(&[pass], Some(agree), None), Err(PairError::NotCounted));
    assert_eq!(
        sums.change(&[agree], None, Some(agree)),
        Err(PairError::Statements { ours: STATEMENTS, theirs: 0 })
    );
    let foreign = Answer::new(STATEMENTS as u32, Vote::Agree);
    assert!(sums.change(&[], None, Some(foreign)).is_err());
    assert_eq!(sums.merge(&PairSums::new(2)), Err(PairError::Statements { ours: STATEMENTS, theirs: 2 }));
    assert_eq!(sums, before);
}

#[test]
fn other_bytes_are_no_pair_sums() {
    assert_eq!(PairSums::decode(b"hello", 1 << 20).err(), Some(DecodeError::Format));
}

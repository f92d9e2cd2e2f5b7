//! Cells named by key: read with their places, taken out of votes.

mod common;

use ballots::{Cell, Keep, ParticipantVotes, ReadOptions, cells, read};
use common::Folder;
use proptest::prelude::*;

fn read_cells(text: &str) -> Result<Vec<Cell>, String> {
    let folder = Folder::of(&[("cells.csv", text)]);
    cells(&folder.path("cells.csv")).map_err(|error| error.to_string())
}

fn cell(participant: &str, statement: &str, line: u64) -> Cell {
    Cell { participant: participant.to_owned(), statement: statement.to_owned(), line }
}

#[test]
fn spaces_around_keys_and_other_columns_do_not_count() {
    let wanted = vec![cell("p 1", "s1", 2), cell("p2", "s,\"2", 4)];
    for text in [
        "participant,statement\np 1,s1\n\np2,\"s,\"\"2\"\n",
        "participant, statement\np 1, s1\n\np2 ,\"s,\"\"2\"\n",
        "note, statement , participant\nx, s1, p 1 \n\n,\"s,\"\"2\", p2\n",
        "\u{feff}participant,statement\r\np 1,\"s1\"\r\n\r\np2,\"s,\"\"2\"\r\n",
    ] {
        assert_eq!(read_cells(text), Ok(wanted.clone()), "{text}");
    }
    assert_eq!(read_cells("participant, statement\n\"1\", \"2\"\n"), Ok(vec![cell("1", "2", 2)]));
    assert_eq!(read_cells("participant, statement\n"), Ok(Vec::new()));
}

#[test]
fn the_cells_of_a_folder_are_in_its_table_of_that_name() {
    let folder = Folder::of(&[("cells.csv", "participant,statement\n1,2\n"), ("votes.csv", "x\n")]);
    assert_eq!(cells(&folder.path("")), Ok(vec![cell("1", "2", 2)]));
    assert_eq!(cells(&folder.path("none.csv")).map_err(|error| error.problem.is_empty()), Err(false));
    let error = cells(&Folder::of(&[("a.csv", "x\n"), ("b.csv", "x\n")]).path("")).unwrap_err().to_string();
    assert!(error.contains("no table of cells") && error.contains("expected cells.csv"), "{error}");
}

#[test]
fn a_malformed_row_is_refused_with_its_place() {
    for (text, says) in [
        (
            "participant, statement\n1, 2\n , 3\n",
            "cells.csv, line 3, column `participant`: empty; expected the key of a participant",
        ),
        (
            "participant,statement\n1,2\n3,\n",
            "cells.csv, line 3, column `statement`: empty; expected the key of a statement",
        ),
        ("participant, statement\n1\n", "cells.csv, line 2: the row has 1 field; expected 2 fields"),
        ("participant, statement\n1, 2, 3\n", "cells.csv, line 2: the row has 3 fields; expected 2 fields"),
        (
            "person, statement\n1, 2\n",
            "cells.csv, line 1: there is no column `participant`; expected a column `participant`",
        ),
        ("participant, statment\n1, 2\n", "Is ` statment` meant?"),
        ("participant,statement\n1,\"2\n", "never closed"),
        ("", "cells.csv: the file is empty; expected a header line and rows"),
    ] {
        let error = read_cells(text).unwrap_err();
        assert!(error.contains(says), "{error}");
    }
}

fn votes(rows: &[(u8, u8, i8)]) -> ParticipantVotes {
    let mut text = "participant,statement,vote\n".to_owned();
    rows.iter().for_each(|(participant, statement, vote)| {
        text.push_str(&format!("p{participant},s{statement},{vote}\n"))
    });
    let folder = Folder::of(&[("votes.csv", text.as_str())]);
    let options = ReadOptions { keep: Keep::Votes, ..ReadOptions::default() };
    read(&folder.path(""), &options).expect("sound votes").votes.expect("kept votes")
}

proptest! {
    #[test]
    fn without_cells_is_every_other_vote_and_every_cell_is_told(
        rows in prop::collection::btree_map((0_u8..12, 0_u8..12), -1_i8..=1, 1..60),
        out in prop::collection::vec((0_u8..14, 0_u8..14), 0..60),
    ) {
        let rows: Vec<(u8, u8, i8)> = rows.into_iter().map(|((p, s), vote)| (p, s, vote)).collect();
        let votes = votes(&rows);
        let named: Vec<Cell> = out.iter().map(|(p, s)| cell(&format!("p{p}"), &format!("s{s}"), 1)).collect();
        let rest = votes.without_cells(&named);
        let is_out = |row: usize, column: usize| {
            let key = &votes.statements[column].facts.key;
            named.iter().any(|cell| cell.participant == votes.key(row) && cell.statement == key.as_str())
        };
        let mut removed = 0;
        prop_assert_eq!(rest.matrix.people(), votes.matrix.people());
        prop_assert_eq!(rest.matrix.statements(), votes.matrix.statements());
        for (row, (before, after)) in votes.matrix.rows().zip(rest.matrix.rows()).enumerate() {
            let left: Vec<_> = before.iter().filter(|answer| !is_out(row, answer.statement())).copied().collect();
            prop_assert_eq!(&left[..], after);
            removed += before.len() - left.len();
        }
        prop_assert_eq!(rest.removed, removed);
        let voted = |p: u8| rows.iter().any(|row| row.0 == p);
        let asked = |s: u8| rows.iter().any(|row| row.1 == s);
        prop_assert_eq!(rest.unknown_participants, out.iter().filter(|cell| !voted(cell.0)).count());
        prop_assert_eq!(rest.unknown_statements, out.iter().filter(|cell| voted(cell.0) && !asked(cell.1)).count());
        let empty = |cell: &&(u8, u8)| voted(cell.0) && asked(cell.1) && !rows.iter().any(|row| (row.0, row.1) == **cell);
        prop_assert_eq!(rest.without_vote, out.iter().filter(empty).count());
    }
}

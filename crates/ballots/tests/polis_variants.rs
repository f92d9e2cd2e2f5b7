//! The variants in which Polis exports its votes, and what tells their sign.

mod common;

use ballots::{BallotError, Ballots, Exclusion, ReadOptions, read};
use common::Folder;

const EVENTS: &str = "timestamp,datetime,comment-id,voter-id,vote\n";
const MATRIX: &str = "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1\n";

fn read_all(files: &[(&str, &str)], options: &ReadOptions<'_>) -> Result<Ballots, BallotError> {
    read(&Folder::of(files).path(""), options)
}

fn counts(ballots: &Ballots) -> [u64; 5] {
    let input = &ballots.input;
    [input.agree, input.pass, input.disagree, input.events, input.revotes]
}

/// Participant 0 agrees to 0 and, after a re-vote, disagrees to 1; participant 1 passes on 0; participant 2 agrees to 0.
fn export(sign: i8, scale: i64) -> (String, String) {
    let (agree, disagree) = (sign, -sign);
    let time = |second: i64| second * scale;
    let rows = [
        format!("{},x,0,0,{agree}", time(1_500_000_000)),
        format!("{},x,1,0,{disagree}", time(1_500_000_009)),
        format!("{},x,1,0,{agree}", time(1_500_000_001)),
        format!("{},x,0,1,0", time(1_500_000_002)),
        format!("{},x,0,2,{agree}", time(1_500_000_003)),
    ];
    let events = format!("{EVENTS}{}\n", rows.join("\n"));
    let matrix = format!("{MATRIX}0,0,0,2,1,1,{agree},{disagree}\n1,,0,1,0,0,0,\n2,1,0,1,1,0,{agree},\n");
    (events, matrix)
}

#[test]
fn the_count_of_agreements_proves_either_sign() {
    for sign in [1, -1] {
        for scale in [1000, 1] {
            let (events, matrix) = export(sign, scale);
            for files in [
                vec![("votes.csv", events.as_str()), ("participants-votes.csv", &matrix)],
                vec![("votes.csv", events.as_str()), ("participant-votes.csv", &matrix)],
            ] {
                let ballots = read_all(&files, &ReadOptions::default()).unwrap();
                assert_eq!(counts(&ballots), [2, 1, 1, 5, 1], "{sign} {scale}");
            }
            let alone = read_all(&[("participants-votes.csv", &matrix)], &ReadOptions::default()).unwrap();
            assert_eq!(counts(&alone), [2, 1, 1, 4, 0]);
            assert_eq!(
                alone.input.digest,
                read_all(
                    &[("votes.csv", &events), ("participants-votes.csv", &matrix)],
                    &ReadOptions::default()
                )
                .unwrap()
                .input
                .digest
            );
        }
    }
}

#[test]
fn events_may_be_written_the_other_way_round_than_the_matrix() {
    let (events, _) = export(-1, 1000);
    let (_, matrix) = export(1, 1000);
    let files = [("votes.csv", events.as_str()), ("participants-votes.csv", &matrix)];
    let ballots = read_all(&files, &ReadOptions::default()).unwrap();
    assert_eq!(counts(&ballots), [2, 1, 1, 5, 1]);
    assert!(ballots.notes.iter().any(|note| note.text.contains("other way round")));
}

#[test]
fn events_alone_need_a_declaration_or_the_user() {
    for sign in [1_i8, -1] {
        let (events, _) = export(sign, 1);
        let files = [("votes.csv", events.as_str())];
        assert!(read_all(&files, &ReadOptions::default()).is_err());
        let told = ReadOptions { agree_sign: Some(sign), ..ReadOptions::default() };
        assert_eq!(counts(&read_all(&files, &told).unwrap()), [2, 1, 1, 5, 1]);
        let summary = format!("topic,A\nvote-convention,agree={sign:+};disagree={:+};pass=0\n", -sign);
        let files = [("votes.csv", events.as_str()), ("summary.csv", &summary)];
        assert_eq!(counts(&read_all(&files, &ReadOptions::default()).unwrap()), [2, 1, 1, 5, 1]);
        let format = format!("{{\"vote\": {{\"agree\": {sign}}}}}");
        let files = [("votes.csv", events.as_str()), ("format.json", &format)];
        assert_eq!(counts(&read_all(&files, &ReadOptions::default()).unwrap()), [2, 1, 1, 5, 1]);
    }
}

#[test]
fn counts_in_comments_are_no_proof_of_the_sign() {
    let (events, _) = export(-1, 1);
    let comments = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n\
                    1500000000,x,0,0,0,1,1,text\n1500000000,x,1,0,1,1,1,text\n";
    assert!(
        read_all(&[("votes.csv", &events), ("comments.csv", comments)], &ReadOptions::default()).is_err()
    );
}

#[test]
fn the_table_that_polis_imports_has_a_defined_sign() {
    let rows = "vote_id,user_id,vote_value,timestamp,comment_id\n0,a,1,1500000000,x\n1,b,-1,1500000000,x\n";
    let ballots = read_all(&[("votes.csv", rows)], &ReadOptions::default()).unwrap();
    assert_eq!(counts(&ballots), [1, 0, 1, 2, 0]);
    let declared = format!("# vote-convention: agree=+1;disagree=-1;pass=0\n{rows}");
    let ballots = read_all(&[("votes.csv", &declared)], &ReadOptions::default()).unwrap();
    assert_eq!(counts(&ballots), [1, 0, 1, 2, 0]);
    let inverted = format!("# vote-convention: agree=-1;disagree=+1;pass=0\n{rows}");
    let folder = Folder::of(&[("votes.csv", &inverted)]);
    let ballots = read(&folder.path("votes.csv"), &ReadOptions::default()).unwrap();
    assert_eq!((ballots.input.agree, ballots.input.disagree), (1, 1));
}

#[test]
fn an_earlier_answer_in_the_matrix_is_stale_not_wrong() {
    let (events, matrix) = export(1, 1);
    let matrix = matrix.replace("0,0,0,2,1,1,1,-1", "0,0,0,2,2,0,1,1");
    let files = [("votes.csv", events.as_str()), ("participant-votes.csv", &matrix)];
    let ballots = read_all(&files, &ReadOptions::default()).unwrap();
    assert_eq!(counts(&ballots), [2, 1, 1, 5, 1]);
    assert!(ballots.notes.iter().any(|note| note.kind == "stale"));
}

#[test]
fn a_tie_goes_to_the_more_cautious_answer_and_is_told() {
    let rows = "participant,statement,vote,time\np,s,1,1500000000\np,s,0,1500000000\np,s,-1,1400000000\n";
    let ballots = read_all(&[("votes.csv", rows)], &ReadOptions::default()).unwrap();
    assert_eq!(counts(&ballots), [0, 1, 0, 3, 2]);
    assert!(ballots.notes.iter().any(|note| note.kind == "ties"));
}

#[test]
fn moderated_out_meta_and_unmoderated_are_named_with_their_reason() {
    let (_, matrix) = export(1, 1000);
    let comments = "timestamp,comment-id,author-id,agrees,disagrees,moderated,is-meta,is-seed,comment-body\n\
                    1500000000000,0,0,1,0,-1,false,true,\"a, b\"\n1500000000000,1,0,1,0,0,true,true,c\n";
    let files = [("participants-votes.csv", matrix.as_str()), ("comments.csv", comments)];
    let ballots = read_all(&files, &ReadOptions::default()).unwrap();
    let excluded: Vec<(&str, Exclusion)> =
        ballots.excluded.iter().map(|(key, why)| (key.as_str(), *why)).collect();
    assert_eq!(excluded, [("0", Exclusion::ModeratedOut), ("1", Exclusion::Meta)]);
    assert_eq!(ballots.statements[0].text, "a, b");
    let unmoderated = comments.replace("true,true,c", "false,true,c");
    let files = [("participants-votes.csv", matrix.as_str()), ("comments.csv", &unmoderated)];
    assert_eq!(read_all(&files, &ReadOptions::default()).unwrap().excluded.len(), 1);
    let strict = ReadOptions { strict: true, ..ReadOptions::default() };
    assert_eq!(read_all(&files, &strict).unwrap().excluded[1].1, Exclusion::Unmoderated);
}

#[test]
fn any_column_about_participants_makes_blocks() {
    let matrix =
        "participant,xid,group-id,n-comments,n-votes,n-agree,n-disagree,0\n0,u,1,0,1,1,0,1\n1,v,,0,1,1,0,1\n";
    for (blocks, parties) in [("group-id", vec!["1"]), ("xid", vec!["u", "v"])] {
        let options = ReadOptions { blocks: Some(blocks.to_owned()), ..ReadOptions::default() };
        let ballots = read_all(&[("participants-votes.csv", matrix)], &options).unwrap();
        let keys: Vec<&str> = ballots.parties.iter().map(|party| party.key.as_str()).collect();
        assert_eq!(keys, parties);
        assert_eq!((ballots.input.participants, ballots.single_block), (2, false));
    }
    let options = ReadOptions { blocks: Some("age".to_owned()), ..ReadOptions::default() };
    let error = read_all(&[("participants-votes.csv", matrix)], &options).unwrap_err().to_string();
    assert!(error.contains("no column `age`") && error.contains("`group-id`"), "{error}");
}

#[test]
fn the_api_proves_its_sign_by_its_counts() {
    for (sign, votes) in [
        (
            1,
            r#"[{"pid":0,"tid":0,"vote":1,"modified":"1714782753431"},{"pid":1,"tid":0,"vote":1,"modified":1714782753431.0},{"pid":1,"tid":1,"vote":-1}]"#,
        ),
        (
            -1,
            r#"[{"participant_id":0,"statement_id":0,"vote":-1},{"participant_id":1,"statement_id":0,"vote":-1},{"participant_id":1,"statement_id":1,"vote":1}]"#,
        ),
    ] {
        let comments = r#"[{"tid":0,"txt":"a","mod":1,"agree_count":2,"disagree_count":0},{"tid":1,"txt":"b","mod":-1,"agree_count":0,"disagree_count":1}]"#;
        let ballots =
            read_all(&[("votes.json", votes), ("comments.json", comments)], &ReadOptions::default()).unwrap();
        assert_eq!(counts(&ballots), [2, 0, 1, 3, 0], "{sign}");
        assert_eq!(ballots.excluded.len(), 1);
    }
}

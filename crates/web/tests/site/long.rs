//! A long text, and a clause that was amended many times: in leaves, each light enough for a slow line.

use crate::draft::brings;
use crate::negotiation::light;
use crate::server::{FORUM, NOW, Server};
use crate::text::{TEXT, delegate, done, fields, found, pen, seen};
use axum::http::StatusCode;
use std::collections::BTreeSet;

/// As many clauses as a long outcome text of a summit has.
const CLAUSES: usize = 300;

/// Paragraphs whose words differ, as those of a real text do: one that repeats itself would be sent in no bytes at all.
fn paragraphs() -> String {
    let words = [
        "exchange", "students", "rivers", "health", "courses", "towns", "letters", "harvests", "music",
        "roads",
    ];
    let paragraph = |number: usize| {
        let word =
            |place: usize| words[(number * 7 + place * place * 3 + number / (place + 1)) % words.len()];
        let words: Vec<_> = (0..24).map(word).collect();
        format!("{number}. supports {} of the year {}", words.join(" "), 2000 + number * 13 % 999)
    };
    (1..=CLAUSES).map(paragraph).collect::<Vec<_>>().join("\n\n")
}

/// Issue "The text and its adoption", pages: every act of a delegate works in at most 60 kB without a script.
#[tokio::test]
async fn a_text_of_300_clauses_is_sent_in_leaves_of_which_each_is_light() {
    let server = Server::start().await;
    let (mut pen, mut head) = (pen(&server).await, delegate(&server, "KZ", "head").await);
    found(&server).await;
    let form = [("kind", "plan"), ("title-en", "A long plan"), ("audience", "delegations")];
    pen.post(&server, &format!("{FORUM}/en/desk/text"), &form).await;
    let taken = brings(&mut pen, &server, "en", ("text", paragraphs().as_bytes())).await;
    assert!(taken.text.contains("The text is taken in"), "{}", taken.text);
    done(&mut pen, &server, "circulate", &[]).await;
    let clause = seen(&server, "c150");
    done(&mut head, &server, "stand", &fields(&clause, &[("position", "accept")])).await;
    light(&server, &head, &["/text", "/text?from=281", "/text/clause/c150", "/delegation"]).await;

    let mut shown = BTreeSet::new();
    let mut count = 0;
    for from in (1..=CLAUSES).step_by(40) {
        let page = head.get(&server, &format!("{TEXT}?from={from}")).await;
        let ids = page.text.split("<article class=\"clause\" id=\"").skip(1);
        let ids: Vec<_> = ids.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect();
        assert!(!ids.is_empty() && ids.len() <= 40, "{from}: {}", ids.len());
        count += ids.len();
        shown.extend(ids);
        assert_eq!(
            page.text.matches("aria-current=\"true\">").count(),
            4,
            "both languages, leaf above and below"
        );
    }
    assert_eq!((shown.len(), count), (CLAUSES, CLAUSES), "every clause on one leaf");
    let clause = head.get(&server, &format!("{TEXT}/clause/c150")).await;
    assert!(clause.text.contains("/text?at=c150#c150"), "{}", clause.text);
    let around = head.get(&server, &format!("{TEXT}?at=c150")).await;
    assert!(around.text.contains("id=\"c150\"") && !around.text.contains("id=\"c1\""));
    let whole = head.get(&server, &format!("{TEXT}?from=all")).await;
    assert_eq!(whole.text.matches("<article class=\"clause\"").count(), CLAUSES);
    for odd in ["0", "301", "-1", "x", "99999999999999999999"] {
        let page = head.get(&server, &format!("{TEXT}?from={odd}")).await;
        assert_eq!(page.status, StatusCode::OK, "{odd}");
        assert!(page.text.contains("id=\"c1\""), "{odd} is where the text begins");
    }

    done(&mut pen, &server, "freeze", &[]).await;
    done(&mut pen, &server, "open", &[("page", "round"), ("until", "2021-06-03T16:00")]).await;
    light(&server, &head, &["/text", "/text/round", "/text/clause/c300"]).await;
}

#[tokio::test]
async fn of_very_many_amendments_the_open_ones_come_first_and_the_others_in_leaves() {
    let server = Server::start().await;
    let (mut pen, mut head) = (pen(&server).await, delegate(&server, "KZ", "head").await);
    crate::text::begun(&server, &mut pen).await;
    done(&mut pen, &server, "circulate", &[]).await;
    let clause = seen(&server, "c1");
    let english = [("verb", "supports"), ("words-en", "supports exchange of students")];
    done(&mut pen, &server, "revise", &fields(&clause, &english)).await;
    let clause = seen(&server, "c1");
    for number in 1..=45 {
        // Nobody types so many in a minute.
        server.at(NOW + number * 10_000);
        let words = format!("supports exchange of students in the year {}", 2000 + number);
        done(&mut head, &server, "replace", &fields(&clause, &[("verb", "supports"), ("words-en", &words)]))
            .await;
    }
    for number in 1..=30 {
        server.at(NOW + 450_000 + number * 10_000);
        let amendment = format!("a{number}");
        done(&mut pen, &server, "decline", &[("amendment", &amendment), ("why", "One is enough.")]).await;
    }
    let ids = async |query: &str| {
        let page = head.clone().get(&server, &format!("{TEXT}/clause/c1{query}")).await;
        let ids = page.text.split("<article class=\"amendment\" id=\"").skip(1);
        ids.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect::<Vec<_>>()
    };
    let first = ids("").await;
    assert_eq!((first.len(), first[0].as_str(), first[14].as_str()), (20, "a31", "a45"), "{first:?}");
    assert_eq!(ids("?from=41").await.len(), 5);
    assert_eq!(ids("?from=all").await.len(), 45);
    light(&server, &head, &["/text/clause/c1", "/text"]).await;
}

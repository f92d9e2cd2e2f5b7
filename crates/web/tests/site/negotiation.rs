//! A text while it is negotiated, as each of those who read it sees it: what weakens it, what is near, where amendments
//! clash, in whose name it speaks, in every language.

use crate::server::{Browser, FORUM, Server, answer};
use crate::text::{TEXT, begun, delegate, does, done, fields, pen, seen};
use axum::http::StatusCode;
use terms::{PartyKey, StatementKey, Vote};

#[tokio::test]
async fn a_clause_says_when_new_votes_no_longer_bear_it() {
    let server = Server::start().await;
    let mut pen = pen(&server).await;
    begun(&server, &mut pen).await;
    let before = pen.get(&server, TEXT).await;
    assert!(!before.text.contains("new votes no longer bear it"), "{}", before.text);
    let statement: StatementKey = server.live.view().state.statements[0].body.statement.clone();
    // Against three of eight: a broad consensus would still bear one that stands outside.
    for party in ["IN", "PK", "RU"] {
        answer(&server.live, party, 200, std::slice::from_ref(&statement), Vote::Disagree).await;
    }
    server.live.refresh().await.expect("counted");
    let after = pen.get(&server, TEXT).await;
    assert_eq!(after.text.matches("new votes no longer bear it").count(), 1, "the other clause is as it was");
    let clause = pen.get(&server, &format!("{TEXT}/clause/c1")).await;
    assert!(clause.text.contains("class=\"sign divided\">now: "), "{}", clause.text);
}

#[tokio::test]
async fn where_two_changes_meet_the_page_shows_both_sides_and_the_text_stays() {
    let server = Server::start().await;
    let mut pen = pen(&server).await;
    let (mut one, mut two) = (delegate(&server, "KZ", "head").await, delegate(&server, "KG", "head").await);
    begun(&server, &mut pen).await;
    let clause = seen(&server, "c1");
    let first = [("verb", "supports"), ("words-en", "supports wide and open exchange of students")];
    done(&mut pen, &server, "revise", &fields(&clause, &first)).await;
    done(&mut pen, &server, "circulate", &[]).await;
    let clause = seen(&server, "c1");
    let [wide, deep] = ["far", "deep"].map(|word| format!("supports {word} and open exchange of students"));
    done(&mut one, &server, "replace", &fields(&clause, &[("verb", "supports"), ("words-en", &wide)])).await;
    done(&mut two, &server, "replace", &fields(&clause, &[("verb", "supports"), ("words-en", &deep)])).await;
    let page = one.get(&server, TEXT).await;
    assert!(page.text.contains("<del>wide</del>") && page.text.contains("<ins>far</ins>"), "{}", page.text);
    done(&mut pen, &server, "take", &[("amendment", "a1")]).await;
    let page = two.get(&server, &format!("{TEXT}/clause/c1")).await;
    let clash = page.text.split("class=\"clash\"").nth(1).expect("a clash is shown");
    let clash = clash.split("</section>").next().expect("its end");
    assert!(clash.contains("deep") && clash.contains("far") && clash.contains("wide"), "{clash}");
    let refused = does(&mut pen, &server, "take", &[("amendment", "a2")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
    let page = two.get(&server, TEXT).await;
    assert!(page.text.contains("supports far and open exchange of students"), "{}", page.text);
}

#[tokio::test]
async fn a_clause_speaks_in_the_name_of_those_it_names_and_a_new_wording_keeps_them() {
    let server = Server::start().await;
    let mut pen = pen(&server).await;
    begun(&server, &mut pen).await;
    let clause = seen(&server, "c2");
    let nobody =
        [("verb", "undertakes"), ("words-en", "undertakes to host a course"), ("asserted", "KZ, Atlantis")];
    let refused = does(&mut pen, &server, "revise", &fields(&clause, &nobody)).await;
    assert!(refused.text.contains("“Atlantis” is no party here"), "{}", refused.text);
    assert!(refused.text.contains("value=\"KZ, Atlantis\""), "what was typed is kept");
    let two = [
        ("verb", "undertakes"),
        ("words-en", "undertakes to host a course"),
        ("asserted", "KZ; Kyrgyzstan"),
        ("actors", "kg"),
    ];
    done(&mut pen, &server, "revise", &fields(&clause, &two)).await;
    let page = pen.get(&server, &format!("{TEXT}/clause/c2")).await;
    assert!(page.text.contains("In the name of: Kazakhstan, Kyrgyzstan"), "{}", page.text);
    assert!(page.text.contains("Who is to act: Kyrgyzstan"), "{}", page.text);

    done(&mut pen, &server, "circulate", &[]).await;
    let mut head = delegate(&server, "KG", "head").await;
    let clause = seen(&server, "c2");
    let words = [
        ("verb", "undertakes"),
        ("words-en", "undertakes to host two courses"),
        ("asserted", "UZ"),
        ("actors", "UZ"),
    ];
    done(&mut head, &server, "replace", &fields(&clause, &words)).await;
    done(&mut pen, &server, "take", &[("amendment", "a1")]).await;
    let view = server.live.view();
    let text = view.state.text.as_ref().expect("a text");
    let clause = text.draft.latest().clause(&text::ClauseId::new("c2")).expect("there").clone();
    let named = |parties: &[&str]| parties.iter().map(|party| PartyKey::new(party)).collect();
    assert_eq!(
        clause.asserted_by,
        text::AssertedBy::Parties(named(&["KG", "KZ"])),
        "an amendment changes words"
    );
    assert_eq!(clause.actors, named(&["KG"]));
}

#[tokio::test]
async fn what_is_near_is_listed_with_what_still_keeps_it_and_only_for_those_who_negotiate() {
    let server = Server::start().await;
    let mut pen = pen(&server).await;
    begun(&server, &mut pen).await;
    done(&mut pen, &server, "circulate", &[]).await;
    let mut heads = [delegate(&server, "KZ", "head").await, delegate(&server, "KG", "head").await];
    assert!(!pen.get(&server, TEXT).await.text.contains("id=\"near\""), "nobody has said anything");
    let [c1, c2] = [seen(&server, "c1"), seen(&server, "c2")];
    for head in &mut heads {
        done(head, &server, "stand", &fields(&c1, &[("position", "accept")])).await;
    }
    done(&mut heads[0], &server, "stand", &fields(&c2, &[("position", "object"), ("reason", "Too wide")]))
        .await;
    let page = pen.get(&server, TEXT).await;
    let near = page
        .text
        .split("id=\"near\"")
        .nth(1)
        .and_then(|rest| rest.split("</section>").next())
        .expect("a list");
    let (nobody, few) = (near.find("nobody objects; 2 of 8"), near.find("objecting: Kazakhstan"));
    assert!(nobody.is_some() && nobody < few, "the nearest first: {near}");
    done(&mut pen, &server, "agree", &fields(&c1, &[])).await;
    let page = heads[1].get(&server, TEXT).await;
    assert!(
        !page.text.contains("nobody objects; 2 of 8"),
        "what is agreed is not near any more: {}",
        page.text
    );
}

#[tokio::test]
async fn every_page_about_a_text_speaks_every_language_with_its_mark_and_shows_no_id() {
    let server = Server::start().await;
    let (mut pen, mut head) = (pen(&server).await, delegate(&server, "KZ", "head").await);
    begun(&server, &mut pen).await;
    let broken = [("verb", "supports"), ("words-en", "supports [three] courses"), ("words-fa", "دوره‌ها")];
    done(&mut pen, &server, "add", &[[("part", "operative")].as_slice(), &broken[..2]].concat()).await;
    done(&mut pen, &server, "circulate", &[]).await;
    for (tag, dir) in [("en", "ltr"), ("zh-Hans", "ltr"), ("ru", "ltr"), ("fa", "rtl")] {
        for page in [
            "/text",
            "/text?with=ru",
            "/text/clause/c1",
            "/text/clause/c3",
            "/text/round",
            "/delegation",
            "/desk/text",
            "/approvals",
        ] {
            let of_desk = ["/desk/text", "/approvals"].contains(&page);
            let browser = if of_desk { &mut pen } else { &mut head };
            holds(browser, &server, (tag, dir), page).await;
            if page.starts_with("/text") {
                holds(&mut pen, &server, (tag, dir), page).await;
            }
        }
    }
    let both = head.get(&server, &format!("{FORUM}/fa/text?with=ru")).await;
    assert!(both.text.contains("lang=\"ru\" dir=\"ltr\"") && both.text.contains("two"), "{}", both.text);
}

async fn holds(browser: &mut Browser, server: &Server, (tag, dir): (&str, &str), page: &str) {
    let shown = browser.get(server, &format!("{FORUM}/{tag}{page}")).await;
    assert_eq!(shown.status, StatusCode::OK, "{tag}{page}");
    assert!(shown.text.contains(&format!("<html lang=\"{tag}\" dir=\"{dir}\">")), "{tag}{page}");
    assert!(shown.text.contains("class=\"simulation\""), "{tag}{page}");
    let leaks = |word: &str| {
        shown.text.split(['<', '>']).any(|text| text.trim().starts_with(word) && !text.contains(' '))
    };
    for word in
        ["text-", "clause-", "round-", "need-", "discord-", "near-", "begin-", "stand-", "did-", "verb-"]
    {
        assert!(!leaks(word), "{tag}{page} shows an id that begins with {word}");
    }
}

#[tokio::test]
async fn what_a_delegate_opens_first_is_at_most_60_kilobytes_as_it_is_sent() {
    let server = Server::start().await;
    let (mut pen, head) = (pen(&server).await, delegate(&server, "KZ", "head").await);
    begun(&server, &mut pen).await;
    done(&mut pen, &server, "circulate", &[]).await;
    let negotiated = ["/delegation", "/text", "/text/clause/c1"];
    light(&server, &head, &negotiated).await;
    done(&mut pen, &server, "freeze", &[]).await;
    done(&mut pen, &server, "open", &[("page", "round"), ("until", "2021-06-03T16:00")]).await;
    light(&server, &head, &["/delegation", "/text", "/text/round"]).await;
}

pub(crate) async fn light(server: &Server, browser: &Browser, pages: &[&str]) {
    for lang in ["en", "zh-Hans", "ru", "fa"] {
        for page in pages {
            let shown = browser.compressed(server, &format!("{FORUM}/{lang}{page}")).await;
            assert_eq!(shown.status, StatusCode::OK, "{lang}{page}");
            assert_eq!(shown.headers["content-encoding"], "gzip", "{lang}{page}");
            let plain = browser.clone().get(server, &format!("{FORUM}/{lang}{page}")).await;
            let mut bytes = shown.bytes.len();
            for address in plain.text.split('"').filter(|text| text.starts_with("/assets/")) {
                bytes += browser.compressed(server, address).await.bytes.len();
            }
            assert!(bytes <= 60_000, "{lang}{page}: {bytes}");
        }
    }
}

#[tokio::test]
async fn who_sponsors_a_text_stands_in_its_list_until_it_leaves() {
    let server = Server::start().await;
    let (mut pen, mut head) = (pen(&server).await, delegate(&server, "KZ", "head").await);
    begun(&server, &mut pen).await;
    done(&mut pen, &server, "circulate", &[]).await;
    let listed = async |browser: &mut Browser| {
        let page = browser.get(&server, TEXT).await;
        let list = page.text.split("id=\"sponsors\"").nth(1).and_then(|rest| rest.split("</section>").next());
        list.is_some_and(|list| list.contains("<bdi>Kazakhstan</bdi>"))
    };
    assert!(!listed(&mut pen).await);
    done(&mut head, &server, "sponsor", &[]).await;
    assert!(listed(&mut pen).await);
    let twice = does(&mut head, &server, "sponsor", &[]).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", twice.text);
    done(&mut head, &server, "leave", &[]).await;
    assert!(!listed(&mut pen).await);
    let acts = server.live.view().record.acts().iter().filter(|act| act.kind == "sponsorship_set").count();
    assert_eq!(acts, 2, "both steps stay in the record");
}

#[tokio::test]
async fn what_needs_a_delegate_stands_before_everything_else() {
    let server = Server::start().await;
    let (mut pen, mut head) = (pen(&server).await, delegate(&server, "KZ", "head").await);
    begun(&server, &mut pen).await;
    done(&mut pen, &server, "circulate", &[]).await;
    first(&mut head, &server, "/text/clause/c1").await;
    done(&mut pen, &server, "freeze", &[]).await;
    done(&mut pen, &server, "open", &[("page", "round"), ("until", "2021-06-03T16:00")]).await;
    first(&mut head, &server, "Confirm that you received the text").await;
    done(&mut head, &server, "receive", &[("page", "round")]).await;
    first(&mut head, &server, "Answer in the adoption, until").await;
}

/// The first section of the delegation's page and of the text asks for this.
async fn first(browser: &mut Browser, server: &Server, asked: &str) {
    for page in ["/delegation", "/text"] {
        let shown = browser.get(server, &format!("{FORUM}/en{page}")).await;
        let section = shown.text.split("<section").nth(1).and_then(|rest| rest.split("</section>").next());
        let section = section.expect("a section");
        assert!(section.contains("id=\"next\"") && section.contains(asked), "{page}, {asked}: {section}");
    }
}

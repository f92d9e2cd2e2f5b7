//! A draft in the hands of those who write it: brought in, cut and joined, moved, with alternatives, and how much of it is
//! still open.

use crate::server::{API, Browser, FORUM, Page, Server};
use crate::text::{TEXT, begun, delegate, does, done, fields, found, pen, seen};
use axum::http::StatusCode;
use forum::live::entering::{DeskRole, Grant};
use forum::live::secret;
use serde_json::json;

/// A form with fields and a file in it.
pub(crate) async fn brings(browser: &mut Browser, server: &Server, lang: &str, file: (&str, &[u8])) -> Page {
    brings_to(browser, server, &format!("{TEXT}/bring"), lang, file).await
}

pub(crate) async fn brings_to(
    browser: &mut Browser,
    server: &Server,
    to: &str,
    lang: &str,
    (name, file): (&str, &[u8]),
) -> Page {
    let mut body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"lang\"\r\n\r\n{lang}\r\n--x\r\nContent-Disposition: \
         form-data; name=\"{name}\"{}\r\n\r\n",
        if name == "file" { "; filename=\"draft.docx\"" } else { "" }
    )
    .into_bytes();
    body.extend(file);
    body.extend(b"\r\n--x--\r\n");
    browser.bytes(server, axum::http::Method::POST, to, "multipart/form-data; boundary=x", body).await
}

#[tokio::test]
async fn a_text_that_is_written_already_is_brought_in_and_its_other_languages_beside_it() {
    let server = Server::start().await;
    let mut pen = pen(&server).await;
    found(&server).await;
    let form = [("kind", "plan"), ("title-en", "A brought plan"), ("audience", "delegations")];
    assert_eq!(
        pen.post(&server, &format!("{FORUM}/en/desk/text"), &form).await.status,
        StatusCode::SEE_OTHER
    );
    let clauses = || {
        let view = server.live.view();
        view.state.text.as_ref().expect("a text").draft.latest().clauses().to_vec()
    };
    let wrong = brings(&mut pen, &server, "en", ("text", b"1. supports one\n\n3. supports three")).await;
    assert!(wrong.text.contains("on line 3, number 3 stands where 2 is due"), "{}", wrong.text);
    assert!(wrong.text.contains("supports three</textarea>"), "what was pasted is kept");
    let broken = brings(&mut pen, &server, "en", ("file", b"PK\x03\x04 and nothing else")).await;
    assert!(
        broken.status == StatusCode::UNPROCESSABLE_ENTITY
            && broken.text.contains("Nothing was taken in: this is no Word file")
    );
    let odd = brings(&mut pen, &server, "en", ("file", b"1. supports a\x07b")).await;
    assert!(odd.text.contains("the sign U+0007 on line 1 is no part of a text"), "{}", odd.text);
    assert_eq!(clauses().len(), 0, "nothing of it was taken");

    let words =
        "The participants,\n\n1. supports [wide] exchange\nof students.\n\n2. The parties shall meet.";
    let taken = brings(&mut pen, &server, "en", ("text", words.as_bytes())).await;
    assert!(taken.text.contains("The text is taken in"), "{}", taken.text);
    let parts: Vec<_> = clauses().iter().map(|clause| (clause.part.name(), clause.verb.is_some())).collect();
    assert_eq!(parts, [("chapeau", false), ("operative", true), ("operative", false)]);
    let short = brings(&mut pen, &server, "zh-Hans", ("text", "1. 支持交流。".as_bytes())).await;
    assert!(short.text.contains("has 3 clauses"), "{}", short.text);
    let other = "与会者，\n\n1. 鼓励学生[广泛]交流。\n\n2. 各方应举行会议。";
    let other = brings(&mut pen, &server, "zh-Hans", ("text", other.as_bytes())).await;
    assert!(other.text.contains("line 3 must open with “赞同”"), "{}", other.text);
    let chinese = "与会者，\n\n1. 赞同学生[广泛]交流。\n\n2. 各方应举行会议。";
    let beside = brings(&mut pen, &server, "zh-Hans", ("text", chinese.as_bytes())).await;
    assert!(beside.text.contains("The text is taken in"), "{}", beside.text);
    let both = clauses().iter().all(|clause| clause.text.iter().count() == 2);
    assert!(both, "each clause has both languages");
    let stranger = brings(&mut Browser::default(), &server, "en", ("text", b"x")).await;
    assert_eq!(stranger.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn alternatives_stand_beside_their_clause_until_one_is_chosen() {
    let server = Server::start().await;
    let mut pen = pen(&server).await;
    begun(&server, &mut pen).await;
    let clause = seen(&server, "c1");
    let other = [("words-en", "believes in something else entirely."), ("verb", "believes")];
    done(&mut pen, &server, "alternative", &fields(&clause, &other)).await;
    done(&mut pen, &server, "alternative", &fields(&clause, &[("words-en", "No verb at all.")])).await;
    let ids = || {
        let view = server.live.view();
        let text = view.state.text.as_ref().expect("a text");
        text.draft.latest().clauses().iter().map(|clause| clause.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(ids(), ["c1", "c1-bis", "c1-ter", "c2"]);
    let page = pen.get(&server, TEXT).await;
    assert!(page.text.contains(">1 bis.</a>") && page.text.contains(">2.</a>"), "{}", page.text);
    let open = does(&mut pen, &server, "freeze", &[]).await;
    assert_eq!(open.status, StatusCode::UNPROCESSABLE_ENTITY, "alternatives are open: {}", open.text);
    let none = does(&mut pen, &server, "choose", &fields(&seen(&server, "c2"), &[])).await;
    assert!(none.text.contains("nothing to choose between"), "{}", none.text);
    done(&mut pen, &server, "choose", &fields(&seen(&server, "c1-bis"), &[("why", "Shorter")])).await;
    assert_eq!(ids(), ["c1", "c2"]);
    let page = pen.get(&server, TEXT).await;
    assert!(page.text.contains("believes in something else entirely."), "{}", page.text);
}

#[tokio::test]
async fn a_clause_that_is_moved_keeps_its_words_and_the_positions_on_them() {
    let server = Server::start().await;
    let (mut pen, mut one) = (pen(&server).await, delegate(&server, "KZ", "head").await);
    begun(&server, &mut pen).await;
    done(&mut pen, &server, "circulate", &[]).await;
    let clause = seen(&server, "c1");
    done(&mut one, &server, "stand", &fields(&clause, &[("position", "accept")])).await;
    let still = does(&mut one, &server, "move", &fields(&clause, &[("after", "")])).await;
    assert!(still.text.contains("Nothing is changed by this"), "{}", still.text);
    done(&mut one, &server, "move", &fields(&clause, &[("after", "c2"), ("why", "It follows from it")]))
        .await;
    let page = pen.get(&server, &format!("{TEXT}/clause/c1")).await;
    assert!(page.text.contains("move the clause behind 2"), "{}", page.text);
    done(&mut pen, &server, "take", &[("amendment", "a1")]).await;
    let view = server.live.view();
    let text = view.state.text.as_ref().expect("a text");
    let order: Vec<String> = text.draft.latest().clauses().iter().map(|c| c.id.to_string()).collect();
    assert_eq!(order, ["c2", "c1"]);
    assert_eq!(text.positions_on(&text.draft.latest().clauses()[1]).count(), 1, "its words are the same");
}

#[tokio::test]
async fn what_was_decided_while_a_word_file_was_read_is_said_in_the_language_of_the_page() {
    let server = Server::start().await;
    let mut pen = pen(&server).await;
    let form = [("kind", "plan"), ("title-en", "A brought plan"), ("audience", "delegations")];
    let began = pen.post(&server, &format!("{FORUM}/en/desk/text"), &form).await;
    assert_eq!(began.status, StatusCode::SEE_OTHER, "{}", began.text);
    let refused =
        |lang: &str| (format!("{FORUM}/{lang}/text/bring"), b"PK\x03\x04 and nothing else".to_vec());
    for (lang, said) in
        [("zh-Hans", "这不是 Word 文件"), ("ru", "это не файл Word"), ("fa", "این پروندهٔ Word")]
    {
        let (to, file) = refused(lang);
        let page = brings_to(&mut pen, &server, &to, "en", ("file", &file)).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.text.contains(said), "{}", page.text);
    }
    let file = tracked();
    let page = brings_to(&mut pen, &server, &format!("{FORUM}/ru/text/bring"), "en", ("file", &file)).await;
    assert!(page.text.contains("Слова, вставленные в режиме правки (Ada), приняты"), "{}", page.text);
    assert!(page.text.contains("Слова, удалённые в режиме правки, опущены."), "{}", page.text);
    assert!(page.text.contains("wide exchange") && !page.text.contains("narrow"), "{}", page.text);
    assert!(!page.text.contains("role=\"alert\""), "what was decided is no error");
}

/// A Word file in which somebody with a name put a word in, and somebody without took one out.
fn tracked() -> Vec<u8> {
    use std::io::Write as _;
    let relations = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
    let words = r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t xml:space="preserve">1. supports </w:t></w:r><w:ins w:author="Ada"><w:r><w:t xml:space="preserve">wide </w:t></w:r></w:ins><w:del><w:r><w:delText>narrow </w:delText></w:r></w:del><w:r><w:t>exchange.</w:t></w:r></w:p></w:body></w:document>"#;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, xml) in [("_rels/.rels", relations), ("word/document.xml", words)] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(xml.as_bytes()).expect("in memory");
    }
    zip.finish().expect("a file").into_inner()
}

#[tokio::test]
async fn how_much_of_a_text_is_open_is_a_picture_and_a_table_from_the_first_time_it_was_sent_round() {
    let server = Server::start().await;
    let mut pen = pen(&server).await;
    begun(&server, &mut pen).await;
    let own = |server: &Server| {
        let view = server.live.view();
        let clause = view.state.text.as_ref().expect("a text").draft.latest().clauses()[0].clone();
        (
            clause.text.get(&terms::Lang::new("en")).expect("English").to_owned(),
            clause.verb.expect("a verb").id,
        )
    };
    let (words, verb) = own(&server);
    done(&mut pen, &server, "circulate", &[]).await;
    let nothing = pen.get(&server, &format!("{TEXT}/brackets.svg")).await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND, "nothing is open");
    for brackets in ["[all] [such]", "[all]", ""] {
        let now = format!("{words} {brackets}");
        let change = [("verb", verb.as_str()), ("words-en", now.as_str())];
        done(&mut pen, &server, "revise", &fields(&seen(&server, "c1"), &change)).await;
    }
    let other = [("words-en", "No verb at all.")];
    done(&mut pen, &server, "alternative", &fields(&seen(&server, "c1"), &other)).await;
    done(&mut pen, &server, "circulate", &[]).await;

    let csv = pen.get(&server, &format!("{TEXT}/brackets.csv")).await;
    let rows: Vec<Vec<&str>> = csv.text.lines().map(|row| row.split(',').collect()).collect();
    assert_eq!(rows[0], ["symbol", "act", "sent", "brackets", "alternatives"]);
    let counts: Vec<_> = rows[1..].iter().map(|row| (row[3], row[4], !row[2].is_empty())).collect();
    let expected =
        [("0", "0", true), ("2", "0", false), ("1", "0", false), ("0", "0", false), ("0", "1", true)];
    assert_eq!(counts, expected);
    assert!(rows[5][0].ends_with("/L.1/Rev.1") && rows[1][0].ends_with("/L.1"), "{:?}", csv.text);
    let svg = pen.get(&server, &format!("{TEXT}/brackets.svg")).await;
    assert!(svg.text.starts_with("<svg") && svg.text.contains("Simulation, seed 7"), "{}", svg.text);
    assert!(!svg.text.contains("style="), "the policy forbids it");
    let page = pen.get(&server, TEXT).await;
    assert!(
        page.text.contains("What is still open") && page.text.contains("class=\"course\""),
        "{}",
        page.text
    );
    for file in ["brackets.svg", "brackets.csv"] {
        let stranger = Browser::default().get(&server, &format!("{TEXT}/{file}")).await;
        assert_eq!(stranger.status, StatusCode::FORBIDDEN, "drafts are for delegations");
    }
}

/// The words of a clause in every language with a mark before the last three letters, and its verb.
fn halves(server: &Server, id: &str, mark: &str) -> (Typed, String) {
    let view = server.live.view();
    let text = view.state.text.as_ref().expect("a text");
    let clause = text.draft.latest().clause(&text::ClauseId::new(id)).expect("the clause");
    let typed = |(lang, words): (&terms::Lang, &str)| {
        let (cut, _) = words.char_indices().rev().nth(2).expect("more than three letters");
        (format!("words-{lang}"), format!("{}\n{mark}\n{}", &words[..cut], &words[cut..]))
    };
    (clause.text.iter().map(typed).collect(), clause.verb.as_ref().expect("a verb").id.clone())
}

type Typed = Vec<(String, String)>;

fn as_typed(fields: &Typed) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

fn ids(server: &Server) -> Vec<String> {
    let view = server.live.view();
    let text = view.state.text.as_ref().expect("a text");
    text.draft.latest().clauses().iter().map(|clause| clause.id.to_string()).collect()
}

#[tokio::test]
async fn a_clause_is_cut_in_two_and_made_one_again_by_amendments_of_delegations() {
    let server = Server::start().await;
    let (mut pen, mut one) = (pen(&server).await, delegate(&server, "KZ", "head").await);
    begun(&server, &mut pen).await;
    done(&mut pen, &server, "circulate", &[]).await;
    let page = one.get(&server, &format!("{TEXT}/clause/c1")).await;
    assert!(page.text.contains("do/split") && page.text.contains("do/join"), "{}", page.text);
    let (words, verb) = halves(&server, "c1", "");
    let clause = seen(&server, "c1");
    done(&mut one, &server, "stand", &fields(&clause, &[("position", "accept")])).await;
    let mut cut = as_typed(&words);
    cut.push(("verb", &verb));
    let (uncut, _) = halves(&server, "c1", "no mark");
    let refused = does(&mut one, &server, "split", &fields(&clause, &as_typed(&uncut))).await;
    assert!(refused.text.contains("are not cut in exactly one place"), "{}", refused.text);
    let stranger = does(&mut Browser::default(), &server, "split", &fields(&clause, &cut)).await;
    assert_eq!(stranger.status, StatusCode::FORBIDDEN);
    done(&mut one, &server, "split", &fields(&clause, &cut)).await;
    let grant = Grant::Desk { person: secret::id(), role: DeskRole::Organiser };
    let mut program = server.program(&grant).await;
    let view = program.get(&server, &format!("{API}/text")).await.value();
    let tabled = &view["amendments"][0];
    assert_eq!((&tabled["kind"], &tabled["second"]), (&json!("split"), &json!("c3")));
    for at in [TEXT.to_owned(), format!("{TEXT}/clause/c1")] {
        let page = one.get(&server, &at).await;
        assert!(page.text.contains("cut the clause in two") && page.text.contains("¶"), "{}", page.text);
    }
    done(&mut pen, &server, "take", &[("amendment", "a1")]).await;
    assert_eq!(ids(&server), ["c1", "c3", "c2"], "the first half keeps the id");
    let view = server.live.view();
    let text = view.state.text.as_ref().expect("a text");
    let grounds: Vec<_> = text.clauses.iter().map(|known| known.body.grounds.len()).collect();
    assert_eq!(grounds, [1, 1, 1], "both halves rest on what the whole rested on");
    let first = &text.draft.latest().clauses()[0];
    let positions = (text.positions_on(first).count(), text.positions_fallen(first).count());
    assert_eq!(positions, (0, 1), "the position was on other words");
    made_one(&server, (&mut pen, &mut one), (words, &verb)).await;
}

/// Both halves become one again, while something is open on the second.
async fn made_one(server: &Server, (pen, one): (&mut Browser, &mut Browser), (words, verb): (Typed, &str)) {
    let (first, second) = (seen(server, "c1"), seen(server, "c3"));
    let digest = second[2].1.as_str();
    let apart = [("second", "c2"), ("second-digest", digest), ("words-en", "x")];
    let refused = does(one, server, "join", &fields(&first, &apart)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
    done(one, server, "delete", &fields(&second, &[("why", "Too much")])).await;
    let mut both = as_typed(&words);
    both.extend([("second", "c3"), ("second-digest", digest), ("verb", verb)]);
    done(one, server, "join", &fields(&first, &both)).await;
    let page = one.get(server, &format!("{TEXT}/clause/c3")).await;
    assert!(page.text.contains("make one clause of two: 1 and 2"), "it is about both: {}", page.text);
    done(pen, server, "take", &[("amendment", "a3")]).await;
    assert_eq!(ids(server), ["c1", "c2"]);
    let page = pen.get(server, &format!("{TEXT}/clause/c1")).await;
    assert!(page.text.contains("The clause went into clause 1 in the meantime"), "{}", page.text);
    done(pen, server, "decline", &[("amendment", "a2"), ("why", "Joined")]).await;
}

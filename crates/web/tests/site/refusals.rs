//! What is refused is said in the reader's language, on a page of this server, with what was typed kept.

use crate::server::{API, Browser, FORUM, Page, Server};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use present::locale;
use terms::Lang;

const LANGUAGES: [(&str, &str); 4] = [("en", "ltr"), ("fa", "rtl"), ("ru", "ltr"), ("zh-Hans", "ltr")];
const FORM: &str = "application/x-www-form-urlencoded";

/// What a message says between its values.
fn pieces(lang: &str, id: &str) -> Vec<String> {
    let mut args = locale::Args::new();
    for name in ["form", "file", "line", "known", "source"] {
        args.set(name, "\u{1}".to_owned());
    }
    let said = locale::say(&Lang::new(lang), id, &args);
    let pieces = said
        .split(['\u{1}', '\u{2068}', '\u{2069}'])
        .map(str::trim)
        .filter(|piece| piece.chars().count() > 2);
    let pieces: Vec<String> = pieces.map(str::to_owned).collect();
    assert!(!pieces.is_empty(), "{lang} {id}: {said}");
    pieces
}

/// A page of this language that says this.
fn says(page: &Page, (lang, dir): (&str, &str), id: &str, what: &str) {
    assert!(page.status.is_client_error(), "{lang} {what}: {}", page.status);
    assert!(
        page.text.contains(&format!("<html lang=\"{lang}\" dir=\"{dir}\">")),
        "{lang} {what}: {}",
        page.text
    );
    for words in pieces(lang, id) {
        let words = words.replace('\'', "&#39;");
        assert!(page.text.contains(&words), "{lang} {what} says {words}: {}", page.text);
    }
}

#[tokio::test]
async fn what_no_endpoint_ever_had_is_answered_on_a_page_in_the_language_of_its_address() {
    let server = Server::start().await;
    let large = format!("text={}", "x".repeat(300 * 1024));
    for (lang, dir) in LANGUAGES {
        let to = |page: &str| format!("{FORUM}/{lang}/{page}");
        for (method, page, kind, body, status, id) in [
            (
                Method::POST,
                "take-part",
                FORM,
                large.as_str(),
                StatusCode::PAYLOAD_TOO_LARGE,
                "problem-too-large",
            ),
            (
                Method::POST,
                "topic/health",
                FORM,
                large.as_str(),
                StatusCode::PAYLOAD_TOO_LARGE,
                "problem-too-large",
            ),
            (
                Method::POST,
                "take-part",
                "text/csv",
                "a,b",
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "problem-form",
            ),
            (Method::POST, "enter", FORM, "nothing=1", StatusCode::UNPROCESSABLE_ENTITY, "problem-form"),
            (Method::POST, "desk/parties", FORM, "topic=x", StatusCode::UNPROCESSABLE_ENTITY, "problem-form"),
            (Method::GET, "board?part=maybe", "", "", StatusCode::BAD_REQUEST, "problem-form"),
            (Method::DELETE, "board", "", "", StatusCode::METHOD_NOT_ALLOWED, "problem-method"),
        ] {
            let answer = Browser::default().ask(&server, method.clone(), &to(page), Some(kind), body).await;
            assert_eq!(answer.status, status, "{lang} {method} {page}: {}", answer.text);
            says(&answer, (lang, dir), id, page);
            let policy = answer.headers["content-security-policy"].to_str().expect("plain");
            assert!(policy.contains("default-src 'none'"), "{page} has the policy of every page");
        }
        let elsewhere = Request::post(to("take-part")).header("host", "localhost:2021");
        let elsewhere = elsewhere.header("sec-fetch-site", "cross-site").header(header::CONTENT_TYPE, FORM);
        let page = server.send(elsewhere.body(Body::from("vote=1")).expect("a request")).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        says(&page, (lang, dir), "problem-elsewhere", "cross-site");
    }
    let allowed =
        Browser::default().ask(&server, Method::DELETE, &format!("{FORUM}/en/board"), None, "").await;
    assert_eq!(allowed.headers[header::ALLOW], "GET,HEAD", "which it takes is still said");
}

#[tokio::test]
async fn programs_are_told_the_same_as_json_in_the_language_they_ask_for() {
    let server = Server::start().await;
    let large = format!(r#"{{"votes":"{}"}}"#, "x".repeat(300 * 1024));
    let cases = [
        (Method::POST, format!("{FORUM}/votes"), large.clone(), "problem-too-large"),
        (Method::POST, format!("{FORUM}/votes"), "{".to_owned(), "problem-form"),
        (Method::POST, format!("{API}/votes"), large, "problem-too-large"),
        (Method::DELETE, format!("{API}/votes"), String::new(), "problem-method"),
        (Method::GET, format!("{API}/next?count=many"), String::new(), "problem-form"),
        (Method::GET, "/api/v1/nothing".to_owned(), String::new(), "problem-not-found"),
    ];
    for (method, path, body, error) in cases {
        for lang in ["fa", "ru"] {
            let request =
                Request::builder().method(method.clone()).uri(&path).header("host", "localhost:2021");
            let request = request.header(header::CONTENT_TYPE, "application/json");
            let request = request.header(header::ACCEPT_LANGUAGE, lang);
            let request = request.header(header::CONTENT_LENGTH, body.len());
            let page = server.send(request.body(Body::from(body.clone())).expect("a request")).await;
            assert!(page.status.is_client_error(), "{path}");
            assert_eq!(page.value()["error"], error, "{path}: {}", page.text);
            let message = page.value()["message"].as_str().map(str::to_owned).expect("words");
            assert!(pieces(lang, error).iter().all(|words| message.contains(words)), "{path}: {message}");
        }
    }
}

#[tokio::test]
async fn a_wrong_form_a_wrong_code_and_a_bad_list_say_why_in_the_readers_language_and_keep_what_was_typed() {
    let server = Server::start().await;
    let mut desk = crate::text::pen(&server).await;
    let mut head = crate::text::delegate(&server, "KZ", "head").await;
    let typed = "Q\u{fc}ite <b>odd</b>";
    let kept = "Q\u{fc}ite &#60;b&#62;odd&#60;/b&#62;";
    let list = format!("ALM\tAlmaty\t{typed}");
    for (lang, dir) in LANGUAGES {
        let to = |page: &str| format!("{FORUM}/{lang}/{page}");
        let mut anybody = Browser::default();
        let page = anybody.post(&server, &to("enter"), &[("code", typed)]).await;
        says(&page, (lang, dir), "refused-ticket-unknown", "a code");
        assert!(page.text.contains(&format!("value=\"{kept}\"")), "{}", page.text);

        let form = [("text", "<b"), ("lang", "en")];
        let page = anybody.post(&server, &to("topic/health"), &form).await;
        says(&page, (lang, dir), "refused-short", "a statement");
        assert!(page.text.contains(">&#60;b</textarea>"), "{}", page.text);

        let form = [("stance", "against"), ("text", typed), ("sources", "javascript:x")];
        let page = anybody.post(&server, &to("statement/cp1/reply"), &form).await;
        says(&page, (lang, dir), "refused-source", "a reply");
        assert!(page.text.contains(kept) && page.text.contains("javascript:x"), "{}", page.text);

        let page = desk.post(&server, &to("desk/parties"), &[("text", &list)]).await;
        says(&page, (lang, dir), "refused-line-standing", "a list");
        assert!(page.text.contains(&format!("ALM\tAlmaty\t{kept}</textarea>")), "{}", page.text);

        let page = desk.post(&server, &to("desk/invite"), &[("answer_by", typed)]).await;
        says(&page, (lang, dir), "refused-day", "a day");
        assert!(page.text.contains(&format!("value=\"{kept}\"")), "{}", page.text);

        let form = [("zone", typed), ("rest", "friday")];
        let page = head.post(&server, &to("delegation/capital"), &form).await;
        says(&page, (lang, dir), "refused-capital-zone", "a zone");
        assert!(page.text.contains(&format!("value=\"{kept}\"")), "{}", page.text);
    }
}

#[tokio::test]
async fn a_page_that_answers_a_form_stands_for_the_page_of_the_form() {
    let server = Server::start().await;
    let mut pen = crate::text::pen(&server).await;
    crate::text::begun(&server, &mut pen).await;
    let refused = crate::text::does(&mut pen, &server, "circulate", &[("until", "1999-01-01T00:00")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
    assert!(refused.text.contains("data-live=\"\""), "it keeps what was typed and is not looked at anew");
    for (tag, name) in [("ru", "Русский"), ("fa", "فارسی")] {
        let link = format!("href=\"{FORUM}/{tag}/text\">{name}");
        assert!(refused.text.contains(&link), "{link}: {}", refused.text);
    }
    let read = pen.get(&server, &format!("{FORUM}/en/text?with=ru")).await;
    assert!(read.text.contains(&format!("{FORUM}/fa/text?with=ru")) && read.text.contains("/live\""));
}

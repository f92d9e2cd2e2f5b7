//! The translator's part.

use crate::fake::{Asked, Server};
use outside::translation::Translate as _;
use outside::translator::Translator;
use serde_json::{Value, json};
use std::sync::Arc;

async fn answering(status: u16, said: Value) -> Server {
    Server::start(|_| Arc::new(move |_: &Asked| Some((status, said.to_string())))).await
}

async fn translated(status: u16, said: Value) -> Result<String, String> {
    let server = answering(status, said).await;
    let translator = Translator::at(&format!("{}/translate", server.url), Some("quite-secret"));
    let translator = translator.expect("a translator");
    translator.translate("Links between cities", "en", "fa").await.map_err(|trouble| trouble.to_string())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_is_sent_with_its_languages_and_comes_back_translated() {
    let server = answering(200, json!({ "translatedText": " پیوند شهرها " })).await;
    let translator = Translator::at(&format!("{}/translate", server.url), Some("key")).expect("a translator");
    let answer = translator.translate("Links between cities", "en", "fa").await;
    assert_eq!(answer.as_deref(), Ok("پیوند شهرها"));
    let asked = server.asked("/translate");
    let asked: Value = serde_json::from_str(&asked[0].body).expect("JSON");
    let expected = json!({ "q": "Links between cities", "source": "en", "target": "fa", "format": "text",
        "api_key": "key" });
    assert_eq!(asked, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_translation_is_refused_and_no_key_is_repeated() {
    let cases = [
        (403, json!({ "error": "Invalid API key\u{1b}[31m" }), "Invalid API key"),
        (500, json!("broken"), "refused (500)"),
        (200, json!({ "translatedText": "" }), "without a text"),
        (200, json!({ "other": 1 }), "without a text"),
        (200, json!({ "translatedText": "x".repeat(2000) }), "no translation of this text"),
        (200, json!({ "translatedText": "a\u{0}b" }), "no translation of this text"),
    ];
    for (status, said, expected) in cases {
        let refused = translated(status, said).await.expect_err(expected);
        assert!(refused.contains(expected) && !refused.contains("quite-secret"), "{refused}");
        assert!(!refused.contains('\u{1b}'), "{refused}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_text_is_not_sent_and_a_translator_is_spoken_to_openly_on_this_machine_alone() {
    let server = answering(200, json!({ "translatedText": "x" })).await;
    let translator = Translator::at(&server.url, None).expect("a translator");
    assert!(translator.translate(&"ж".repeat(2001), "ru", "en").await.is_err());
    assert!(server.asked("/").is_empty());
    assert!(Translator::at("http://translate.example.org", None).is_err());
    let shown = format!("{:?}", Translator::at("https://t.example/translate", Some("quite-secret")));
    assert!(shown.contains("t.example") && !shown.contains("quite-secret"), "{shown}");
}

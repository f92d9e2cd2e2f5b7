//! The provider's part.

use crate::fake::{Answers, Asked, Server, Signer, signed_part};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use outside::provider::Provider;
use outside::sign_in::{Account, Begun, SignIn as _};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

const NOW: i64 = 1_800_000_000;
const BACK: &str = "https://forum.example/sign-in/back";

/// How the token of this test differs from a good one.
type Forge = fn(&Signer, Value) -> String;

fn good(signer: &Signer, claims: Value) -> String {
    signer.token(&claims)
}

/// A provider that believes the code `right` once, and the nonce it must put into its token.
struct Fake {
    server: Server,
    nonce: Arc<Mutex<String>>,
}

async fn fake(forge: Forge) -> Fake {
    let nonce: Arc<Mutex<String>> = Arc::default();
    let told = nonce.clone();
    let server = Server::start(|url| answers(url.to_owned(), told, forge)).await;
    Fake { server, nonce }
}

fn answers(url: String, nonce: Arc<Mutex<String>>, forge: Forge) -> Answers {
    let (signer, used) = (Signer::new(), Mutex::new(false));
    Arc::new(move |asked: &Asked| match asked.path.as_str() {
        "/.well-known/openid-configuration" => {
            let said = json!({ "issuer": url, "authorization_endpoint": format!("{url}/authorize"),
                "token_endpoint": format!("{url}/token"), "jwks_uri": format!("{url}/keys"),
                "userinfo_endpoint": format!("{url}/me"),
                "response_types_supported": ["code"], "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["ES256"] });
            Some((200, said.to_string()))
        }
        "/me" => Some((200, json!({ "sub": "person-7", "name": "Dr. Told Apart" }).to_string())),
        "/keys" => Some((200, signer.published().to_string())),
        "/token" => {
            let mut used = used.lock().expect("no test panicked in it");
            if *used || !asked.body.contains("code=right") {
                return Some((400, json!({ "error": "invalid_grant" }).to_string()));
            }
            *used = true;
            let nonce = nonce.lock().expect("no test panicked in it").clone();
            let claims = json!({ "iss": url, "sub": "person-7", "aud": "plenary", "nonce": nonce,
                "iat": NOW, "exp": NOW + 300, "name": "Dr. Rahimi" });
            let token = forge(&signer, claims);
            let said = json!({ "access_token": "a", "token_type": "Bearer", "id_token": token });
            Some((200, said.to_string()))
        }
        _ => Some((404, "{}".to_owned())),
    })
}

fn parameters(begun: &Begun) -> BTreeMap<String, String> {
    let (_, query) = begun.url.split_once('?').expect("a query");
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// Begins a sign-in and tells the provider the nonce; what the browser keeps, and the state it comes back with.
async fn begun(fake: &Fake, provider: &Provider) -> (String, String) {
    let begun = provider.begin().await.expect("it begins");
    let parameters = parameters(&begun);
    *fake.nonce.lock().expect("no test panicked in it") = parameters["nonce"].clone();
    (begun.kept, parameters["state"].clone())
}

fn provider(fake: &Fake) -> Provider {
    Provider::new(&fake.server.url, "plenary", "quite-secret", BACK).expect("a provider")
}

async fn outcome(forge: Forge) -> Result<Account, String> {
    let fake = fake(forge).await;
    let provider = provider(&fake);
    let (kept, state) = begun(&fake, &provider).await;
    provider.finish(&kept, &state, "right", NOW).await.map_err(|trouble| trouble.to_string())
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_the_provider_vouches_for_comes_in() {
    let fake = fake(good).await;
    let provider = provider(&fake);
    let first = provider.begin().await.expect("it begins");
    let sent = parameters(&first);
    assert_eq!(sent["code_challenge_method"], "S256");
    assert_eq!(sent["redirect_uri"], "https%3A%2F%2Fforum.example%2Fsign-in%2Fback");
    assert!(first.kept.chars().all(|c| c.is_ascii_alphanumeric() || "-_.~".contains(c)), "{}", first.kept);
    let (kept, state) = begun(&fake, &provider).await;
    let account = provider.finish(&kept, &state, "right", NOW).await.expect("it ends");
    let name = Some("Dr. Rahimi".to_owned());
    assert_eq!(account, Account { issuer: fake.server.url.clone(), subject: "person-7".to_owned(), name });
    let asked = fake.server.asked("/token");
    assert!(asked[0].body.contains("code_verifier="), "{}", asked[0].body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_taken_once_and_only_for_the_browser_that_began() {
    let fake = fake(good).await;
    let provider = provider(&fake);
    let (kept, state) = begun(&fake, &provider).await;
    let (_, other) = begun(&fake, &provider).await;
    for (kept, state) in [(&kept, &other), (&"".to_owned(), &state), (&"..".to_owned(), &"".to_owned())] {
        assert!(provider.finish(kept, state, "right", NOW).await.is_err(), "{kept} {state}");
    }
    assert!(fake.server.asked("/token").is_empty(), "nobody else's code is even tried");
    let (kept, state) = begun(&fake, &provider).await;
    assert!(provider.finish(&kept, &state, "wrong", NOW).await.is_err());
    assert!(provider.finish(&kept, &state, "right", NOW).await.is_ok());
    let again = provider.finish(&kept, &state, "right", NOW).await.expect_err("a second time").to_string();
    assert!(again.contains("did not take the code") && !again.contains("quite-secret"), "{again}");
}

fn with(mut claims: Value, name: &str, value: Value) -> Value {
    claims[name] = value;
    claims
}

fn without_name(mut claims: Value) -> Value {
    claims.as_object_mut().expect("claims").remove("name");
    claims
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_does_not_hold_is_not_believed() {
    let forged: [(&str, Forge); 8] = [
        ("another nonce", |signer, claims| signer.token(&with(claims, "nonce", "n".into()))),
        ("for somebody else", |signer, claims| signer.token(&with(claims, "aud", "other".into()))),
        ("of another issuer", |signer, claims| {
            signer.token(&with(claims, "iss", "https://evil.example".into()))
        }),
        ("over", |signer, claims| signer.token(&with(claims, "exp", (NOW - 61).into()))),
        ("by another key", |_, claims| Signer::new().token(&claims)),
        ("unsigned", |_, claims| format!("{}.", signed_part("none", &claims))),
        ("signed with the public key as a secret", |signer, claims| {
            let signed = signed_part("HS256", &claims);
            let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, signer.public());
            let tag = ring::hmac::sign(&key, signed.as_bytes());
            format!("{signed}.{}", URL_SAFE_NO_PAD.encode(tag))
        }),
        ("signed with the shared secret", |_, claims| {
            let signed = signed_part("HS256", &claims);
            let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, b"quite-secret");
            format!("{signed}.{}", URL_SAFE_NO_PAD.encode(ring::hmac::sign(&key, signed.as_bytes())))
        }),
    ];
    for (what, forge) in forged {
        let refused = outcome(forge).await.expect_err(what);
        assert!(refused.contains("is not believed"), "{what}: {refused}");
        assert!(!refused.contains("quite-secret"), "{what}: {refused}");
    }
    let late: Forge = |signer, claims| signer.token(&with(claims, "exp", (NOW - 59).into()));
    assert!(outcome(late).await.is_ok(), "clocks differ by a minute");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_not_in_the_token_is_asked_for_and_never_that_of_somebody_else() {
    let unnamed: Forge = |signer, claims| signer.token(&without_name(claims));
    let account = outcome(unnamed).await.expect("it ends");
    assert_eq!(account.name.as_deref(), Some("Dr. Told Apart"));
    let another: Forge = |signer, claims| signer.token(&with(without_name(claims), "sub", "person-8".into()));
    let account = outcome(another).await.expect("it ends without a name");
    assert_eq!((account.subject.as_str(), account.name), ("person-8", None));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_is_not_there_or_not_one_is_said_in_a_sentence() {
    let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let nowhere = format!("http://{}", closed.local_addr().expect("its address"));
    drop(closed);
    let huge = Server::start(|_| Arc::new(|_| Some((200, "x".repeat(2 * 1024 * 1024))))).await;
    let other = Server::start(|_| Arc::new(|_| Some((200, "{}".to_owned())))).await;
    for url in [&nowhere, &huge.url, &other.url] {
        let provider = Provider::new(url, "plenary", "quite-secret", BACK).expect("a provider");
        let trouble = provider.begin().await.expect_err("nobody vouches").to_string();
        assert!(trouble.contains("provider of accounts 127.0.0.1"), "{trouble}");
    }
}

#[test]
fn a_provider_is_spoken_to_openly_on_this_machine_alone() {
    for bad in ["http://id.example.org", "ftp://id.example.org", "id.example.org", ""] {
        assert!(Provider::new(bad, "plenary", "s", BACK).is_err(), "{bad}");
    }
    let provider = Provider::new("https://id.example.org/realm", "plenary", "quite-secret", BACK);
    let shown = format!("{:?}", provider.expect("a provider"));
    assert!(shown.contains("id.example.org") && !shown.contains("quite-secret"), "{shown}");
}

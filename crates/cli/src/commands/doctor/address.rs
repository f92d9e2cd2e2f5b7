//! The address under which others reach the server: what arrives through the proxy before it.

use super::Seen;
use crate::server::now;
use crate::terminal::{Failure, told};
use forum::live::Forums;
use outside::http::{Client, safe_address};
use std::collections::BTreeSet;
use std::net::Ipv4Addr;
use std::sync::Arc;
use store_sqlite::SqliteStore;
use tokio::net::TcpListener;
use web::{App, Journal, Limits, MailWay, Settings};

const POLICY: &str = "content-security-policy";
const HSTS: &str = "strict-transport-security";

/// Asks the address, and says what came.
pub(super) async fn look(seen: &mut Seen, url: &str) -> Result<(), Failure> {
    let parsed = match safe_address(url, "the server") {
        Ok(parsed) => parsed,
        Err(trouble) => {
            seen.wrong("address", &trouble.to_string());
            return Ok(());
        }
    };
    let secured = parsed.scheme() == "https";
    let client = Client::new();
    let answer = match client.get(&format!("{url}/health")).await {
        Ok(answer) => answer,
        Err(trouble) => {
            let says = trouble.to_string();
            if secured && says.contains("certificate") {
                seen.ok("address", &format!("{url} can be reached"));
                seen.wrong(
                    "certificate",
                    &format!(
                        "{says}; give the proxy one of this name that leads to an authority the system trusts"
                    ),
                );
            } else {
                seen.wrong(
                    "address",
                    &format!("{says}; see that its name leads to the proxy, and that it runs"),
                );
            }
            return Ok(());
        }
    };
    seen.ok("address", &format!("{url} can be reached"));
    let held = |name: &str| {
        let values = answer.headers().get_all(name).iter();
        values.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()).collect::<Vec<_>>()
    };
    if secured {
        seen.ok("certificate", "it is believed");
        strict(seen, &held(HSTS));
    } else {
        seen.ok("certificate", "none is needed on this machine");
    }
    health(seen, answer.status().as_u16(), answer.body());
    policy(seen, &held(POLICY), &own().await?);
    Ok(())
}

/// Whether browsers are told to come over secured connections only.
fn strict(seen: &mut Seen, arrived: &[String]) {
    let age = |value: &String| {
        let mut parts = value.split(';').filter_map(|part| part.split_once('='));
        let (_, age) = parts.find(|(name, _)| name.trim().eq_ignore_ascii_case("max-age"))?;
        age.trim().trim_matches('"').parse::<u64>().ok()
    };
    match arrived.first().map(age) {
        Some(Some(age)) if age > 0 => seen.ok("secured", &format!("browsers remember it for {age} seconds")),
        Some(_) => seen.wrong("secured", "Strict-Transport-Security has no max-age above 0; give it one"),
        None => seen.wrong(
            "secured",
            "Strict-Transport-Security is missing; let the proxy add it, as max-age=31536000",
        ),
    }
}

fn health(seen: &mut Seen, status: u16, body: &[u8]) {
    match (status, body) {
        (200, b"alive\n") => seen.ok("health", "it answers"),
        (200, _) => {
            seen.wrong("health", "something else answers at /health; let the proxy lead to this server");
        }
        (300..=399, _) => {
            seen.wrong("health", &format!("it leads elsewhere (status {status}); name that address"));
        }
        _ => seen.wrong("health", &format!("the answer has status {status}; see that the server runs")),
    }
}

/// What arrives must be what a server sends: a proxy that adds its own weakens or breaks the pages.
fn policy(seen: &mut Seen, arrived: &[String], own: &[String]) {
    if arrived == own {
        seen.ok("policy", "Content-Security-Policy arrives as it is sent");
    } else if arrived.is_empty() {
        seen.wrong("policy", "Content-Security-Policy is missing; let the proxy pass it on");
    } else {
        let other = arrived.iter().collect::<BTreeSet<_>>();
        let shown = other.into_iter().map(|value| short(value)).collect::<Vec<_>>().join(" | ");
        seen.wrong(
            "policy",
            &format!("Content-Security-Policy arrives changed ({shown}); let the proxy leave it alone"),
        );
    }
}

/// One short line of what came from outside.
fn short(value: &str) -> String {
    value.chars().filter(|c| !c.is_control()).take(80).collect()
}

/// What a server of this version sends, asked of one that holds nothing and is gone when it has answered.
async fn own() -> Result<Vec<String>, Failure> {
    let failed = |why: String| Failure::Machine(format!("a server to compare with: {why}"));
    let folder = tempfile::tempdir().map_err(|error| failed(error.to_string()))?;
    let store = SqliteStore::open(&folder.path().join("empty.sqlite")).map_err(|e| failed(told(&e)))?;
    let forums = Forums::open(Arc::new(store)).await.map_err(|error| failed(told(&error)))?;
    let settings = Settings {
        public_url: None,
        secure: false,
        convene: None,
        limits: Limits::default(),
        mail: MailWay::Nobody,
        ways: web::Ways::default(),
        journal: Journal::default(),
    };
    let app = App::new(Arc::new(forums), settings, Arc::new(now));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.map_err(|e| failed(e.to_string()))?;
    let address = listener.local_addr().map_err(|error| failed(error.to_string()))?;
    let serving = tokio::spawn(web::serve(app, listener, std::future::pending()));
    let answer = Client::new().get(&format!("http://{address}/health")).await;
    serving.abort();
    let answer = answer.map_err(|trouble| failed(trouble.to_string()))?;
    let values = answer.headers().get_all(POLICY).iter();
    Ok(values.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_doctor_wants_browsers_to_be_told_for_how_long_to_come_secured() {
        let wrong = |value: &[&str]| {
            let mut seen = Seen::default();
            strict(&mut seen, &value.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>());
            seen.wrong
        };
        for well in ["max-age=31536000", "includeSubDomains; Max-Age=\"600\"", "max-age = 1 ; preload"] {
            assert_eq!(wrong(&[well]), 0, "{well}");
        }
        for not in ["max-age=0", "max-age=-1", "includeSubDomains", "", "max-age=soon"] {
            assert_eq!(wrong(&[not]), 1, "{not}");
        }
        assert_eq!(wrong(&[]), 1);
        assert_eq!(wrong(&["max-age=0", "max-age=600"]), 1, "a browser reads the first alone");
    }

    #[test]
    fn the_doctor_takes_a_policy_that_came_twice_for_a_changed_one() {
        let own = ["default-src 'none'".to_owned()];
        let mut seen = Seen::default();
        policy(&mut seen, &own, &own);
        assert_eq!(seen.wrong, 0);
        policy(&mut seen, &[own[0].clone(), "default-src *".to_owned()], &own);
        assert_eq!(seen.wrong, 1);
        assert!(seen.said.contains("default-src *"), "{}", seen.said);
    }
}

//! A forum in which people vote, made as a secretariat makes one: over HTTP, with the link that the server printed.

use crate::http::{Answer, Client};
use crate::server::Server;
use crate::voters::{EACH, VOTERS, Voter};
use std::net::SocketAddr;

pub(crate) const FORUM: &str = "rivers-and-cities";

/// Convenes it, opens it, and lets in voters of two parties, each with a code of their own.
pub(crate) async fn convened(server: &Server) -> Vec<Voter> {
    convened_by(server).await.1
}

/// The same, with whoever convened it.
pub(crate) async fn convened_by(server: &Server) -> (Client, Vec<Voter>) {
    let mut desk = Client::default();
    let fields = [
        ("key", server.key.as_str()),
        ("name", "Rivers and Cities"),
        ("theme", "Water"),
        ("place", "Tashkent"),
        ("zone", "Asia/Tashkent"),
        ("opens", "2027-05-01"),
        ("closes", "2027-05-03"),
        ("template", "city-network"),
    ];
    done(desk.form(server.address, "/convene", &fields).await);
    let claims: Vec<String> = (1..=VOTERS * EACH).map(|n| format!("River {n} has a keeper.")).collect();
    let at = server.address;
    act(&mut desk, at, "parties", &[("text", "TAS\tTashkent\nALM\tAlmaty")]).await;
    act(&mut desk, at, "topics", &[("text", "Clean water")]).await;
    act(&mut desk, at, "statements", &[("text", &claims.join("\n")), ("topic", "clean-water")]).await;
    act(&mut desk, at, "rosters", &[("text", &format!("TAS\t{VOTERS}\nALM\t{VOTERS}"))]).await;
    act(&mut desk, at, "phase", &[("phase", "open")]).await;
    let mut voters = Vec::new();
    for party in ["TAS", "ALM"] {
        let count = (VOTERS / 2).to_string();
        let path = format!("/{FORUM}/en/desk/codes");
        let cards = desk.form(at, &path, &[("party", party), ("count", &count)]).await.expect("an answer");
        let codes = cards.body.split("<code dir=\"ltr\">").skip(1).filter_map(|rest| rest.split('<').next());
        for code in codes {
            let mut client = Client::default();
            let fields = [("code", code), ("confirmed", "true"), ("capacity", "resident")];
            done(client.form(at, &format!("/{FORUM}/en/enter"), &fields).await);
            voters.push(Voter::new(client, voters.len()));
        }
    }
    assert_eq!(voters.len(), VOTERS);
    (desk, voters)
}

async fn act(desk: &mut Client, at: SocketAddr, what: &str, fields: &[(&str, &str)]) {
    done(desk.form(at, &format!("/{FORUM}/en/desk/{what}"), fields).await);
}

fn done(answer: std::io::Result<Answer>) {
    let answer = answer.expect("an answer");
    assert_eq!(answer.status, 303, "{}", answer.body);
}

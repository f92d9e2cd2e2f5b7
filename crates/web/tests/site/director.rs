//! The rest of the way in a demonstration, with the clock in hand: from what was found to a published text whose bundle
//! anybody verifies, whether whoever comes lets it pass or breaks the silence.

use crate::server::{NOW, Server, agree};
use crate::text::{delegate, done};
use forum::config::ForumConfig;
use forum::live::director::{Director, Step};
use terms::{Instant, PartyKey};

const HOUR: i64 = 3_600_000;

/// The steps until the text is published, or something must be wrong. `meanwhile` is called when the round is open.
async fn led(server: &mut Server, meanwhile: impl AsyncFn(&Server)) -> Vec<Step> {
    let config = ForumConfig::friendship_2021().expect("the shipped forum");
    let director = Director::new(config, 7, Some(PartyKey::new("UZ")), HOUR);
    let mut steps = Vec::new();
    for turn in 0..2_000 {
        let now = NOW + turn * 10_000;
        server.at(now);
        let step = director.lead(&server.live, Instant::from_millis(now)).await.expect("it leads on");
        let opened = matches!(step, Step::Opened(_)) && !steps.iter().any(|s| matches!(s, Step::Opened(_)));
        if !matches!(step, Step::Waits) {
            steps.push(step);
        }
        if opened {
            meanwhile(server).await;
        }
        if matches!(steps.last(), Some(Step::Over)) {
            break;
        }
    }
    steps
}

/// What the forum leaves is verified from its bundle alone.
fn verified(server: &Server) {
    let key = server.live.signing_key().expect("it signs");
    let record = &server.live.view().record;
    let files =
        bundle::write(record, key, Instant::from_millis(NOW + 9 * HOUR), Vec::new()).expect("a bundle");
    let report = bundle::verify(&files, &[], 1).expect("a bundle");
    assert_eq!(report.fault(), None);
}

#[tokio::test]
async fn a_demonstration_goes_from_its_findings_to_a_published_text_whose_bundle_holds() {
    let mut server = Server::signing().await;
    agreed(&server).await;
    let steps = led(&mut server, async |_| {}).await;
    assert_eq!(steps.first(), Some(&Step::Drafted));
    assert!(steps.contains(&Step::Declared(true)) && steps.contains(&Step::Spoke), "{steps:?}");
    assert!(!steps.contains(&Step::Revised), "{steps:?}");
    assert_eq!(&steps[steps.len() - 2..], [Step::Published, Step::Over]);
    verified(&server);
}

#[tokio::test]
async fn where_whoever_comes_breaks_the_silence_the_clause_goes_and_the_rest_is_adopted_in_another_round() {
    let mut server = Server::signing().await;
    agreed(&server).await;
    let first = |server: &Server| {
        let view = server.live.view();
        let text = view.state.text.as_ref().expect("a text").draft.latest();
        text.numbered().find(|(number, _)| number.is_some()).expect("an operative clause").1.id.clone()
    };
    let objected = std::sync::OnceLock::new();
    let steps = led(&mut server, async |server| {
        let id = objected.get_or_init(|| first(server)).to_string();
        let mut head = delegate(server, "UZ", "head").await;
        let against = [("page", "round"), ("position", "object"), ("scope", &id), ("reason", "Not so.")];
        done(&mut head, server, "say", &against).await;
    })
    .await;
    let place = |step: &Step| {
        steps.iter().position(|known| known == step).unwrap_or_else(|| panic!("{step:?} in {steps:?}"))
    };
    assert!(place(&Step::Declared(false)) < place(&Step::Revised), "{steps:?}");
    assert!(place(&Step::Revised) < place(&Step::Declared(true)), "{steps:?}");
    assert_eq!(&steps[steps.len() - 2..], [Step::Published, Step::Over]);
    let view = server.live.view();
    let text = view.state.text.as_ref().expect("a text");
    let out = objected.get().expect("the round was open");
    assert!(text.draft.latest().clause(out).is_none(), "what was objected to is out");
    assert_eq!(text.negotiation.rounds.len(), 1, "the broken round stays in the record");
    verified(&server);
}

/// Everybody agrees with everything: a draft takes three clauses at the least.
async fn agreed(server: &Server) {
    let view = server.live.view();
    let statements: Vec<_> = view.state.statements.iter().map(|made| made.body.statement.clone()).collect();
    for party in view.state.counted() {
        agree(&server.live, party.key.as_str(), 60, &statements).await;
    }
    let secretariat = record::Actor::role("secretariat");
    server.live.publish(secretariat, Instant::from_millis(NOW)).await.expect("published");
}

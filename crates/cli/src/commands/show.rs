//! `plenary demo`: the reference forum in the browser, with simulated participants who vote while one watches.

use crate::arguments::{Demo, Setting};
use crate::server;
use crate::terminal::{Failure, note, result, told};
use forum::acts::{CredentialsRuled, PartyInvited, Ruling};
use forum::config::ForumConfig;
use forum::live::crowd::{Crowd, Person};
use forum::live::director::{Director, Step};
use forum::live::entering::{self, DeskRole, Grant};
use forum::live::{Deed, Forums, LiveError, LiveForum, ServerKey, convening};
use procedure::Window;
use record::{Actor, SigningKey};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use store::{Batch, Condition, StoreError};
use terms::{ForumKey, Instant};

/// How often simulated people answer.
const TICK: Duration = Duration::from_millis(100);
/// How often it is asked what is due next.
const SECOND: Duration = Duration::from_secs(1);
/// After so many ticks findings are published.
const PUBLISH_EVERY: u32 = 200;
/// How many answers a simulated person gives before the next one has a turn.
const AT_A_TIME: u32 = 12;

/// Opens the forum and serves it until told to stop.
pub(crate) fn run(typed: &Demo) -> Result<(), Failure> {
    let folder = tempfile::tempdir().map_err(|error| Failure::Machine(format!("no folder: {error}")))?;
    let temporary = folder.path().join("plenary.sqlite").display().to_string();
    let database = typed.database.as_ref().unwrap_or(&temporary);
    server::block_on(async {
        let config = ForumConfig::friendship_2021().map_err(|error| Failure::Input(told(&error)))?;
        let key = ForumKey::new(&config.forum.key);
        // A forum that is gone tomorrow has a key that is.
        let signing = match typed.database {
            Some(_) => crate::keys::held(database, None)?,
            None => Some(ServerKey::draw()),
        };
        let forums = server::forums(database, signing.clone()).await?;
        if forums.get(&key).is_some() {
            return Err(taken(database, &key));
        }
        let (listener, address) = server::listen(&typed.listening).await?;
        let host = signing.as_ref().map(|signing| signing.of(&key));
        let live = open(&forums, &config, typed).await.map_err(|error| match error {
            LiveError::Store(StoreError::Refused(Condition::ForumExists)) => taken(database, &key),
            error => Failure::Machine(told(&error)),
        })?;
        let base = typed.listening.public_url.as_deref().unwrap_or(&address);
        let links = links(&live, base).await.map_err(|error| Failure::Machine(told(&error)))?;
        result(&links)?;
        let after = match &typed.database {
            None => "leaves nothing behind but what was published".to_owned(),
            Some(kept) => format!("leaves the forum in {}", server::shown(kept)),
        };
        note(&format!("{}. Ctrl-C stops it and {after}.", simulate::mark(typed.seed)));
        let crowd = Crowd::of(&config, typed.seed).map_err(|error| Failure::Input(told(&error)))?;
        let free = live.view().state.counted().into_iter().next().map(|party| party.key);
        let director = Director::new(config, typed.seed, free, window_millis(typed) + GRACE);
        let way = Way {
            director,
            page: format!("{base}/{key}/en/text"),
            out: typed.out.clone(),
            host,
            setting: typed.setting.clone(),
        };
        // Where nobody comes, nobody leads either.
        let led = (!typed.by_hand && typed.pace > 0).then(|| tokio::spawn(lead(live.clone(), way)));
        let votes = tokio::spawn(vote(live, crowd, typed.pace));
        let ways = web::Ways {
            set: Some(crate::setter::way(&typed.setting)),
            #[cfg(feature = "passkeys")]
            passkeys: crate::passkeys::at(base),
            ..web::Ways::default()
        };
        let served =
            server::serve(forums, listener, &typed.listening, None, (web::MailWay::Nobody, ways)).await;
        votes.abort();
        led.inspect(|led| led.abort());
        served
    })
}

/// A demonstration begins with a forum of its own; what is in a database stays as it is.
fn taken(database: &str, key: &ForumKey) -> Failure {
    let database = server::shown(database);
    Failure::Input(format!(
        "{database} already holds the forum {key}, and nothing was changed. Name another database, or go on with this \
         forum: plenary serve with the same --database"
    ))
}

async fn open(forums: &Arc<Forums>, config: &ForumConfig, typed: &Demo) -> Result<Arc<LiveForum>, LiveError> {
    let broken = |error: &dyn std::error::Error| LiveError::Broken(told(error));
    let window = u64::try_from(window_millis(typed)).unwrap_or_default();
    let window = Window::from_millis(window).map_err(|error| broken(&error))?;
    let record = convening::shortened(config, Some(typed.seed), server::now(), Some(window));
    let record = record.map_err(|error| broken(&error))?;
    forums.create(&ForumKey::new(&config.forum.key), &record).await
}

/// How long a delegation has to break the silence of a demonstration, in milliseconds.
fn window_millis(typed: &Demo) -> i64 {
    i64::from(typed.silence) * 1_000
}

/// A round is open a little longer than the rule asks for, so that nobody is served too late, in milliseconds.
const GRACE: i64 = 2_000;

/// The way from what was found to a published text, in a demonstration.
struct Way {
    director: Director,
    page: String,
    out: PathBuf,
    host: Option<SigningKey>,
    setting: Setting,
}

/// Leads the demonstration on: a draft, a silence round that whoever came may break, a published text with its bundle.
async fn lead(live: Arc<LiveForum>, way: Way) {
    let mut seconds = tokio::time::interval(SECOND);
    loop {
        seconds.tick().await;
        let step = match way.director.lead(&live, server::now()).await {
            Ok(step) => step,
            Err(error) => return note(&format!("The simulated secretariat stopped: {}", told(&error))),
        };
        match step {
            Step::Drafted => note(&format!("A draft is with the delegations: {}", way.page)),
            Step::Opened(_) => note(&format!(
                "The text is in a silence round. Whoever heads the delegation can break it, or let it pass: {}/round",
                way.page
            )),
            Step::Declared(true) => note("No objection was received: the text is adopted."),
            Step::Declared(false) => note("The silence was broken: the text is not adopted."),
            Step::Revised => note("What was objected to is taken out; the text goes round again."),
            Step::Published => return published(&live, &way),
            Step::Over => return,
            Step::Spoke | Step::Waits => {}
        }
    }
}

/// Leaves the published text and its bundle.
fn published(live: &LiveForum, way: &Way) {
    let Some(host) = &way.host else { return };
    let view = live.view();
    match super::demo::leave(&view.record, host, server::now(), &way.out, &way.setting) {
        Ok(()) => note(&format!(
            "The text is published: {}. It lies with its bundle in {}; plenary verify {} checks it.",
            way.page,
            shown(&way.out, "text"),
            shown(&way.out, "bundle")
        )),
        Err(Failure::NotSo(why) | Failure::Input(why) | Failure::Machine(why)) => {
            note(&format!("The published text could not be left: {why}"));
        }
        Err(Failure::Closed) => {}
    }
}

fn shown(out: &Path, name: &str) -> String {
    out.join(name).display().to_string()
}

/// The addresses to open, with a code of a party for whoever tries it.
async fn links(live: &Arc<LiveForum>, base: &str) -> Result<String, LiveError> {
    let key = live.key();
    let (secretariat, now) = (Actor::role("secretariat"), server::now());
    let mut codes = String::new();
    let parties: Vec<_> = live.view().state.counted().into_iter().take(3).collect();
    for party in &parties {
        for secret in live.issue_codes(secretariat.clone(), &party.key, 1, now).await? {
            codes.push_str(&format!("  for {:<22} {base}/{key}/enter/{}\n", party.name, secret.text()));
        }
    }
    let delegate = delegate(live, now).await?;
    let person = forum::live::secret::id();
    let desk = Grant::Desk { person, role: DeskRole::Organiser };
    let (organiser, ticket) = entering::ticket("desk", &desk, 1, entering::ends(now));
    live.store().commit(Batch::new(key).with(ticket)).await?;
    let organiser = organiser.text();
    Ok(format!(
        "The forum:            {base}/{key}\n\
         What we agree on:     {base}/{key}/en/board\n\
         Take part, openly:    {base}/{key}/en/take-part\n\
         The text:             {base}/{key}/en/text\n\
         Press:                {base}/{key}/en/press\n\
         Organisers' desk:     {base}/{key}/enter/{organiser}   (once)\n\
         A head of delegation: {base}/{key}/enter/{delegate}\n\
         Take part for a party, each link once:\n{codes}"
    ))
}

/// The link of a simulated head of delegation, whose credentials are accepted.
async fn delegate(live: &LiveForum, now: Instant) -> Result<String, LiveError> {
    let secretariat = Actor::role("secretariat");
    let Some(party) = live.view().state.counted().into_iter().next() else { return Ok(String::new()) };
    let day = live.view().state.today(now).to_string();
    let links = live.name_delegates(secretariat.clone(), "N. N.;head", Some(&party.key), None, now).await?;
    live.act(now, |_| {
        let ruled =
            CredentialsRuled { party: party.key.clone(), ruling: Ruling::Accepted, note: String::new() };
        let invited = PartyInvited { party: party.key.clone(), answer_by: day.clone() };
        Ok(Deed::one(secretariat.clone(), invited).and(ruled))
    })
    .await?;
    Ok(links.first().map_or_else(String::new, |link| link.secret.text()))
}

/// Lets the crowd vote, so many answers a second, everybody a few at a time, and publishes what is found now and then.
/// With a pace of 0 nobody comes.
async fn vote(live: Arc<LiveForum>, crowd: Crowd, pace: u32) {
    if pace == 0 {
        return;
    }
    if let Err(error) = all_vote(&live, &crowd, pace).await {
        note(&format!("The simulated people stopped: {}", told(&error)));
    }
}

async fn all_vote(live: &Arc<LiveForum>, crowd: &Crowd, pace: u32) -> Result<(), LiveError> {
    let mut ticks = tokio::time::interval(TICK);
    let each_tick = usize::try_from(pace.div_ceil(10 * AT_A_TIME)).unwrap_or(1).max(1);
    let mut come = 0;
    let mut waiting: VecDeque<Person> = VecDeque::new();
    for turn in 1_u32.. {
        ticks.tick().await;
        for _ in 0..each_tick {
            // Everybody comes before anybody has a second turn.
            let person = match crowd.comes(live, come).await? {
                Some(person) => Some(person),
                None => waiting.pop_front(),
            };
            come += 1;
            let Some(mut person) = person else { break };
            if person.answer(live, AT_A_TIME as usize, server::now()).await? {
                waiting.push_back(person);
            }
        }
        let over = come >= crowd.len() && waiting.is_empty();
        if over || turn % PUBLISH_EVERY == 0 {
            live.publish(Actor::role("secretariat"), server::now()).await?;
        }
        if over {
            break;
        }
    }
    Ok(())
}

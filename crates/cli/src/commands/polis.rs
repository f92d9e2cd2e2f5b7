//! What `plenary analyze --method polis` needs: the votes as Polis would number them, and what it would say.

use crate::arguments::{Analyze, Method, Start};
use crate::terminal::{Failure, note};
use ballots::{Course, ParticipantVotes, VoteEvent};
use polis::{Conversation, Event, Given, Math, Moderation, Quirks, Settings, Ticks};
use present::analysis::{PolisStart, PolisView};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use tally::{Answer, PairSums, VoteMatrix};

/// So many votes a tick, as long as there are not too many ticks: Polis has a tick a second, and a busy second has
/// about so many.
const VOTES_A_TICK: usize = 20;
const MOST_TICKS: usize = 5_000;
/// Beyond so many votes a replay takes minutes; whoever wants it asks for it.
const MOST_REPLAYED: usize = 500_000;

/// What was asked of Polis' method.
pub(super) struct Wish {
    given: Option<Published>,
    start: Option<Start>,
    tick: Option<usize>,
    quirks: Quirks,
    without: Vec<String>,
}

/// What a published object says beside the votes.
struct Published {
    given: Given,
    moderation: Option<Moderation>,
    tids: Vec<i64>,
}

impl Wish {
    /// `None` where the groups are not to be Polis'.
    pub(super) fn of(typed: &Analyze) -> Result<Option<Wish>, Failure> {
        let asked = &typed.polis;
        let is_polis = typed.method == Method::Polis;
        let beside = asked.polis_groups.is_some()
            || asked.polis_start.is_some()
            || asked.polis_tick.is_some()
            || !asked.polis_without.is_empty();
        if !is_polis && beside {
            return Err(Failure::Input("options named --polis-… need --method polis beside them".to_owned()));
        }
        if !is_polis {
            return Ok(None);
        }
        if typed.csv || typed.html.is_some() || typed.participants {
            return Err(Failure::Input(
                "--method polis writes text or --json; for --csv, --html and --participants leave it out"
                    .to_owned(),
            ));
        }
        Ok(Some(Wish {
            given: asked.polis_groups.as_deref().map(published).transpose()?,
            start: asked.polis_start,
            tick: asked.polis_tick.map(|votes| votes as usize),
            quirks: quirks(&asked.polis_without)?,
            without: asked.polis_without.clone(),
        }))
    }
}

fn quirks(without: &[String]) -> Result<Quirks, Failure> {
    if without == ["all"] {
        return Ok(Quirks::NONE);
    }
    let mut quirks = Quirks::default();
    for name in without {
        let Some(switch) = quirks.named(name) else {
            let names: Vec<&str> = Quirks::names().collect();
            return Err(Failure::Input(format!(
                "--polis-without {name}: expected all, or some of {}",
                names.join(", ")
            )));
        };
        *switch = false;
    }
    Ok(quirks)
}

/// Reads the object that Polis publishes.
fn published(path: &Path) -> Result<Published, Failure> {
    let shown = path.display();
    let broken = |why: String| Failure::Input(format!("--polis-groups {shown}: {why}"));
    let bytes = std::fs::read(path).map_err(|error| broken(error.to_string()))?;
    let value: Value = serde_json::from_slice(&bytes).map_err(|error| {
        broken(format!("{error}; expected the JSON that Polis publishes under math/pca2"))
    })?;
    let list =
        |name: &str| -> Option<Vec<i64>> { value.get(name)?.as_array()?.iter().map(Value::as_i64).collect() };
    let set = |name: &str| list(name).map(|ids| ids.into_iter().collect::<BTreeSet<i64>>());
    let moderation = set("mod-out").map(|out| Moderation {
        out,
        accepted: set("mod-in").unwrap_or_default(),
        meta: set("meta-tids").unwrap_or_default(),
    });
    let tids = list("tids").unwrap_or_default();
    let given = serde_json::from_value(value).map_err(|error| {
        broken(format!("{error}; expected in-conv, base-clusters and group-clusters as Polis publishes them"))
    })?;
    Ok(Published { given, moderation, tids })
}

/// What Polis would say of the votes of a file.
pub(super) struct AsPolis {
    math: Math,
    start: PolisStart,
    without: Vec<String>,
    participants: Option<Vec<String>>,
    statements: Option<Vec<String>>,
}

/// The keys that stand for numbers, as a view borrows them.
pub(super) struct Names<'a> {
    participants: Option<Vec<&'a str>>,
    statements: Option<Vec<&'a str>>,
}

impl AsPolis {
    pub(super) fn of(votes: &ParticipantVotes, wish: &Wish) -> Result<AsPolis, Failure> {
        let unkept = || Failure::Machine("the course of the votes was not kept".to_owned());
        let course = votes.course.as_ref().ok_or_else(unkept)?;
        let people = Ids::of(course.participants.iter().map(|&row| votes.key(row as usize)));
        let first: &[i64] = wish.given.as_ref().map_or(&[], |published| &published.tids);
        let key = |column: &u32| votes.statements[*column as usize].facts.key.as_str();
        let order = column_order(course, first, key);
        let statements = Ids::of(order.iter().map(key));
        let own = moderation(votes, &order, &statements);
        let moderation = match wish.given.as_ref().and_then(|published| published.moderation.clone()) {
            Some(theirs) => {
                if theirs.out != &own.out | &own.meta {
                    note(
                        "The published object and the files beside the votes do not moderate out the same statements; the object is followed.",
                    );
                }
                theirs
            }
            None => own,
        };
        let file = File { votes, course, people: &people, statements: &statements, order: &order };
        let (math, start) = file.computed(moderation, wish)?;
        Ok(AsPolis {
            math,
            start,
            without: wish.without.clone(),
            participants: people.names,
            statements: statements.names,
        })
    }

    pub(super) fn names(&self) -> Names<'_> {
        fn borrowed(names: Option<&Vec<String>>) -> Option<Vec<&str>> {
            names.map(|names| names.iter().map(String::as_str).collect())
        }
        Names {
            participants: borrowed(self.participants.as_ref()),
            statements: borrowed(self.statements.as_ref()),
        }
    }

    pub(super) fn view<'a>(&'a self, names: &'a Names<'a>) -> PolisView<'a> {
        PolisView {
            math: &self.math,
            start: self.start,
            without: &self.without,
            participants: names.participants.as_deref(),
            statements: names.statements.as_deref(),
        }
    }
}

/// Polis' numbers of people or statements, in the order of their first votes.
struct Ids {
    ids: Vec<i64>,
    /// Where keys are no whole numbers: they are then numbered from 0.
    names: Option<Vec<String>>,
}

impl Ids {
    fn of<'a>(keys: impl Iterator<Item = &'a str> + Clone) -> Ids {
        let number = |key: &str| key.parse::<i64>().ok().filter(|number| number.to_string() == key);
        match keys.clone().map(number).collect::<Option<Vec<i64>>>() {
            Some(ids) => Ids { ids, names: None },
            None => {
                let names: Vec<String> = keys.map(str::to_owned).collect();
                Ids { ids: (0i64..).take(names.len()).collect(), names: Some(names) }
            }
        }
    }
}

/// Columns with a vote: those of the list first, as it has them, then in the order of their first votes.
fn column_order<'a>(course: &Course, first: &[i64], key: impl Fn(&u32) -> &'a str) -> Vec<u32> {
    let place = |column: &u32| {
        let id = key(column).parse::<i64>().ok();
        id.and_then(|id| first.iter().position(|other| *other == id)).unwrap_or(usize::MAX)
    };
    let mut order = course.statements.clone();
    if !first.is_empty() {
        // Stable, so that the others stay as they are.
        order.sort_by_cached_key(place);
    }
    order
}

fn moderation(votes: &ParticipantVotes, order: &[u32], ids: &Ids) -> Moderation {
    let mut moderation = Moderation::default();
    for (&column, &id) in order.iter().zip(&ids.ids) {
        let facts = &votes.statements[column as usize].facts;
        match facts.moderation {
            terms::Moderation::Rejected => moderation.out.insert(id),
            terms::Moderation::Accepted => moderation.accepted.insert(id),
            terms::Moderation::Unmoderated => false,
        };
        if facts.is_meta {
            moderation.meta.insert(id);
        }
    }
    moderation
}

/// The votes of a file in Polis' numbers.
struct File<'a> {
    votes: &'a ParticipantVotes,
    course: &'a Course,
    people: &'a Ids,
    statements: &'a Ids,
    /// Columns of the matrix in the order of `statements`.
    order: &'a [u32],
}

impl File<'_> {
    fn computed(&self, moderation: Moderation, wish: &Wish) -> Result<(Math, PolisStart), Failure> {
        let refused = |error: polis::InputError| Failure::Input(error.to_string());
        let (quirks, settings) = (&wish.quirks, &Settings::default());
        self.say_where_sums_are_too_large(settings);
        if let Some(published) = &wish.given {
            let conversation = self.conversation(moderation)?;
            let math = polis::with_groups(&conversation, &published.given, quirks, settings);
            return Ok((math.map_err(refused)?, PolisStart::Given));
        }
        match wish.start.unwrap_or_else(|| self.natural_start()) {
            Start::Snapshot => {
                let math = polis::snapshot(&self.conversation(moderation)?, quirks, settings);
                Ok((math, PolisStart::Snapshot))
            }
            Start::Remembering => {
                let ever = polis::ever_clustered(&self.events(), Ticks::Votes(1), quirks);
                let math = polis::snapshot_after(&self.conversation(moderation)?, &ever, quirks, settings);
                Ok((math, PolisStart::Remembering))
            }
            Start::Replay => {
                let events = self.events();
                let least = events.len().div_ceil(MOST_TICKS).max(VOTES_A_TICK);
                let votes_per_tick = wish.tick.unwrap_or(least);
                let math = polis::replay(&events, &moderation, Ticks::Votes(votes_per_tick), quirks);
                Ok((math.map_err(refused)?, PolisStart::Replay { votes_per_tick }))
            }
        }
    }

    fn say_where_sums_are_too_large(&self, settings: &Settings) {
        let statements = self.order.len();
        let bytes = PairSums::bytes(statements);
        if bytes > settings.most_pair_bytes {
            note(&format!(
                "Sums over every two of {statements} statements would take {} MiB; the axes are found out of the votes themselves, the same but for the last digits.",
                bytes >> 20
            ));
        }
    }

    /// As Polis grew the groups itself, as far as the file tells.
    fn natural_start(&self) -> Start {
        let events = &self.course.events;
        let timed = events.iter().all(|event| event.time().is_some());
        match (timed, self.course.latest_only) {
            (false, _) => Start::Snapshot,
            (true, true) => Start::Remembering,
            (true, false) if events.len() > MOST_REPLAYED => {
                note(&format!(
                    "{} votes are taken all at once; --polis-start replay takes them as they came, which takes minutes.",
                    events.len()
                ));
                Start::Remembering
            }
            (true, false) => Start::Replay,
        }
    }

    /// Places of columns in Polis' order.
    fn places(&self) -> Vec<u32> {
        let mut places = vec![u32::MAX; self.votes.matrix.statements()];
        (0u32..).zip(self.order).for_each(|(place, &column)| places[column as usize] = place);
        places
    }

    fn conversation(&self, moderation: Moderation) -> Result<Conversation, Failure> {
        let broken = |error: &dyn std::error::Error| Failure::Machine(error.to_string());
        let (from, places) = (&self.votes.matrix, self.places());
        let mut matrix = VoteMatrix::with_capacity(self.order.len(), from.people());
        for &row in &self.course.participants {
            let answers = from.row(row as usize).iter();
            let answers = answers.map(|answer| Answer::new(places[answer.statement()], answer.vote()));
            matrix.push(answers).map_err(|error| broken(&error))?;
        }
        let conversation = Conversation::new(&matrix, &self.people.ids, &self.statements.ids, moderation);
        conversation.map_err(|error| broken(&error))
    }

    fn events(&self) -> Vec<Event> {
        let places = self.places();
        let mut rows = vec![0i64; self.votes.matrix.people()];
        self.course.participants.iter().zip(&self.people.ids).for_each(|(&row, &id)| rows[row as usize] = id);
        let event = |event: &VoteEvent| Event::Vote {
            at: event.time().map_or(0, terms::Instant::millis),
            person: rows[event.participant()],
            statement: self.statements.ids[places[event.statement()] as usize],
            vote: event.vote(),
        };
        self.course.events.iter().map(event).collect()
    }
}

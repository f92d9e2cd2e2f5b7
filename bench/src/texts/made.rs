//! A text of many parties, clauses and amendments, made of real acts, each of them checked by the fold.

use super::Size;
use anyhow::{Result, anyhow};
use forum::State;
use forum::acts::{
    AmendmentSettled, AmendmentSupported, AmendmentTabled, AmendmentWithdrawn, Audience, Body, ClauseDrafted,
    ClausePositionTaken, PartyJoined, PositionTaken, RoundConducted, TextDrafted,
};
use forum::config::ForumConfig;
use forum::fold::{TextState, apply, fold};
use forum::live::texts::seats;
use forum::live::{PenAct, convening};
use procedure::{Conduct, Position, Said, Scope, Window};
use record::{Actor, Entry, Record};
use terms::{Instant, Lang, MultiText, PartyKey, Right, Standing};
use text::{Clause, ClauseId, Kind, Part, Proposed, Symbol};

/// When the forum is convened: 3 June 2021, 06:00 UTC.
const BEGUN: i64 = 1_622_700_000_000;
/// A second passes between two acts.
const STEP: i64 = 1_000;
/// An amendment is settled when so many others were tabled after it.
const LAG: usize = 50;
/// The languages of the shipped forum, with a sentence of about as many words as clauses of such texts have.
const WORDS: [(&str, &str); 4] = [
    (
        "en",
        "The parties support regular exchanges between cities, universities and hospitals, share what they have \
         learned about teaching, health and rural development, and come together every second year to look at what \
         was done, in clause",
    ),
    (
        "zh-Hans",
        "各方支持城市、大学和医院之间的定期交流，分享在教育、卫生和乡村发展方面的经验，并每两年举行一次会议，审议所取得的进展，见条款",
    ),
    (
        "ru",
        "Стороны поддерживают регулярные обмены между городами, университетами и больницами, делятся опытом в области \
         образования, здравоохранения и развития села и раз в два года собираются, чтобы рассмотреть сделанное, в пункте",
    ),
    (
        "fa",
        "طرف‌ها از تبادل منظم میان شهرها، دانشگاه‌ها و بیمارستان‌ها پشتیبانی می‌کنند، آموخته‌های خود را در آموزش، بهداشت و توسعهٔ \
         روستایی در میان می‌گذارند و هر دو سال یک بار برای بررسی آنچه انجام شده گرد می‌آیند، در بند",
    ),
];

/// A record that grows act by act, with the state it gives. One state is changed in place and nobody reads it: this is
/// what the acts themselves cost.
pub(super) struct Made {
    pub(super) record: Record,
    pub(super) state: State,
    pub(super) now: i64,
    /// Those with the right to amend.
    amending: Vec<PartyKey>,
}

impl Made {
    /// The shipped forum with parties added to it, as many as are asked for.
    pub(super) fn convened(size: &Size) -> Result<Made> {
        let config = ForumConfig::friendship_2021()?;
        let hour = Window::hours(1).map_err(|error| anyhow!("{error}"))?;
        let record = convening::shortened(&config, Some(7), Instant::from_millis(BEGUN), Some(hour))?;
        let state = fold(&record)?;
        let mut made = Made { record, state, now: BEGUN, amending: Vec::new() };
        for number in made.state.parties.len()..size.parties {
            made.desk(PartyJoined {
                party: PartyKey::new(&format!("P{number:03}")),
                name: WORDS
                    .iter()
                    .fold(MultiText::default(), |all, (lang, _)| all.with(lang, &format!("Party {number}"))),
                standing: Standing::new("member"),
                since: 2021,
                population: 1_000_000 + number as u64,
                population_source: "made up for a measurement".to_owned(),
                population_date: "2021-01-01".to_owned(),
                languages: vec![Lang::new("en")],
            })?;
        }
        let state = &made.state;
        let may = |(_, standing): &(&PartyKey, &Standing)| state.has_right(standing, Right::Amend);
        made.amending = state.participants().filter(may).map(|(party, _)| party.clone()).collect();
        Ok(made)
    }

    pub(super) fn act(&mut self, actor: Actor, body: impl Into<Body>) -> Result<()> {
        let body: Body = body.into();
        self.now += STEP;
        let entry = Entry {
            kind: body.kind().to_owned(),
            actor,
            at: Instant::from_millis(self.now),
            zone: None,
            body: body.value()?,
        };
        let act = self.record.append_entry(entry)?;
        Ok(apply(&mut self.state, act)?)
    }

    fn desk(&mut self, body: impl Into<Body>) -> Result<()> {
        self.act(Actor::role("secretariat"), body)
    }

    fn party(&mut self, party: &PartyKey, body: impl Into<Body>) -> Result<()> {
        self.act(Actor::of(party.clone(), "head_of_delegation"), body)
    }

    fn pen(&mut self, act: &PenAct) -> Result<()> {
        let now = Instant::from_millis(self.now + STEP);
        let deed = act.deed(&self.state, now).map_err(|refused| anyhow!("{refused:?}"))?;
        deed.bodies.into_iter().try_for_each(|body| self.act(deed.actor.clone(), body))
    }

    fn text(&self) -> Result<&TextState> {
        self.state.text.as_ref().ok_or_else(|| anyhow!("no text is begun"))
    }

    /// The text is begun and sent round.
    pub(super) fn circulated(&mut self, size: &Size) -> Result<()> {
        let title = WORDS.iter().fold(MultiText::default(), |all, (lang, _)| all.with(lang, "A long text"));
        let (symbol, kind) = (Symbol::new("FORUM/2021", 1), Kind::Declaration);
        self.desk(TextDrafted { symbol, kind, title, audience: Audience::Delegations })?;
        for number in 1..=size.clauses {
            let part = if number <= size.clauses / 15 { Part::Preamble } else { Part::Operative };
            let clause = Clause::new(&format!("c{number}"), part, words(&number.to_string()));
            self.desk(ClauseDrafted { clause, grounds: Vec::new() })?;
        }
        self.pen(&PenAct::Circulate { until: None })
    }

    /// The amendments: a 25th of them to the last clause, the others to all. Of ten, two are taken where they fit, two
    /// are not taken, one is withdrawn, five stay open; every second one is supported by another party.
    pub(super) fn amended(&mut self, size: &Size) -> Result<()> {
        for number in 0..size.amendments {
            let party = self.amending[number % self.amending.len()].clone();
            let proposed = amendment(self.text()?, number, size);
            let (amendment, why) =
                (format!("a{}", number + 1), "It says more exactly what is meant.".to_owned());
            self.party(&party, AmendmentTabled { amendment: amendment.clone(), proposed, why })?;
            if number % 2 == 0 {
                let other = self.amending[(number + 1) % self.amending.len()].clone();
                self.party(&other, AmendmentSupported { amendment })?;
            }
            if let Some(before) = number.checked_sub(LAG) {
                self.ended(before)?;
            }
        }
        Ok(())
    }

    fn ended(&mut self, number: usize) -> Result<()> {
        let amendment = format!("a{}", number + 1);
        match number % 10 {
            0 | 1 => {
                let text = self.text()?;
                let known = &text.negotiation.amendments[number];
                let taken = text.draft.fit(&known.tabled.body.proposed).is_ok();
                let why = "The clause went on in the same place.".to_owned();
                self.desk(AmendmentSettled { amendment, taken, why })
            }
            2 | 3 => {
                let why = "It was discussed and found no support.".to_owned();
                self.desk(AmendmentSettled { amendment, taken: false, why })
            }
            4 => {
                let party = self.amending[number % self.amending.len()].clone();
                self.party(&party, AmendmentWithdrawn { amendment })
            }
            _ => Ok(()),
        }
    }

    /// Every party that may says where it stands on every tenth clause.
    pub(super) fn positions(&mut self) -> Result<()> {
        let clauses: Vec<_> =
            self.text()?.draft.latest().clauses().iter().step_by(10).map(Clause::reference).collect();
        for party in self.amending.clone() {
            for (place, clause) in clauses.iter().enumerate() {
                let position = match place % 9 {
                    8 => Position::Object { reason: "It goes too far.".to_owned(), remedy: None },
                    7 => Position::CanLiveWith,
                    _ => Position::Accept,
                };
                self.party(&party, ClausePositionTaken { clause: clause.clone(), position })?;
            }
        }
        Ok(())
    }

    /// What is open is not taken; the text is frozen, everybody is served and answers.
    pub(super) fn in_adoption(&mut self) -> Result<()> {
        let open: Vec<String> =
            self.text()?.open_amendments(None).map(|amendment| amendment.id().to_owned()).collect();
        for amendment in open {
            let why = "There is no more time.".to_owned();
            self.desk(AmendmentSettled { amendment, taken: false, why })?;
        }
        self.pen(&PenAct::Freeze(Vec::new()))?;
        let day = self.now + 24 * 3_600_000;
        self.pen(&PenAct::Open { until: Instant::from_millis(day), concerned: None })?;
        let frozen = self.text()?.frozen.as_ref().map(|(_, frozen)| frozen.digest);
        let text = frozen.ok_or_else(|| anyhow!("the text is not frozen"))?;
        for (place, seat) in seats(&self.state).into_iter().enumerate() {
            let evidence = "confirmed by the delegation".to_owned();
            let done = Conduct::Served { party: seat.party.clone(), evidence };
            self.party(&seat.party, RoundConducted { done })?;
            let position = match place % 20 {
                19 => Position::AcceptWithReservation { reservation: "Subject to our law.".to_owned() },
                _ => Position::Accept,
            };
            let scope = match place % 20 {
                19 => Scope::Clause(ClauseId::new(&format!("c{}", place + 1))),
                _ => Scope::Whole,
            };
            self.party(&seat.party, PositionTaken { text, said: Said::Position { scope, position } })?;
        }
        Ok(())
    }

    /// The time is over: it is declared and published.
    pub(super) fn published(&mut self) -> Result<()> {
        self.now += 48 * 3_600_000;
        self.pen(&PenAct::Declare)?;
        self.pen(&PenAct::Publish)
    }
}

fn words(number: &str) -> MultiText {
    WORDS
        .iter()
        .fold(MultiText::default(), |all, (lang, words)| all.with(lang, &format!("{words} {number}.")))
}

/// Other words for one clause as it is now, in every language.
pub(super) fn amendment(text: &TextState, number: usize, size: &Size) -> Proposed {
    let clauses = text.draft.latest().clauses();
    let place = if number % 25 == 0 { clauses.len() - 1 } else { number % clauses.len() };
    let was = &clauses[place];
    debug_assert_eq!(clauses.len(), size.clauses);
    let more = |all: MultiText, (lang, words): (&Lang, &str)| {
        // Each adds a word in another place, so that some of them can be brought together.
        let mut parts: Vec<&str> = words.split(' ').collect();
        let (at, word) = (number % parts.len(), format!("+{number}"));
        parts.insert(at, &word);
        all.with(lang.as_str(), &parts.join(" "))
    };
    let with = Clause { text: was.text.iter().fold(MultiText::default(), more), ..was.clone() };
    Proposed::Replace { clause: was.reference(), with }
}

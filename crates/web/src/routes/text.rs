//! The text: what it says, clause by clause and language beside language, where each clause comes from, who stands how
//! to it, and what is proposed.

pub(crate) mod begin;
pub(crate) mod bringing;
pub(crate) mod clause;
pub(crate) mod course;
pub(crate) mod doing;
pub(crate) mod fields;
pub(crate) mod files;
pub(crate) mod noting;
pub(crate) mod pack;
pub(crate) mod reminding;
pub(crate) mod round;

use crate::cookies::Role;
use crate::extract::Place;
use crate::frame::{Frame, Link, Room};
use crate::problem::Problem;
use crate::speech::Speech;
use crate::views::adoption::outcome_words;
use crate::views::capital::in_capital;
use crate::views::clause::{
    AmendmentShown, ClauseShown, amendment_shown, amendments_about, clause_shown, proposed_new, stale,
};
use crate::views::dates;
use crate::views::leaf::{self, leaf};
use crate::views::near::{Near, near};
use crate::views::projects::{ProjectShown, projects};
use crate::views::text_needs::{Need, needs};
use crate::views::told::Told;
use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use course::Course;
use fields::Fields;
use files::Shelf;
use forum::acts::{Audience, DelegateNamed};
use forum::fold::{State, TextState};
use forum::live::Subject;
use forum::live::entering::DeskRole;
use serde::Deserialize;
use std::ops::Range;
use terms::{Lang, PartyKey};

/// Who reads a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reader {
    /// The delegate of this session, if one.
    pub(crate) delegate: Option<DelegateNamed>,
    /// Whether they hold the pen.
    pub(crate) pen: bool,
    /// Whether they sit at the desk for a co-organiser.
    pub(crate) co_organiser: bool,
    /// Whether they take part in the discussion from this device.
    pub(crate) takes_part: bool,
    /// Whether receipts are offered: to delegates, by a server that can sign them.
    pub(crate) receipts: bool,
}

impl Reader {
    /// Who reads here.
    pub(crate) async fn of(at: &Place) -> Result<Reader, Problem> {
        let delegate = match at.session(Role::Delegate) {
            Some(_) => super::delegation::delegate(at).await.ok(),
            None => None,
        };
        let receipts = delegate.is_some() && at.live.signing_key().is_some();
        let takes_part = at.voter().await?.is_some();
        let mut reader = Reader { delegate, receipts, takes_part, ..Reader::default() };
        if let Some(session) = at.session(Role::Desk) {
            let subject = at.live.subject(&session, at.now).await.map_err(|error| at.problem(error))?;
            match subject {
                Some(Subject::Desk { role: DeskRole::Organiser, .. }) => reader.pen = true,
                Some(Subject::Desk { role: DeskRole::CoOrganiser(_), .. }) => reader.co_organiser = true,
                _ => {}
            }
        }
        Ok(reader)
    }

    /// Whether this reader takes no part in making the text.
    pub(crate) fn is_outside(&self) -> bool {
        self.delegate.is_none() && !self.pen && !self.co_organiser
    }

    /// The party this reader speaks for.
    pub(crate) fn party(&self) -> Option<&PartyKey> {
        self.delegate.as_ref().map(|named| &named.party)
    }

    /// Whether this reader may see the text as it is.
    pub(crate) fn sees(&self, text: &TextState) -> bool {
        let takes_part = self.takes_part && text.audience() >= Audience::Participants;
        text.is_public() || takes_part || !self.is_outside()
    }
}

/// The text, for somebody who may see it; `None` while there is none.
pub(crate) fn seen<'a>(
    at: &Place,
    state: &'a State,
    reader: &Reader,
) -> Result<Option<&'a TextState>, Problem> {
    match &state.text {
        Some(text) if !reader.sees(text) => {
            Err(Problem::new(StatusCode::FORBIDDEN, "problem-text-not-public", at.lang()).back(at.to("")))
        }
        text => Ok(text.as_ref()),
    }
}

#[derive(Template)]
#[template(path = "text.html")]
struct Page {
    frame: Frame,
    told: Told,
    kept: Fields,
    reader: Reader,
    digest: String,
    facts: Vec<String>,
    outcome: String,
    course: Option<Course>,
    legend: bool,
    needs: Vec<Need>,
    second: Vec<Link>,
    two: bool,
    clauses: Vec<ClauseShown>,
    /// The leaves of a long text.
    leaves: Vec<Link>,
    proposed: Vec<AmendmentShown>,
    sponsors: Vec<String>,
    sponsors_now: bool,
    stage: Stage,
    /// Whether it is the chair's own.
    is_summary: bool,
    verbs: Vec<(String, String)>,
    parts: Vec<(&'static str, String)>,
    languages: Vec<(String, &'static str, String)>,
    /// Where the languages may not say the same, for those who hold the pen.
    discord: Vec<String>,
    /// What is near to being agreed, for those who negotiate.
    near: Vec<Near>,
    earlier: Vec<String>,
    /// The projects that parties opt in to.
    projects: Vec<ProjectShown>,
    /// The clauses that can become one, for those who hold the pen: id and name.
    may_open: Vec<(String, String)>,
    /// To whom it can be opened, by those who hold the pen.
    wider: Vec<&'static str>,
    /// Whether this server can sign a bundle.
    signs: bool,
    /// What can be taken away, once it is published.
    shelves: Vec<Shelf>,
}

/// How far the text is, for what can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// There is none.
    Nothing,
    /// It is written and not sent round.
    Zero,
    /// It is negotiated.
    Open,
    /// It is frozen, and no adoption is open.
    Frozen,
    /// It is in its adoption.
    Round,
    /// It was not adopted.
    Failed,
    /// It was adopted.
    Adopted,
    /// It is published.
    Published,
    /// It is a summary of the chair, finished and not issued.
    Summary,
}

impl Stage {
    /// The stage of the text.
    pub(crate) fn of(text: Option<&TextState>) -> Stage {
        let Some(text) = text else { return Stage::Nothing };
        let declared = text.adoption.as_ref().map(|adoption| adoption.declared.is_some());
        match (&text.frozen, declared) {
            (None, _) if text.negotiation.circulated.is_empty() => Stage::Zero,
            (Some(_), _) if text.negotiation.published.is_some() => Stage::Published,
            (Some(_), None) if text.is_summary() => Stage::Summary,
            (None, _) => Stage::Open,
            (Some(_), None) => Stage::Frozen,
            (Some(_), Some(false)) => Stage::Round,
            _ if text.is_adopted() => Stage::Adopted,
            _ => Stage::Failed,
        }
    }

    /// Whether clauses can be changed.
    pub(crate) fn is_open(self) -> bool {
        matches!(self, Stage::Zero | Stage::Open)
    }
}

/// What may stand in the address of a page about the text.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    /// What was done.
    #[serde(default)]
    pub(crate) done: String,
    /// The answer that a letter leads to; it is chosen and not given.
    #[serde(default)]
    pub(crate) answer: String,
    /// The second language beside the reader's.
    #[serde(default)]
    pub(crate) with: String,
    /// The place of a clause of a long text, or of an amendment of a long list, counted from one; or `all`.
    #[serde(default)]
    pub(crate) from: String,
    /// The clause to begin at.
    #[serde(default)]
    pub(crate) at: String,
}

/// Nothing stands in the address.
pub(crate) static NOTHING: Asked = Asked {
    done: String::new(),
    answer: String::new(),
    with: String::new(),
    from: String::new(),
    at: String::new(),
};

impl Asked {
    /// The answer that a letter led to, as a form has it.
    fn chosen(&self) -> Fields {
        let chosen = (!self.answer.is_empty()).then(|| ("position".to_owned(), self.answer.clone()));
        Fields::of(chosen.into_iter().collect())
    }
}

pub(crate) async fn show(at: Place, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let told = doing::told(&at, &asked.done);
    page(&at, told, Fields::default(), &asked).await
}

/// The page, with what was done or refused.
pub(crate) async fn page(at: &Place, told: Told, kept: Fields, asked: &Asked) -> Result<Response, Problem> {
    let reader = Reader::of(at).await?;
    let view = at.live.view();
    let text = seen(at, &view.state, &reader)?;
    let languages = forum_languages(&view.state);
    let with = languages.iter().find(|lang| lang.as_str() == asked.with && **lang != *at.lang());
    let stage = Stage::of(text);
    let title = text.map(|text| at.speech.name(&text.begun.body.title));
    let (shown, leaves) = text.map(|text| leaf_of(at, text, asked)).unwrap_or_default();
    let clauses = text.map(|text| clauses(at, &view.state, text, (with, shown))).unwrap_or_default();
    let run = text.and_then(|text| text.adoption.as_ref());
    let is_summary = text.is_some_and(TextState::is_summary);
    Ok(super::page(&Page {
        outcome: run.map_or_else(String::new, |run| outcome_words(at, &view.state, run)),
        course: text.filter(|_| stage.is_open()).and_then(|text| course::of(at, text, false)),
        legend: clauses.iter().any(|clause| !clause.stands.is_empty() || !clause.counted.is_empty()),
        frame: Frame::new(at, Room::Text, &title.unwrap_or_else(|| at.speech.w("text-title"))),
        told,
        kept,
        digest: text
            .and_then(|text| text.frozen.as_ref())
            .map_or_else(String::new, |f| f.1.digest.to_string()),
        facts: text.map(|text| facts(at, text, stage, &reader)).unwrap_or_default(),
        needs: needs(at, &view.state, &reader, stage),
        second: second(at, &languages, with),
        two: with.is_some(),
        clauses,
        leaves,
        proposed: text.map(|text| proposed_new(at, &view.state, text, &reader)).unwrap_or_default(),
        sponsors: text.map(|text| sponsors(at, &view.state, text)).unwrap_or_default(),
        sponsors_now: text.is_some_and(|text| sponsors_now(text, &reader)),
        stage,
        is_summary,
        verbs: verbs(at),
        parts: parts(&at.speech),
        languages: typed_languages(&view.state),
        discord: discord(at, &view.state, text.filter(|_| reader.pen && stage.is_open())),
        near: match text.filter(|_| stage == Stage::Open && !reader.is_outside()) {
            Some(text) => near(at, &view.state, text),
            None => Vec::new(),
        },
        earlier: view.state.earlier.iter().map(|text| at.speech.name(&text.begun.body.title)).collect(),
        projects: projects(at, &view.state, &reader),
        may_open: match stage == Stage::Published && reader.pen && !is_summary {
            true => may_open(at, &view.state),
            false => Vec::new(),
        },
        wider: text.filter(|_| reader.pen).map(wider).unwrap_or_default(),
        signs: at.live.signing_key().is_some(),
        shelves: if stage == Stage::Published { files::shelves(at) } else { Vec::new() },
        reader,
    }))
}

/// The audiences that are wider than those who may read the text now.
fn wider(text: &TextState) -> Vec<&'static str> {
    let wider = |audience: &Audience| !text.is_public() && *audience > text.audience();
    Audience::ALL.into_iter().filter(wider).map(Audience::name).collect()
}

/// Where the languages in which every clause is written may not say the same.
fn discord(at: &Place, state: &State, text: Option<&TextState>) -> Vec<String> {
    let Some(text) = text else { return Vec::new() };
    let authentic = forum::live::texts::complete(state, text);
    let found = forum::live::texts::discord(state, text, &authentic);
    found.iter().map(|found| crate::views::discord::words(at, found)).collect()
}

/// Whether the reader's party is a sponsor.
fn sponsors_now(text: &TextState, reader: &Reader) -> bool {
    reader.party().is_some_and(|party| text.negotiation.sponsors.contains_key(party))
}

/// So many amendments to a clause are shown beside it; the others on its own page.
const MOST_INLINE: usize = 3;

/// So many clauses are on one leaf of a long text.
const LEAF: usize = 40;

/// Which clauses are shown, and the leaves there are.
fn leaf_of(at: &Place, text: &TextState, asked: &Asked) -> (Range<usize>, Vec<Link>) {
    let clauses = text.draft.latest().clauses();
    let wanted = match clauses.iter().position(|clause| clause.id.as_str() == asked.at) {
        Some(place) => leaf::Asked::Around(place),
        None => leaf::Asked::read(&asked.from),
    };
    let with = if asked.with.is_empty() { String::new() } else { format!("&with={}", asked.with) };
    leaf(at, (clauses.len(), LEAF), wanted, |from| at.to(&format!("text?from={from}{with}")))
}

fn clauses(
    at: &Place,
    state: &State,
    text: &TextState,
    (with, leaf): (Option<&Lang>, Range<usize>),
) -> Vec<ClauseShown> {
    let numbered = text.draft.latest().numbered().skip(leaf.start).take(leaf.len());
    let mut before = None;
    let stale = stale(state, text);
    let own_name = |lang: &Lang| Speech::new(lang.clone()).w("language-own-name");
    let shown = |(number, clause): (Option<usize>, &text::Clause)| {
        let mut shown = clause_shown(at, state, text, (number, clause), with);
        shown.opens = before != Some(clause.part);
        before = Some(clause.part);
        shown.condense(at);
        let open = amendments_about(text, clause).into_iter().filter(|amendment| amendment.is_open());
        let inline =
            open.take(MOST_INLINE).map(|amendment| amendment_shown(at, state, text, amendment, None));
        shown.amendments = inline.collect();
        shown.proposals = text.open_amendments(Some(&clause.id)).count();
        shown.stale =
            stale.get(&clause.id).map(|langs| langs.iter().map(own_name).collect()).unwrap_or_default();
        shown
    };
    numbered.map(shown).collect()
}

/// What is to be known of the text at a glance.
fn facts(at: &Place, text: &TextState, stage: Stage, reader: &Reader) -> Vec<String> {
    let (speech, negotiation) = (&at.speech, &text.negotiation);
    let count = text.draft.latest().clauses().len();
    let agreed = text.draft.latest().clauses().iter().filter(|clause| text.is_agreed(&clause.id)).count();
    let open = text.open_amendments(None).count();
    let objected =
        text.draft.latest().clauses().iter().filter(|c| text.objecting(c).next().is_some()).count();
    let mut facts = vec![
        format!("{} · {}", text.draft.symbol(), speech.w(&format!("text-kind-{}", kind(text)))),
        speech.w(&format!("text-stage-{}", stage_words(text, stage))),
    ];
    if text.negotiation.published.is_none() && !text.audience().is_usual() {
        facts.push(speech.w(&format!("text-read-by-{}", text.audience().name())));
    }
    if stage.is_open() && !text.is_summary() {
        facts.push(speech.nn("text-agreed-count", ("agreed", agreed), ("clauses", count)));
        facts.push(speech.n("text-open-amendments", "count", open as u64));
        facts.push(speech.n("text-objected", "count", objected as u64));
        facts.push(speech.n("text-brackets", "count", course::brackets(text.draft.latest()) as u64));
        if let Some(sent) = negotiation.circulated.last() {
            facts.push(speech.s("text-circulated", "when", &dates::moment(at, sent.at)));
            if let Some(until) = sent.body.amendments_until {
                facts.push(speech.s("text-amendments-until", "when", &dates::moment(at, until)));
                let own = reader.party().map(|party| in_capital(&at.view.state, at.lang(), party, until));
                facts.extend(own.filter(|own| !own.is_empty()));
            }
        }
    }
    facts
}

/// How far it is, for messages: what is the chair's own was neither sent to anybody nor adopted.
fn stage_words(text: &TextState, stage: Stage) -> &'static str {
    match stage {
        Stage::Zero if text.is_summary() => "summary-zero",
        Stage::Published if text.is_summary() => "issued",
        _ => stage_key(stage),
    }
}

/// The clauses of the published text that are no project yet.
fn may_open(at: &Place, state: &State) -> Vec<(String, String)> {
    let Some(text) = &state.text else { return Vec::new() };
    let digest = text.frozen.as_ref().map(|(_, frozen)| frozen.digest);
    let is_one = |clause: &text::Clause| {
        let mut own = state.projects.iter().filter(|project| Some(project.opened.body.text) == digest);
        own.any(|project| project.clause.id == clause.id)
    };
    let free = text.draft.latest().numbered().filter(|(number, clause)| number.is_some() && !is_one(clause));
    free.map(|numbered| clause::name(at, numbered)).collect()
}

fn kind(text: &TextState) -> &'static str {
    match text.begun.body.kind {
        text::Kind::Declaration => "declaration",
        text::Kind::Initiative => "initiative",
        text::Kind::Plan => "plan",
        text::Kind::ChairsSummary => "chairs-summary",
    }
}

pub(crate) fn stage_key(stage: Stage) -> &'static str {
    match stage {
        Stage::Nothing => "nothing",
        Stage::Zero => "zero",
        Stage::Open => "open",
        Stage::Frozen => "frozen",
        Stage::Round => "round",
        Stage::Failed => "failed",
        Stage::Adopted => "adopted",
        Stage::Published => "published",
        Stage::Summary => "summary",
    }
}

fn sponsors(at: &Place, state: &State, text: &TextState) -> Vec<String> {
    let names = text.negotiation.sponsors.keys().map(|party| party_name(at, state, party)).collect();
    crate::speech::by_name(at, names, |name| name)
}

/// The name of a party in the reader's language.
pub(crate) fn party_name(at: &Place, state: &State, party: &PartyKey) -> String {
    state.name(party).map_or_else(|| party.to_string(), |known| at.speech.name(known.name))
}

/// The languages of the forum.
pub(crate) fn forum_languages(state: &State) -> Vec<Lang> {
    state.convened.as_ref().map(|convened| convened.body.languages.clone()).unwrap_or_default()
}

/// Each language in which words can be typed: tag, direction, its own name.
pub(crate) fn typed_languages(state: &State) -> Vec<(String, &'static str, String)> {
    let typed = |lang: &Lang| {
        (lang.to_string(), present::page::direction(lang), Speech::new(lang.clone()).w("language-own-name"))
    };
    forum_languages(state).iter().map(typed).collect()
}

fn second(at: &Place, languages: &[Lang], with: Option<&Lang>) -> Vec<Link> {
    let link = |lang: &Lang| Link {
        href: at.to(&format!("text?with={lang}")),
        text: Speech::new(lang.clone()).w("language-own-name"),
        lang: lang.to_string(),
        here: Some(lang) == with,
    };
    let none = Link {
        href: at.to("text"),
        text: at.speech.w("text-one-language"),
        lang: at.lang().to_string(),
        here: with.is_none(),
    };
    let others = languages.iter().filter(|lang| *lang != at.lang());
    std::iter::once(none).chain(others.map(link)).collect()
}

/// The verbs a clause may open with: id, and the wording in the reader's language with its class.
pub(crate) fn verbs(at: &Place) -> Vec<(String, String)> {
    let verbs = text::Verbs::standard();
    let mut all: Vec<_> = verbs.iter().collect();
    all.sort_by_key(|(_, entry)| entry.class);
    let shown = |(id, entry): (&str, &text::VerbEntry)| {
        let class = at.speech.w(&format!("verb-class-{}", entry.class.name()));
        (id.to_owned(), format!("{} ({class})", at.speech.name(&entry.wording)))
    };
    all.into_iter().map(shown).collect()
}

/// The parts of a text.
pub(crate) fn parts(speech: &Speech) -> Vec<(&'static str, String)> {
    let part = |name: &'static str| (name, speech.w(&format!("text-part-{name}")));
    ["operative", "preamble", "chapeau", "closing"].map(part).to_vec()
}

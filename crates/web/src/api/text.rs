//! The text as it is, for programs: its clauses in every language, where each comes from, who stands how to it, what is
//! proposed, and how its adoption stands.

use super::answer::{Asker, Refused};
use crate::routes::text::fields::Fields;
use crate::routes::text::{Stage, stage_key};
use crate::views::clause::{position_key, position_words};
use crate::views::projects::key;
use axum::Json;
use axum::http::StatusCode;
use forum::acts::Audience;
use forum::fold::{Amendment, AmendmentEnd, Project, State, TextState};
use procedure::AgreementGrade;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use terms::MultiText;
use text::{AssertedBy, Clause, Proposed};
use utoipa::ToSchema;

/// What a form about the text would send: what is to be done, and its fields by name. Of `statement`, `authentic`,
/// `conclusion` and `for` a field holds one a line.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TextSent {
    /// For the pen: begin, add, bring, revise, alternative, choose, drop, circulate, take, decline, agree, hold, freeze, open, serve, extend,
    /// refuse-time, tell, answer, substantial, not-substantial, close, confirm, declare, reopen, publish, project. For a delegation: insert, replace, delete, move,
    /// split, join, support, withdraw, stand, sponsor, leave, assent, dissent, receive, say, confirm-letter, maintain, join-project, later-project, leave-project.
    pub(crate) what: String,
    /// The fields: `clause` and `digest` as they were seen, `words-LANG` (for split with an empty line where to
    /// cut), `second-verb`, `second` and `second-digest` for join, `lang`, `verb`, `part`, `after`, `why`,
    /// `amendment`, `position`, `reason`, `remedy`, `scope`, `text`, `until`, `actors`, `asserted` (parties by code or name, apart by commas), `concerned`, `violation`, `party`, `for`, `objection`, `project`, and for begin `kind`,
    /// `title-LANG`, `audience`, `conclusion`.
    #[serde(default)]
    pub(crate) fields: BTreeMap<String, String>,
}

impl TextSent {
    /// The same as a form sends it.
    pub(crate) fn fields(&self) -> Fields {
        let several = |name: &str| ["statement", "authentic", "conclusion", "for"].contains(&name);
        let one = |(name, value): (&String, &String)| match several(name) {
            true => value.lines().map(|line| (name.clone(), line.to_owned())).collect(),
            false => vec![(name.clone(), value.clone())],
        };
        Fields::of(self.fields.iter().flat_map(one).collect())
    }
}

/// The text.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TextView {
    /// Its symbol, as of its latest version.
    symbol: String,
    /// Its title by language.
    title: BTreeMap<String, String>,
    /// zero, open, frozen, round, failed, adopted or published.
    stage: String,
    /// The digest of the frozen text; null before.
    digest: Option<String>,
    /// Its clauses in order.
    clauses: Vec<ClauseView>,
    /// The amendments, in the order of the acts.
    amendments: Vec<AmendmentView>,
    /// Its sponsors.
    sponsors: Vec<String>,
    /// Its adoption; null before.
    adoption: Option<AdoptionView>,
    /// The projects that parties opt in to, those of earlier texts of the forum among them.
    projects: Vec<ProjectView>,
}

/// A project.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProjectView {
    /// Its number.
    project: String,
    /// The digest of the text it rests on.
    text: String,
    /// The clause.
    clause: String,
    /// The act that opened it.
    act: u64,
    /// What each party that was called on the text is now: in, out or later.
    now: BTreeMap<String, String>,
    /// Every step there was, in order.
    steps: Vec<StepView>,
}

/// A step of a party.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StepView {
    /// The party.
    party: String,
    /// in, out or later.
    taking: String,
    /// When, in milliseconds since 1970.
    at: i64,
    /// The act.
    act: u64,
}

/// A clause.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ClauseView {
    /// Its id.
    clause: String,
    /// Its digest, which a position or an amendment must name.
    digest: String,
    /// chapeau, preamble, operative or closing.
    part: String,
    /// Its number, where it has one.
    number: Option<u64>,
    /// Its verb.
    verb: Option<String>,
    /// Its words by language.
    words: BTreeMap<String, String>,
    /// In whose name it speaks: parties; empty where the forum itself does.
    asserted_by: Vec<String>,
    /// Who is to act.
    actors: Vec<String>,
    /// The statements behind it, with the grade that was found of each.
    grounds: BTreeMap<String, String>,
    /// Where parties stand on these words.
    positions: BTreeMap<String, PositionView>,
    /// Whether it is agreed ad referendum.
    agreed: bool,
}

/// A position on a clause.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PositionView {
    /// accept, accept_with_reservation, can_live_with, needs_time, object or not_participating.
    position: String,
    /// The reason or the reservation.
    reason: String,
    /// What would make the party accept.
    remedy: String,
    /// The act it came with.
    act: u64,
}

/// An amendment.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AmendmentView {
    /// Its number.
    amendment: String,
    /// Who tabled it.
    party: String,
    /// insert, replace, delete, move, split or join.
    kind: String,
    /// The clause it is about, of two that would become one the first; null for a new one.
    clause: Option<String>,
    /// The second of two clauses that would become one, or the id of the second half of one that would be cut in two.
    second: Option<String>,
    /// The words as they would be, by language; empty where the clause would go. Of one that would be cut in two, those
    /// of the first half.
    words: BTreeMap<String, String>,
    /// The words of the second half.
    second_words: BTreeMap<String, String>,
    /// Why.
    why: String,
    /// Who supports it.
    support: Vec<String>,
    /// open, withdrawn, taken, declined or fell.
    end: String,
}

/// An adoption.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AdoptionView {
    /// The number of the round.
    round: u32,
    /// The rule.
    rule: String,
    /// The expiry, in milliseconds since 1970.
    until: i64,
    /// adopted, not_adopted or not_yet.
    decision: String,
    /// The grade of agreement, as it is computed.
    grade: String,
    /// From how many that decide nothing was received.
    silent: u64,
    /// How each that decides stands.
    stands: BTreeMap<String, String>,
    /// Whether it was declared.
    declared: bool,
}

fn words(text: &MultiText) -> BTreeMap<String, String> {
    text.iter().map(|(lang, words)| (lang.to_string(), words.to_owned())).collect()
}

fn name(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

#[utoipa::path(get, path = "/api/v1/forums/{forum}/text", params(("forum" = String, Path, description = "The forum.")), security(("token" = []), ()), responses((status = 200, body = Option<TextView>, description = "The text as it is; null where none is begun."), (status = 403, body = Refused, description = "It is not public yet, and no token came with it of somebody who may read it: a delegate, an organiser, or a participant where it is opened to them.")))]
pub(crate) async fn show(at: Asker) -> Result<Json<Option<TextView>>, Refused> {
    let view = at.live.view();
    let Some(text) = &view.state.text else { return Ok(Json(None)) };
    let inside =
        at.delegate().await.is_ok() || at.organiser().await.is_ok() || at.co_organiser().await.is_ok();
    let inside = inside || (text.audience() >= Audience::Participants && at.voter().await.is_ok());
    if !text.is_public() && !inside {
        return Err(at.says(StatusCode::FORBIDDEN, "problem-text-not-public"));
    }
    Ok(Json(Some(text_view(&view.state, text, at.now))))
}

fn text_view(state: &State, text: &TextState, now: terms::Instant) -> TextView {
    TextView {
        symbol: text.draft.symbol().to_string(),
        title: words(&text.begun.body.title),
        stage: stage_key(Stage::of(Some(text))).to_owned(),
        digest: text.frozen.as_ref().map(|(_, frozen)| frozen.digest.to_string()),
        clauses: text.draft.latest().numbered().map(|numbered| clause_view(text, numbered)).collect(),
        amendments: text.negotiation.amendments.iter().map(amendment_view).collect(),
        sponsors: text.negotiation.sponsors.keys().map(ToString::to_string).collect(),
        adoption: adoption_view(state, text, now),
        projects: state.projects.iter().map(project_view).collect(),
    }
}

fn project_view(project: &Project) -> ProjectView {
    let opened = &project.opened;
    let step = |step: &procedure::Step| StepView {
        party: step.party.to_string(),
        taking: key(step.taking).to_owned(),
        at: step.at.millis(),
        act: step.seq,
    };
    let now = project.participation.now().iter();
    ProjectView {
        project: opened.body.project.clone(),
        text: opened.body.text.to_string(),
        clause: opened.body.clause.to_string(),
        act: opened.act,
        now: now.map(|(party, taking)| (party.to_string(), key(*taking).to_owned())).collect(),
        steps: project.participation.steps().iter().map(step).collect(),
    }
}

fn clause_view(text: &TextState, (number, clause): (Option<usize>, &Clause)) -> ClauseView {
    let known = text.clauses.iter().find(|known| known.body.clause.id == clause.id);
    let grounds = known.map(|known| known.body.grounds.as_slice()).unwrap_or_default();
    let positions = text.positions_on(clause).map(|(party, taken)| {
        let (reason, remedy) = position_words(&taken.body.position);
        let position = position_key(&taken.body.position).to_owned();
        (party.to_string(), PositionView { position, reason, remedy, act: taken.act })
    });
    ClauseView {
        clause: clause.id.to_string(),
        digest: clause.digest().to_string(),
        part: clause.part.name().to_owned(),
        number: number.map(|number| number as u64),
        verb: clause.verb.as_ref().map(|verb| verb.id.clone()),
        words: words(&clause.text),
        asserted_by: match &clause.asserted_by {
            AssertedBy::Parties(parties) => parties.iter().map(ToString::to_string).collect(),
            AssertedBy::Forum | AssertedBy::Host => Vec::new(),
        },
        actors: clause.actors.iter().map(ToString::to_string).collect(),
        grounds: grounds.iter().map(|g| (g.statement.to_string(), g.grade.key().to_owned())).collect(),
        positions: positions.collect(),
        agreed: text.is_agreed(&clause.id),
    }
}

fn amendment_view(amendment: &Amendment) -> AmendmentView {
    let proposed = &amendment.tabled.body.proposed;
    let (kind, second) = match proposed {
        Proposed::Insert { .. } => ("insert", None),
        Proposed::Replace { .. } => ("replace", None),
        Proposed::Delete { .. } => ("delete", None),
        Proposed::Move { .. } => ("move", None),
        Proposed::Split { second, .. } => ("split", Some(&second.id)),
        Proposed::Merge { second, .. } => ("join", Some(&second.id)),
    };
    AmendmentView {
        amendment: amendment.id().to_owned(),
        party: amendment.party.to_string(),
        kind: kind.to_owned(),
        clause: amendment.clause().map(ToString::to_string),
        second: second.map(ToString::to_string),
        second_words: proposed.clauses().nth(1).map(|clause| words(&clause.text)).unwrap_or_default(),
        words: proposed.clause().map(|clause| words(&clause.text)).unwrap_or_default(),
        why: amendment.tabled.body.why.clone(),
        support: amendment.support.iter().map(ToString::to_string).collect(),
        end: match &amendment.end {
            AmendmentEnd::Open => "open",
            AmendmentEnd::Withdrawn(_) => "withdrawn",
            AmendmentEnd::Fell(_) => "fell",
            AmendmentEnd::Settled(settled) if settled.body.taken => "taken",
            AmendmentEnd::Settled(_) => "declined",
        }
        .to_owned(),
    }
}

fn adoption_view(state: &State, text: &TextState, now: terms::Instant) -> Option<AdoptionView> {
    let adoption = text.adoption.as_ref()?;
    let outcome = match &adoption.declared {
        Some(declared) => declared.body.outcome.clone(),
        None => forum::fold::outcome(state, now).ok()?,
    };
    Some(AdoptionView {
        round: text.round_no(),
        rule: outcome.rule.clone(),
        until: adoption.expiry().millis(),
        decision: name(&outcome.decision),
        grade: AgreementGrade::of(&outcome).key().to_owned(),
        silent: outcome.counts.silent,
        stands: outcome.stands.iter().map(|(party, stands)| (party.to_string(), name(stands))).collect(),
        declared: adoption.declared.is_some(),
    })
}

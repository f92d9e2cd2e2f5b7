//! What is done at the desk and by co-organisers, one act a request: the same as the pages, under the same rules.

use super::answer::{Asker, Refused};
use super::desk::Done;
use super::text::TextSent;
use crate::routes::machine::translated;
use crate::routes::moderate;
use crate::routes::text::doing::pen_act;
use crate::views::letters::written;
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use forum::acts::{
    ApprovalAsked, ApprovalGiven, ApprovalRequired, ApprovalWithheld, CoOrganiserNamed, CredentialsRuled,
    DeadlineSet, Matter, PartyReplied, Reply, ReplyHidden, RightSet, Ruling, StatementHidden,
    StatementRestored, StatementTranslated, TopicClosed, TopicReopened,
};
use forum::fold::{State, all_rights};
use forum::live::delegations::{self, Change};
use forum::live::entering::DeskRole;
use forum::live::letters::{Addressee, Occasion, Writer};
use forum::live::papers::guided;
use forum::live::reports::reported;
use forum::live::{Deed, Refusal, desk, naming};
use record::Actor;
use serde::{Deserialize, Serialize};
use terms::{Digest, Instant, Lang, MultiText, PartyKey, Phase, Standing, StatementKey, TopicKey};
use utoipa::ToSchema;

/// One act of the secretariat. Lists are rows as at the desk: one a line, cells apart by tabs or semicolons.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum DeskAct {
    /// Keeps the answer of a party that came by letter: accepts or declines.
    Reply {
        party: String,
        reply: String,
        #[serde(default)]
        note: String,
    },
    /// Rosters: party, number of people.
    Rosters { rows: String },
    /// Organisations: code, name, kind, the party that accredits it.
    Organisations { rows: String, lang: String },
    /// Rules on the credentials of a delegation: received, provisional, accepted or contested.
    Credentials {
        party: String,
        ruling: String,
        #[serde(default)]
        note: String,
    },
    /// Gives a party another name or standing, since a day `YYYY-MM-DD`.
    Rename {
        party: String,
        #[serde(default)]
        name: String,
        lang: String,
        #[serde(default)]
        standing: String,
        since: String,
    },
    /// Says what something is called in a further language: `forum`, `theme`, `place`, `topic/KEY`,
    /// `question/NUMBER/KEY`, `party/KEY` or `co-organiser/KEY`.
    TranslateName { of: String, lang: String, name: String },
    /// Names a co-organiser.
    CoOrganiser { key: String, name: String, lang: String },
    /// Gives a right to a standing, or takes it; everywhere, or in one phase or topic.
    Right {
        standing: String,
        right: String,
        granted: bool,
        #[serde(default)]
        phase: String,
        #[serde(default)]
        topic: String,
    },
    /// Sets a date of the plan, so many days before the opening.
    Date { key: String, name: String, lang: String, days_before: u32 },
    /// So many co-organisers must approve: programme, findings or text.
    RequireApproval { matter: String, needed: u32 },
    /// Asks co-organisers to approve the programme as it is now.
    AskApproval,
    /// Names who chairs a topic and reports on it, and its guiding questions, one a line.
    Guide {
        topic: String,
        #[serde(default)]
        chair: String,
        #[serde(default)]
        rapporteur: String,
        questions: String,
        lang: String,
    },
    /// Closes a topic.
    CloseTopic { topic: String },
    /// Opens a topic again.
    ReopenTopic { topic: String },
    /// Withdraws a statement, with a reason.
    HideStatement { statement: String, reason: String },
    /// Asks a withdrawn statement again.
    RestoreStatement { statement: String },
    /// Takes down a reply, with a reason. A moderator may as well.
    HideReply { reply: String, reason: String },
    /// Has a statement translated by the machine that the operator named. A moderator may as well.
    TranslateByMachine { statement: String, lang: String },
    /// Adds a human translation of a statement. A moderator may as well.
    Translate { statement: String, lang: String, text: String },
    /// Something with the text, as those who hold the pen do it.
    Text(TextSent),
    /// Files the report of a closed topic on the published findings.
    Report {
        topic: String,
        lang: String,
        #[serde(default)]
        opening: String,
        #[serde(default)]
        conclusion: String,
    },
}

pub(super) fn actor() -> Actor {
    Actor::role("secretariat")
}

/// A translation has at most so many characters.
const LONGEST_TRANSLATION: usize = 1_000;

/// A name as the pages take it: something, and not more than a line.
fn named(name: &str) -> bool {
    (1..=120).contains(&name.trim().chars().count()) && !name.chars().any(char::is_control)
}

fn needed<T>(found: Option<T>) -> Result<T, Refusal> {
    found.ok_or(Refusal::of("refused-form"))
}

impl DeskAct {
    fn deed(&self, state: &State, now: Instant) -> Result<Deed, Refusal> {
        match self {
            DeskAct::Reply { party, reply, note } => {
                let reply = needed(Reply::ALL.into_iter().find(|known| known.name() == reply))?;
                let note = note.trim().chars().take(500).collect();
                Ok(Deed::one(actor(), PartyReplied { party: PartyKey::new(party), reply, note }))
            }
            DeskAct::Text(sent) => {
                pen_act(state, &sent.what, &sent.fields()).and_then(|act| act.deed(state, now))
            }
            DeskAct::Rosters { rows } => Ok(desk::deed(delegations::rosters(state, rows)?)),
            DeskAct::TranslateName { of, lang, name } => {
                let names = [(of.as_str(), name.as_str())];
                Ok(desk::deed(naming::translations(state, &Lang::new(lang), names)?))
            }
            DeskAct::Organisations { rows, lang } => {
                Ok(desk::deed(delegations::organisations(state, rows, &Lang::new(lang))?))
            }
            DeskAct::Credentials { party, ruling, note } => {
                let ruling = needed(Ruling::named(ruling))?;
                let note: String = note.trim().chars().take(500).collect();
                Ok(Deed::one(actor(), CredentialsRuled { party: PartyKey::new(party), ruling, note }))
            }
            DeskAct::Rename { party, name, lang, standing, since } => {
                let party = PartyKey::new(party);
                let change = Change { party: &party, name: name.trim(), lang, standing };
                Ok(Deed::of(actor(), change.acts(state, since.trim(), now)?, Vec::new()))
            }
            DeskAct::CoOrganiser { key, name, lang } => {
                let key = key.trim();
                let plain = (1..=24).contains(&key.len())
                    && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
                if !plain || !named(name) {
                    return Err(Refusal::field("key", "refused-code-and-name"));
                }
                let name = MultiText::of(lang, name.trim());
                Ok(Deed::one(actor(), CoOrganiserNamed { co_organiser: PartyKey::new(key), name }))
            }
            other => other.course(state),
        }
    }

    /// Rights, dates and approvals, and what happens to topics and statements.
    fn course(&self, state: &State) -> Result<Deed, Refusal> {
        match self {
            DeskAct::Right { standing, right, granted, phase, topic } => {
                let named =
                    |known: &terms::Right| serde_json::to_value(known).is_ok_and(|name| name == *right);
                let right = needed(all_rights().into_iter().find(named))?;
                let set = RightSet {
                    standing: Standing::new(standing),
                    phase: Phase::named(phase),
                    topic: Some(TopicKey::new(topic)).filter(|_| !topic.is_empty()),
                    right,
                    granted: *granted,
                };
                Ok(Deed::one(actor(), set))
            }
            DeskAct::Date { key, name, lang, days_before } => {
                if *days_before > 3_650 {
                    return Err(Refusal::field("days_before", "refused-days"));
                }
                if !named(name) || !named(key) {
                    return Err(Refusal::field("name", "refused-needed"));
                }
                let name = MultiText::of(lang, name.trim());
                let set = DeadlineSet { deadline: key.clone(), name, days_before: *days_before };
                Ok(Deed::one(actor(), set))
            }
            DeskAct::RequireApproval { matter, needed: count } => {
                let (matter, all) = (needed(Matter::named(matter))?, state.co_organisers.len());
                if *count as usize > all {
                    return Err(Refusal::field("needed", "refused-needed-of").with("all", all));
                }
                Ok(Deed::one(actor(), ApprovalRequired { matter, needed: *count }))
            }
            DeskAct::AskApproval => {
                let digest = needed(state.programme().ok())?;
                Ok(Deed::one(actor(), ApprovalAsked { matter: Matter::Programme, digest }))
            }
            other => other.discussion(state),
        }
    }

    fn discussion(&self, state: &State) -> Result<Deed, Refusal> {
        match self {
            DeskAct::Guide { topic, chair, rapporteur, questions, lang } => {
                let (topic, lang) = (TopicKey::new(topic), Lang::new(lang));
                Ok(Deed::one(actor(), guided(state, &topic, (chair, rapporteur), questions, &lang)?))
            }
            DeskAct::CloseTopic { topic } => {
                Ok(Deed::one(actor(), TopicClosed { topic: TopicKey::new(topic) }))
            }
            DeskAct::ReopenTopic { topic } => {
                Ok(Deed::one(actor(), TopicReopened { topic: TopicKey::new(topic) }))
            }
            DeskAct::HideStatement { reason, .. } if reason.trim().is_empty() => {
                Err(Refusal::field("reason", "refused-reason"))
            }
            DeskAct::HideStatement { statement, reason } => {
                let (statement, reason) = (StatementKey::new(statement), reason.trim().to_owned());
                Ok(Deed::one(actor(), StatementHidden { statement, reason }))
            }
            DeskAct::HideReply { reason, .. } if reason.trim().is_empty() => {
                Err(Refusal::field("reason", "refused-reason"))
            }
            DeskAct::HideReply { reply, reason } => {
                let (reply, reason) = (reply.trim().to_owned(), reason.trim().to_owned());
                Ok(Deed::one(actor(), ReplyHidden { reply, reason }))
            }
            DeskAct::RestoreStatement { statement } => {
                Ok(Deed::one(actor(), StatementRestored { statement: StatementKey::new(statement) }))
            }
            DeskAct::Translate { statement, lang, text } => {
                let (statement, lang) = (StatementKey::new(statement), Lang::new(lang));
                let text = text.trim().to_owned();
                let known = state.convened.as_ref().is_some_and(|c| c.body.languages.contains(&lang));
                if text.is_empty() || text.chars().any(char::is_control) || !known {
                    return Err(Refusal::field("text", "refused-form"));
                }
                if text.chars().count() > LONGEST_TRANSLATION {
                    return Err(
                        Refusal::field("text", "refused-report-long").with("most", LONGEST_TRANSLATION)
                    );
                }
                Ok(Deed::one(actor(), StatementTranslated { statement, lang, text, by_machine: false }))
            }
            DeskAct::Report { topic, lang, opening, conclusion } => {
                reported(state, actor(), &TopicKey::new(topic), &Lang::new(lang), (opening, conclusion))
            }
            _ => Err(Refusal::of("refused-form")),
        }
    }
}

pub(super) type Sent<T> = Result<Json<T>, JsonRejection>;

pub(super) async fn read<T>(at: &Asker, sent: Sent<T>) -> Result<T, Refused> {
    let Json(sent) = sent.map_err(|_| at.says(StatusCode::UNPROCESSABLE_ENTITY, "refused-form"))?;
    Ok(sent)
}

#[utoipa::path(post, path = "/api/v1/forums/{forum}/desk/acts", params(("forum" = String, Path, description = "The forum.")), request_body = DeskAct, security(("token" = [])), responses((status = 200, body = Done, description = "It stands in the record."), (status = 401, body = Refused, description = "No organiser's token came with it."), (status = 422, body = Refused, description = "Nothing was done.")))]
pub(crate) async fn desk_act(at: Asker, sent: Sent<DeskAct>) -> Result<Json<Done>, Refused> {
    let act = read(&at, sent).await?;
    let moderates = matches!(
        act,
        DeskAct::HideReply { .. } | DeskAct::Translate { .. } | DeskAct::TranslateByMachine { .. }
    );
    let role = match moderates {
        true => at.moderator().await?,
        false => at.organiser().await.map(|_| DeskRole::Organiser)?,
    };
    let done = match &act {
        DeskAct::TranslateByMachine { statement, lang } => {
            translated(&at.place(), (statement, lang), &role).await
        }
        act => {
            if matches!(act, DeskAct::Text(sent) if sent.what == "publish") {
                at.can_publish().await.map_err(|refusal| at.refused(refusal))?;
            }
            let by = moderate::actor(&role);
            at.live.act(at.now, |state| Ok(Deed { actor: by.clone(), ..act.deed(state, at.now)? })).await
        }
    };
    done.map(|acts| Json(Done { acts })).map_err(|error| at.failed(error))
}

/// Whom to invite, and by when an answer is asked for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct InvitationSent {
    /// The party; everybody who was not invited yet where it is left out.
    #[serde(default)]
    party: Option<String>,
    /// `YYYY-MM-DD`.
    answer_by: String,
    /// Whether heads and alternates who have an address get a letter with a link of their own.
    #[serde(default)]
    letters: bool,
}

#[utoipa::path(post, path = "/api/v1/forums/{forum}/invitations", params(("forum" = String, Path, description = "The forum.")), request_body = InvitationSent, security(("token" = [])), responses((status = 204, description = "The invitations stand in the record. No letter is written; the desk's page does that."), (status = 422, body = Refused, description = "Nobody was invited.")))]
pub(crate) async fn invite(at: Asker, sent: Sent<InvitationSent>) -> Result<StatusCode, Refused> {
    at.organiser().await?;
    let sent = read(&at, sent).await?;
    let party = sent.party.as_deref().map(PartyKey::new);
    let (place, day) = (at.place(), sent.answer_by.trim());
    let write = |to: &Addressee| written(&place, Occasion::Invitation, day, to);
    let letter = sent.letters.then_some(&write as Writer<'_>);
    let done = at.live.invite_parties(actor(), (party.as_ref(), day), letter, at.now).await;
    done.map(|_| StatusCode::NO_CONTENT).map_err(|error| at.failed(error))
}

/// A list of delegates.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DelegatesSent {
    /// One person a line: party, name, role, mail.
    rows: String,
    /// Whether those who have an address get a letter with their link.
    #[serde(default)]
    letters: bool,
}

/// A personal link, this once.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LinkView {
    /// For whom.
    name: String,
    /// The party they act for.
    party: Option<String>,
    /// The last part of the link.
    code: String,
}

impl LinkView {
    /// A link as it is shown.
    pub(super) fn new(name: String, party: Option<String>, secret: &forum::live::Secret) -> LinkView {
        LinkView { name, party, code: secret.text() }
    }
}

#[utoipa::path(post, path = "/api/v1/forums/{forum}/delegates", params(("forum" = String, Path, description = "The forum.")), request_body = DelegatesSent, security(("token" = [])), responses((status = 200, body = [LinkView], description = "Their personal links, this once."), (status = 422, body = Refused, description = "Nobody was named.")))]
pub(crate) async fn delegates(at: Asker, sent: Sent<DelegatesSent>) -> Result<Json<Vec<LinkView>>, Refused> {
    at.organiser().await?;
    let sent = read(&at, sent).await?;
    let place = at.place();
    let write = |to: &Addressee| written(&place, Occasion::Link, "", to);
    let letter = sent.letters.then_some(&write as Writer<'_>);
    let links = at.live.name_delegates(actor(), &sent.rows, None, letter, at.now).await;
    let links = links.map_err(|error| at.failed(error))?;
    let view = |link: forum::live::PersonalLink| {
        LinkView::new(link.name, link.party.map(|party| party.to_string()), &link.secret)
    };
    Ok(Json(links.into_iter().map(view).collect()))
}

/// What needs approval, and how it stands.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ApprovalView {
    /// programme, findings or text.
    matter: &'static str,
    /// How many co-organisers must approve; 0 for none.
    needed: u32,
    /// The digest of what they were last asked to approve.
    digest: Option<String>,
    /// Who approved exactly that.
    given: Vec<String>,
    /// Who did not.
    withheld: Vec<String>,
}

#[utoipa::path(get, path = "/api/v1/forums/{forum}/approvals", params(("forum" = String, Path, description = "The forum.")), responses((status = 200, body = [ApprovalView], description = "All that can need approval.")))]
pub(crate) async fn approvals(at: Asker) -> Json<Vec<ApprovalView>> {
    let view = at.live.view();
    let governing = &view.state.governing;
    let shown = |matter: Matter| {
        let asked = governing.asked.get(&matter);
        ApprovalView {
            matter: matter.name(),
            needed: governing.needed(matter),
            digest: asked.map(|asked| asked.asked.body.digest.to_string()),
            given: asked.iter().flat_map(|a| &a.given).map(|g| g.body.co_organiser.to_string()).collect(),
            withheld: asked
                .iter()
                .flat_map(|a| &a.withheld)
                .map(|w| w.body.co_organiser.to_string())
                .collect(),
        }
    };
    Json(Matter::ALL.into_iter().map(shown).collect())
}

/// What a co-organiser says of exactly what has this digest.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ApprovalSent {
    /// programme, findings or text.
    matter: String,
    /// The digest.
    digest: String,
    /// Whether it is approved.
    approves: bool,
    /// Why not.
    #[serde(default)]
    reason: String,
}

#[utoipa::path(post, path = "/api/v1/forums/{forum}/approvals", params(("forum" = String, Path, description = "The forum.")), request_body = ApprovalSent, security(("token" = [])), responses((status = 200, body = Done, description = "It stands in the record."), (status = 401, body = Refused, description = "No co-organiser's token came with it."), (status = 422, body = Refused, description = "Nothing was done.")))]
pub(crate) async fn approve(at: Asker, sent: Sent<ApprovalSent>) -> Result<Json<Done>, Refused> {
    let key = at.co_organiser().await?;
    let sent = read(&at, sent).await?;
    let done = at.live.act(at.now, |_| {
        let matter = needed(Matter::named(&sent.matter))?;
        let digest = needed(sent.digest.parse::<Digest>().ok())?;
        let (actor, co_organiser) = (Actor::of(key.clone(), "co_organiser"), key.clone());
        if sent.approves {
            return Ok(Deed::one(actor, ApprovalGiven { co_organiser, matter, digest }));
        }
        let reason: String = sent.reason.trim().chars().take(500).collect();
        if reason.is_empty() {
            return Err(Refusal::field("reason", "refused-reason"));
        }
        Ok(Deed::one(actor, ApprovalWithheld { co_organiser, matter, digest, reason }))
    });
    done.await.map(|acts| Json(Done { acts })).map_err(|error| at.failed(error))
}

//! What a delegate does, with their token; and signed on their own device, where the delegation has a key.

use super::answer::{Asker, Refused};
use super::desk::Done;
use super::text::TextSent;
use crate::routes::text::doing::text_act;
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use forum::acts::{Calendar, DelegateNamed, Reply};
use forum::fold::State;
use forum::live::Refusal;
use forum::live::delegate_acts::{DelegateAct, actor, leads};
use forum::live::secret::hex;
use record::{ED25519, Signature};
use serde::{Deserialize, Serialize};
use terms::{Instant, Weekday};
use utoipa::ToSchema;

/// For so long a draft can be signed, in milliseconds.
const LASTS: i64 = 600_000;

/// A delegation as its delegate sees it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DelegationView {
    /// The party.
    party: String,
    /// head, alternate, adviser or expert.
    role: String,
    /// By when an answer to the invitation is asked for, `YYYY-MM-DD`; null where none was sent.
    answer_by: Option<String>,
    /// accepts, declines or null.
    reply: Option<String>,
    /// For how many people the party speaks; null while it has not said so.
    roster: Option<u64>,
    /// How many codes may still be issued.
    codes_left: Option<u64>,
    /// The key of the delegation; null where it registered none.
    key: Option<String>,
}

/// One act of a delegate: exactly one of its fields, and with it what a draft gave.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ActSent {
    /// The answer to the invitation: accepts or declines.
    #[serde(default)]
    reply: Option<String>,
    /// A note to it.
    #[serde(default)]
    note: String,
    /// For how many people the party speaks.
    #[serde(default)]
    roster: Option<u64>,
    /// The public key of the delegation: `ed25519:` and 64 hexadecimal digits.
    #[serde(default)]
    key: Option<String>,
    /// By which clock the capital lives.
    #[serde(default)]
    capital: Option<CapitalSent>,
    /// Something with the text.
    #[serde(default)]
    text: Option<TextSent>,
    /// The instant that the draft gave, where it is signed.
    #[serde(default)]
    at: Option<i64>,
    /// The signature of the draft's bytes with the delegation's key: 128 hexadecimal digits.
    #[serde(default)]
    signature: Option<String>,
}

/// By which clock a capital lives.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CapitalSent {
    /// The zone, by its IANA name.
    zone: String,
    /// The days of rest: monday to sunday.
    rest: Vec<String>,
    /// gregorian or solar-hijri.
    #[serde(default)]
    calendar: String,
}

/// What a delegation's own key is to sign.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DraftView {
    /// The instant of the act, to be sent back with the signature.
    at: i64,
    /// The bytes to sign, as hexadecimal digits.
    bytes: String,
}

type Sent<T> = Result<Json<T>, JsonRejection>;

impl CapitalSent {
    fn act(&self) -> Option<DelegateAct> {
        let rest: Option<_> = self.rest.iter().map(|day| Weekday::named(day)).collect();
        let calendar = match self.calendar.as_str() {
            "" | "gregorian" => Calendar::Gregorian,
            "solar-hijri" => Calendar::SolarHijri,
            _ => return None,
        };
        Some(DelegateAct::Capital { zone: self.zone.clone(), rest: rest?, calendar })
    }
}

impl ActSent {
    fn act(&self, state: &State) -> Result<DelegateAct, Refusal> {
        let alone =
            self.reply.is_none() && self.roster.is_none() && self.key.is_none() && self.capital.is_none();
        if let Some(text) = self.text.as_ref().filter(|_| alone) {
            return text_act(state, &text.what, &text.fields()).map(DelegateAct::Text);
        }
        self.of_its_part().filter(|_| self.text.is_none()).ok_or(Refusal::of("refused-form"))
    }

    fn of_its_part(&self) -> Option<DelegateAct> {
        let reply = |name: &String| Reply::ALL.into_iter().find(|reply| reply.name() == name);
        match (&self.reply, self.roster, &self.key) {
            (None, None, None) => self.capital.as_ref().and_then(CapitalSent::act),
            _ if self.capital.is_some() => None,
            (Some(name), None, None) => {
                Some(DelegateAct::Reply { reply: reply(name)?, note: self.note.clone() })
            }
            (None, Some(people), None) => Some(DelegateAct::Roster(Some(people))),
            (None, None, Some(key)) => Some(DelegateAct::Key(key.parse().ok())),
            _ => None,
        }
    }
}

/// What was sent, by somebody who may do it.
async fn asked(at: &Asker, sent: Sent<ActSent>) -> Result<(DelegateNamed, ActSent, DelegateAct), Refused> {
    let named = at.delegate().await?;
    let unclear = || at.says(StatusCode::UNPROCESSABLE_ENTITY, "refused-form");
    let Json(sent) = sent.map_err(|_| unclear())?;
    let act = sent.act(&at.live.view().state).map_err(|refusal| at.refused(refusal))?;
    // What concerns the part a party takes is for those who lead; for a text each has the powers they were given.
    if !leads(&named) && !matches!(act, DelegateAct::Text(_)) {
        return Err(at.says(StatusCode::FORBIDDEN, "problem-not-leading"));
    }
    Ok((named, sent, act))
}

#[utoipa::path(get, path = "/api/v1/forums/{forum}/delegation", params(("forum" = String, Path, description = "The forum.")), security(("token" = [])), responses((status = 200, body = DelegationView, description = "The delegation of the token's holder."), (status = 401, body = Refused, description = "No delegate's token came with it.")))]
pub(crate) async fn show(at: Asker) -> Result<Json<DelegationView>, Refused> {
    let named = at.delegate().await?;
    let view = at.live.view();
    let (membership, party) = (&view.state.membership, &named.party);
    Ok(Json(DelegationView {
        party: party.to_string(),
        role: named.role.name().to_owned(),
        answer_by: membership.invited.get(party).map(|invited| invited.body.answer_by.clone()),
        reply: membership.replies.get(party).map(|replied| replied.body.reply.name().to_owned()),
        roster: membership.rosters.get(party).map(|roster| roster.body.people),
        codes_left: membership.codes_left(party),
        key: view.state.keys.parties.get(party).map(|registered| registered.body.key.to_string()),
    }))
}

#[utoipa::path(post, path = "/api/v1/forums/{forum}/delegation/draft", params(("forum" = String, Path, description = "The forum.")), request_body = ActSent, security(("token" = [])), responses((status = 200, body = DraftView, description = "What to sign. Nothing was changed; sign it within ten minutes and before another act comes."), (status = 422, body = Refused, description = "It could not be done as it stands.")))]
pub(crate) async fn draft(at: Asker, sent: Sent<ActSent>) -> Result<Json<DraftView>, Refused> {
    let (named, _, act) = asked(&at, sent).await?;
    let deed =
        act.deed(&at.live.view().state, &named, at.now).map_err(|refusal| at.failed(refusal.into()))?;
    let bytes = at.live.to_sign(&deed, at.now).map_err(|error| at.failed(error))?;
    Ok(Json(DraftView { at: at.now.millis(), bytes: hex(&bytes) }))
}

#[utoipa::path(post, path = "/api/v1/forums/{forum}/delegation/acts", params(("forum" = String, Path, description = "The forum.")), request_body = ActSent, security(("token" = [])), responses((status = 200, body = Done, description = "It stands in the record, signed by the forum, and by the delegation where it signed."), (status = 422, body = Refused, description = "Nothing was done; where another act came first, draft and sign anew.")))]
pub(crate) async fn act(at: Asker, sent: Sent<ActSent>) -> Result<Json<Done>, Refused> {
    let (named, sent, act) = asked(&at, sent).await?;
    let acts = match &sent.signature {
        None => at.live.act(at.now, |state| act.deed(state, &named, at.now)).await,
        Some(value) => {
            let refused = || at.failed(Refusal::field("signature", "refused-signature").into());
            let fresh = |when: &i64| (at.now.millis() - when).abs() <= LASTS;
            let when = sent.at.filter(fresh).map(Instant::from_millis).ok_or_else(refused)?;
            let state = at.live.view();
            let key = act.key(&state.state, &named).ok_or_else(refused)?;
            let signature = Signature { algorithm: ED25519.to_owned(), key: key.id(), value: value.clone() };
            let deed = act.deed(&state.state, &named, when).map_err(|refusal| at.failed(refusal.into()))?;
            at.live.act_signed(deed, (signature, key), when).await
        }
    };
    acts.map(|acts| Json(Done { acts })).map_err(|error| at.failed(error))
}

/// How many codes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CountSent {
    /// How many.
    count: u32,
}

#[utoipa::path(post, path = "/api/v1/forums/{forum}/delegation/codes", params(("forum" = String, Path, description = "The forum.")), request_body = CountSent, security(("token" = [])), responses((status = 200, body = [String], description = "Codes of the own party, this once."), (status = 422, body = Refused, description = "None was issued.")))]
pub(crate) async fn codes(at: Asker, sent: Sent<CountSent>) -> Result<Json<Vec<String>>, Refused> {
    let named = at.delegate().await?;
    if !leads(&named) {
        return Err(at.says(StatusCode::FORBIDDEN, "problem-not-leading"));
    }
    let Json(sent) = sent.map_err(|_| at.says(StatusCode::UNPROCESSABLE_ENTITY, "refused-form"))?;
    let secrets = at.live.issue_codes(actor(&named), &named.party, sent.count, at.now).await;
    let secrets = secrets.map_err(|error| at.failed(error))?;
    Ok(Json(secrets.iter().map(forum::live::Secret::grouped).collect()))
}

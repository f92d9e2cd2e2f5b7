//! The discussion: who leads it, what it draws on, what is said, and what it concludes.

use super::Refusal;
use super::joining::cited;
use super::state::{Cited, State};
use crate::acts::{
    Called, Origin, PaperFiled, PaperSource, ReplyHidden, ReplyMade, StatementMade, StatementTranslated,
    SubmissionRefused, TopicGuided, TopicReported,
};
use record::Act;
use std::collections::BTreeMap;
use terms::{Lang, StatementKey, TopicKey};

type Taken = Result<(), Refusal>;

/// The discussion of a forum. Lists are in the order of the acts.
#[derive(Clone, Debug, Default)]
pub struct Discussion {
    /// Who leads each topic and what guides it.
    pub guided: BTreeMap<TopicKey, Cited<TopicGuided>>,
    /// The background papers.
    pub papers: Vec<Cited<PaperFiled>>,
    /// The translations that were added to statements, the last into each language.
    pub translations: BTreeMap<(StatementKey, Lang), Cited<StatementTranslated>>,
    /// What was handed in and not let in.
    pub refused: Vec<Cited<SubmissionRefused>>,
    /// The replies.
    pub replies: Vec<Cited<ReplyMade>>,
    /// The replies that are no longer shown.
    pub hidden: Vec<Cited<ReplyHidden>>,
    /// The reports of topics, the last of each.
    pub reports: BTreeMap<TopicKey, Cited<TopicReported>>,
}

impl Discussion {
    /// A paper.
    #[must_use]
    pub fn paper(&self, key: &str) -> Option<&Cited<PaperFiled>> {
        self.papers.iter().find(|paper| paper.body.paper == key)
    }

    /// The papers of a topic.
    pub fn papers_of<'a>(&'a self, topic: &'a TopicKey) -> impl Iterator<Item = &'a Cited<PaperFiled>> {
        self.papers.iter().filter(move |paper| paper.body.topic == *topic)
    }

    /// The replies to a statement that are shown.
    pub fn replies_to<'a>(
        &'a self,
        statement: &'a StatementKey,
    ) -> impl Iterator<Item = &'a Cited<ReplyMade>> {
        let shown = |reply: &&Cited<ReplyMade>| {
            !self.hidden.iter().any(|hidden| hidden.body.reply == reply.body.reply)
        };
        self.replies.iter().filter(move |reply| reply.body.statement == *statement).filter(shown)
    }
}

fn known_topic(state: &State, topic: &TopicKey) -> Taken {
    let known = state.topics.iter().any(|known| known.body.topic == *topic);
    if known { Ok(()) } else { Err(format!("topic {topic} was never opened")) }
}

/// The party of an origin takes part.
pub(super) fn origin_holds(state: &State, origin: Option<&Origin>) -> Taken {
    match origin.and_then(|origin| origin.party.as_ref()) {
        Some(party) if state.name(party).is_none() => Err(format!("{party} takes no part")),
        _ => Ok(()),
    }
}

/// Every cited paper is filed.
pub(super) fn cites_hold(state: &State, made: &StatementMade) -> Taken {
    let missing = made.cites.iter().find(|key| state.discussion.paper(key).is_none());
    missing.map_or(Ok(()), |key| Err(format!("paper {key} was never filed")))
}

/// An address on the web that a page may link to.
pub(crate) fn web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").unwrap_or_default();
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | '"' | '\\');
    rest.len() > 3 && rest.contains('.') && text.len() <= 2_000 && text.chars().all(plain)
}

pub(super) fn guided(state: &mut State, act: &Act, body: TopicGuided) -> Taken {
    known_topic(state, &body.topic)?;
    for party in body.chair.iter().chain(&body.rapporteur) {
        state.name(party).ok_or_else(|| format!("{party} takes no part"))?;
    }
    if body.chair.is_some() && body.chair == body.rapporteur {
        return Err("who chairs a topic does not report on it".to_owned());
    }
    // The questions are new, and so are the languages they are given in.
    let old = |of: &Called| matches!(of, Called::Question(topic, _) if *topic == body.topic);
    state.naming.translated.retain(|(of, _)| !old(of));
    state.discussion.guided.insert(body.topic.clone(), cited(act, body));
    Ok(())
}

pub(super) fn paper(state: &mut State, act: &Act, body: PaperFiled) -> Taken {
    known_topic(state, &body.topic)?;
    if body.paper.is_empty() || state.discussion.paper(&body.paper).is_some() {
        return Err(format!("paper {:?} is filed already", body.paper));
    }
    match &body.source {
        PaperSource::Link(link) if !web_address(link) => {
            return Err(format!("{link:?} is no https:// address"));
        }
        _ => {}
    }
    state.discussion.papers.push(cited(act, body));
    Ok(())
}

pub(super) fn translated(state: &mut State, act: &Act, body: StatementTranslated) -> Taken {
    let key = (body.statement.clone(), body.lang.clone());
    let made = state.statements.iter_mut().find(|made| made.body.statement == body.statement);
    let made = made.ok_or_else(|| format!("statement {} was never made", body.statement))?;
    let own = made.body.text.get(&body.lang).is_some();
    if own && !state.discussion.translations.contains_key(&key) {
        return Err(format!("{} is the author's own wording in {}", body.statement, body.lang));
    }
    if body.text.trim().is_empty() {
        return Err("a translation says something".to_owned());
    }
    made.body.text = std::mem::take(&mut made.body.text).with(body.lang.as_str(), &body.text);
    state.discussion.translations.insert(key, cited(act, body));
    Ok(())
}

pub(super) fn refused(state: &mut State, act: &Act, body: SubmissionRefused) -> Taken {
    known_topic(state, &body.topic)?;
    if body.reason.trim().is_empty() {
        return Err("who refuses something says why".to_owned());
    }
    state.discussion.refused.push(cited(act, body));
    Ok(())
}

pub(super) fn reply(state: &mut State, act: &Act, body: ReplyMade) -> Taken {
    let made = state.statement(&body.statement);
    let made = made.ok_or_else(|| format!("statement {} was never made", body.statement))?;
    if !state.topic_open(&made.body.topic) {
        return Err(format!("topic {} is closed", made.body.topic));
    }
    if body.reply.is_empty() || state.discussion.replies.iter().any(|known| known.body.reply == body.reply) {
        return Err(format!("reply {:?} is made already", body.reply));
    }
    let holds = |source: &String| web_address(source) || state.discussion.paper(source).is_some();
    if let Some(source) = body.sources.iter().find(|source| !holds(source)) {
        return Err(format!("{source:?} is neither an https:// address nor a paper"));
    }
    origin_holds(state, body.origin.as_ref())?;
    state.discussion.replies.push(cited(act, body));
    Ok(())
}

pub(super) fn hide_reply(state: &mut State, act: &Act, body: ReplyHidden) -> Taken {
    if !state.discussion.replies.iter().any(|known| known.body.reply == body.reply) {
        return Err(format!("reply {:?} was never made", body.reply));
    }
    if state.discussion.hidden.iter().any(|hidden| hidden.body.reply == body.reply) {
        return Err(format!("reply {:?} is hidden already", body.reply));
    }
    state.discussion.hidden.push(cited(act, body));
    Ok(())
}

pub(super) fn reported(state: &mut State, act: &Act, body: TopicReported) -> Taken {
    known_topic(state, &body.topic)?;
    if state.topic_open(&body.topic) {
        return Err(format!("topic {} is still open; it is closed before it is reported on", body.topic));
    }
    let published = state.findings.as_ref().map(|found| found.published.body.snapshot);
    if published.as_ref() != Some(&body.snapshot) {
        return Err("it rests on other findings than the published ones".to_owned());
    }
    state.discussion.reports.insert(body.topic.clone(), cited(act, body));
    Ok(())
}

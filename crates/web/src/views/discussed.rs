//! Papers, replies and where something comes from, as a page shows them.

use crate::extract::Place;
use crate::speech::Spoken;
use forum::acts::{Origin, PaperFiled, PaperSource, ReplyMade, Stance};
use forum::fold::Cited;
use terms::StatementKey;

/// A background paper.
pub(crate) struct Paper {
    pub(crate) key: String,
    pub(crate) title: Spoken,
    pub(crate) author: Spoken,
    pub(crate) capacity: String,
    pub(crate) href: String,
    /// How large the file is; empty for a link.
    pub(crate) size: String,
}

impl Paper {
    pub(crate) fn of(at: &Place, paper: &Cited<PaperFiled>) -> Paper {
        let body = &paper.body;
        Paper {
            key: body.paper.clone(),
            title: at.speech.spoken(&body.title),
            author: at.speech.spoken(&body.author),
            capacity: at.speech.w(&format!("from-{}", body.capacity.name())),
            href: match &body.source {
                PaperSource::Link(link) => link.clone(),
                PaperSource::File { .. } => at.to(&format!("paper/{}", body.paper)),
            },
            size: match &body.source {
                PaperSource::Link(_) => String::new(),
                PaperSource::File { bytes, .. } => at.speech.n("paper-size", "size", bytes.div_ceil(1024)),
            },
        }
    }
}

/// A reply.
pub(crate) struct Reply {
    pub(crate) key: String,
    pub(crate) text: Spoken,
    pub(crate) origin: String,
    pub(crate) sources: Vec<(String, String)>,
}

/// Where something comes from, as one line; empty for the secretariat.
pub(crate) fn origin(at: &Place, origin: Option<&Origin>) -> String {
    let Some(origin) = origin else { return String::new() };
    let capacity = origin.capacity.map(|capacity| at.speech.w(&format!("from-{}", capacity.name())));
    let party = origin.party.as_ref().and_then(|party| at.view.state.name(party));
    let party = party.map(|name| at.speech.name(name.name));
    let tier = origin.tier.map(|tier| at.speech.w(&format!("origin-{}", tier.name())));
    let parts: Vec<String> = capacity.into_iter().chain(party).chain(tier).collect();
    parts.join(" · ")
}

/// The replies to a statement: for, against, questions.
pub(crate) fn replies(at: &Place, statement: &StatementKey) -> Vec<(&'static str, String, Vec<Reply>)> {
    let of = |stance: Stance| {
        let all = at.view.state.discussion.replies_to(statement);
        let shown = all.filter(|reply| reply.body.stance == stance).map(|reply| shown(at, &reply.body));
        (stance.name(), at.speech.w(&format!("stance-{}", stance.name())), shown.collect())
    };
    Stance::ALL.into_iter().map(of).collect()
}

fn shown(at: &Place, reply: &ReplyMade) -> Reply {
    Reply {
        key: reply.reply.clone(),
        text: at.speech.spoken(&reply.text),
        origin: origin(at, reply.origin.as_ref()),
        sources: reply.sources.iter().map(|source| linked(at, source)).collect(),
    }
}

/// A source as an address and its words.
pub(crate) fn linked(at: &Place, source: &str) -> (String, String) {
    match at.view.state.discussion.paper(source) {
        Some(paper) => {
            let paper = Paper::of(at, paper);
            (paper.href, paper.title.text)
        }
        None => (source.to_owned(), source.to_owned()),
    }
}

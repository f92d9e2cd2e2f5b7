//! The text: each clause with its chain, from the statements to the positions; and the text alone.

use super::View;
use super::html::{act, anchor, m, plain_word, said, sign, word, written};
use crate::acts::ClauseDrafted;
use crate::communique::words::best;
use crate::fold::{Adoption, Cited, TextState};
use present::locale::speaks;
use present::numbers;
use present::page::escape;
use procedure::{Said, Scope, Stands, StatementKind};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use terms::PartyKey;
use text::{AssertedBy, Clause, Verbs};

pub(super) fn section(view: &View) -> String {
    let mut out = format!("<section id=\"text\">\n<h2>{}</h2>\n", word(view, "text-title"));
    let Some(text) = &view.state.text else {
        let _ = writeln!(out, "<p>{}</p>\n</section>", word(view, "text-none"));
        return out;
    };
    let _ = writeln!(
        out,
        "<p>{}</p>\n<p class=\"quiet\">{}</p>\n<p class=\"more\"><a href=\"{}\">{}</a></p>\n<div class=\"paper\">\n<h3 class=\"title\">{}</h3>\n\
         <p class=\"quiet symbol\">{}</p>",
        word(view, "text-about"),
        word(view, "text-legend"),
        view.beside.text,
        word(view, "text-plain"),
        written(view, &text.begun.body.title),
        escape(&text.draft.symbol().to_string()),
    );
    for (number, clause) in text.draft.latest().numbered() {
        let drafted = text.clauses.iter().find(|drafted| drafted.body.clause.id == clause.id);
        if let Some(drafted) = drafted {
            out.push_str(&article(view, text, drafted, number));
        }
    }
    out.push_str("</div>\n</section>\n");
    out
}

/// In whose name a clause speaks, up to where its own words begin.
fn subject(view: &View, clause: &Clause) -> String {
    let (kind, subject) = match &clause.asserted_by {
        AssertedBy::Forum | AssertedBy::Host => ("forum", plain_word(view, "text-subject")),
        AssertedBy::Parties(parties) => ("parties", super::front::joined(view, parties)),
    };
    m("text-speaks").choice("kind", kind, []).written("subject", &subject, []).write(view.lang)
}

/// The number of a clause in the digits of the language.
fn numbered(view: &View, number: usize) -> String {
    numbers::ungrouped(view.lang, number as u64)
}

fn article(view: &View, text: &TextState, drafted: &Cited<ClauseDrafted>, number: Option<usize>) -> String {
    let clause = &drafted.body.clause;
    let whole = best(&clause.text, view.lang);
    let mut lines = whole.lines();
    let number = number.map_or(String::new(), |number| {
        format!("<span class=\"number\">{}.</span> ", numbered(view, number))
    });
    let mut out = format!(
        "<article class=\"clause\" id=\"{}\">\n<div class=\"words\">\n<p><bdi>{number}{}{}</bdi></p>\n",
        anchor("c", clause.id.as_str()),
        escape(&subject(view, clause)),
        emphasised(view, clause, lines.next().unwrap_or_default()),
    );
    for line in lines {
        // A statement is lettered; what opens a group of them is not.
        let class = if line.starts_with('(') { "item" } else { "group" };
        let _ = writeln!(out, "<p class=\"{class}\"><bdi>{}</bdi></p>", escape(line));
    }
    out.push_str("</div>\n<div class=\"provenance\">\n");
    let count = drafted.body.grounds.len() as u64;
    let _ = write!(out, "<p><b>{}</b> ", said(view, m("text-from").number("count", count, [])));
    for ground in &drafted.body.grounds {
        let title = view.state.statement(&ground.statement).map(|made| best(&made.body.text, view.lang));
        let _ = write!(
            out,
            "<a href=\"#{}\" title=\"{}\">{}</a> ",
            anchor("s", ground.statement.as_str()),
            escape(&title.unwrap_or_default()),
            sign(view, ground.grade)
        );
    }
    let _ = writeln!(out, "{}</p>", act(view, drafted.act));
    if let Some(adoption) = &text.adoption {
        out.push_str(&positions(view, adoption, clause));
    }
    out.push_str("</div>\n</article>\n");
    out
}

/// The opening of a clause with its verb set off, escaped.
fn emphasised(view: &View, clause: &Clause, line: &str) -> String {
    let verbs = Verbs::standard();
    let entry = clause.verb.as_ref().and_then(|verb| verbs.get(&verb.id));
    let wording = entry.and_then(|entry| entry.wording.best(&speaks(view.lang))).map(|(_, wording)| wording);
    match wording.and_then(|wording| Some((wording, line.strip_prefix(wording)?))) {
        Some((wording, rest)) => format!("<em>{}</em>{}", escape(wording), escape(rest)),
        None => escape(line),
    }
}

/// How a party stands to the text: a class, a sign and a word.
pub(super) fn stance(adoption: &Adoption, party: &PartyKey) -> (&'static str, &'static str, &'static str) {
    let outcome = adoption.declared.as_ref().map(|declared| &declared.body.outcome);
    if let Some(stands) = outcome.and_then(|outcome| outcome.stands.get(party)) {
        return match stands {
            Stands::Accepts => ("yes", "✓", "stands-accepts"),
            Stands::AcceptsWithReservation => ("yes", "✓", "stands-accepts-with-reservation"),
            Stands::CanLiveWith => ("yes", "✓", "stands-can-live-with"),
            Stands::NotParticipating => ("aside", "–", "stands-not-participating"),
            Stands::NeedsTime => ("aside", "–", "stands-needs-time"),
            Stands::Objects => ("no", "✕", "stands-objects"),
            Stands::NoObjectionReceived => ("silent", "○", "stands-no-objection-received"),
            Stands::TacitAssent => ("silent", "○", "stands-tacit-assent"),
            Stands::VotedYes => ("yes", "✓", "stands-voted-yes"),
            Stands::VotedNo => ("no", "✕", "stands-voted-no"),
            Stands::Abstained => ("aside", "–", "stands-abstained"),
            Stands::DidNotVote => ("silent", "○", "stands-did-not-vote"),
        };
    }
    let own =
        adoption.positions.iter().filter(|(of, _)| of == party).map(|(_, position)| &position.body.said);
    let mut stance = ("silent", "○", "heard-nothing-short");
    for said in own {
        match said {
            Said::Position { position: procedure::Position::Object { .. }, .. }
            | Said::JointObjection { .. }
            | Said::Joins { .. } => {
                stance = ("no", "✕", "heard-objects");
            }
            Said::Position { .. } => stance = ("yes", "✓", "heard-accepts"),
            _ => {}
        }
    }
    stance
}

/// What a party said on this clause beside its position.
fn beside(adoption: &Adoption, party: &PartyKey, clause: &Clause) -> Option<&'static str> {
    adoption.positions.iter().filter(|(of, _)| of == party).find_map(|(_, position)| {
        let (scope, word) = match &position.body.said {
            Said::OpinionOnRecord { scope, .. }
            | Said::Statement { kind: StatementKind::OpinionOnRecord, scope, .. } => (scope, "heard-opinion"),
            Said::Reservation { scope, .. }
            | Said::Statement { kind: StatementKind::Reservation, scope, .. } => (scope, "heard-reservation"),
            _ => return None,
        };
        matches!(scope, Scope::Clause(id) if *id == clause.id).then_some(word)
    })
}

/// Positions as a row of party signs, with the same in words.
fn positions(view: &View, adoption: &Adoption, clause: &Clause) -> String {
    let mut out = String::from("<p class=\"positions\" aria-hidden=\"true\">");
    let mut twin: BTreeMap<&'static str, Vec<&PartyKey>> = BTreeMap::new();
    let mut seats: Vec<_> = adoption.opened.body.roll.seats().iter().collect();
    seats.sort_by_key(|seat| !seat.decides);
    for seat in seats {
        let (class, sign, says) = stance(adoption, &seat.party);
        let said = beside(adoption, &seat.party, clause);
        let heard = if seat.decides { "" } else { " heard" };
        let noted = if said.is_some() { " noted" } else { "" };
        let mark = if said.is_some() { "*" } else { "" };
        let key = escape(seat.party.as_str());
        let _ = write!(out, "<span class=\"chip {class}{heard}{noted}\">{key} {sign}{mark}</span> ");
        twin.entry(says).or_default().push(&seat.party);
        if let Some(said) = said {
            twin.entry(said).or_default().push(&seat.party);
        }
    }
    out.push_str("</p>\n<details class=\"twin\"><summary>");
    let _ = write!(out, "{}</summary><ul>", word(view, "text-positions"));
    for (says, parties) in twin {
        let list = super::front::joined(view, parties);
        let line = m("twin-count").written("what", &plain_word(view, says), []).written("names", &list, []);
        let _ = write!(out, "<li>{}</li>", said(view, line));
    }
    out.push_str("</ul></details>\n");
    out
}

/// The text alone, as plain text with the mark of a simulation above and below. Empty without a text.
#[must_use]
pub fn plain_text(view: &View) -> String {
    let mut out = String::new();
    let mark = view.communique.mark().map(|mark| format!("{mark}\n")).unwrap_or_default();
    let Some(text) = &view.state.text else {
        return format!("{mark}\n{}\n", plain_word(view, "text-none"));
    };
    let _ = write!(out, "{mark}\n{}\n{}\n", best(&text.begun.body.title, view.lang), text.draft.symbol());
    for (number, clause) in text.draft.latest().numbered() {
        let number = number.map_or(String::new(), |number| format!("{}. ", numbered(view, number)));
        let whole = best(&clause.text, view.lang);
        let _ = writeln!(out, "\n{number}{}{whole}", subject(view, clause));
    }
    if let Some((_, frozen)) = &text.frozen {
        let _ = write!(out, "\n{}\n", frozen.digest);
    }
    let _ = write!(out, "\n{mark}");
    out
}

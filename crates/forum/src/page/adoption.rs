//! How the text was adopted, and what was promised.

use super::View;
use super::front::party_cell;
use super::html::{act, anchor, day, isolated, m, names, plain_word, quoted, said, word, written};
use super::text_page::stance;
use crate::communique::words::best;
use crate::communique::{Sentence, Value};
use crate::fold::{Adoption, CommitmentState};
use present::collate::Collation;
use present::dates::Calendars;
use present::page::escape;
use procedure::{Basis, Decision, Position, Said, Seat, StatementKind};
use std::fmt::Write as _;

pub(super) fn section(view: &View) -> String {
    let mut out = format!("<section id=\"adoption\">\n<h2>{}</h2>\n", word(view, "adoption-title"));
    let adoption = view.state.text.as_ref().and_then(|text| text.adoption.as_ref());
    let declared = adoption.and_then(|adoption| Some((adoption, adoption.declared.as_ref()?)));
    let Some((adoption, declared)) = declared else {
        let _ = writeln!(out, "<p>{}</p>\n</section>", word(view, "adoption-none"));
        return out;
    };
    let outcome = &declared.body.outcome;
    let adopted = outcome.decision == Decision::Adopted;
    let result = if adopted {
        m("adoption-result").arg("basis", basis(outcome.basis), [])
    } else {
        m("adoption-result-not")
    };
    let rule = m("rule").choice("rule", &outcome.rule, []);
    let _ = writeln!(
        out,
        "<p class=\"result {}\">{} {}</p>\n<p><b>{}:</b> {}. {}</p>\n<p class=\"quiet\">{}</p>",
        if adopted { "yes" } else { "no" },
        if adopted { "◆✓" } else { "◆✕" },
        said(view, result),
        word(view, "adoption-rule"),
        said(view, rule),
        act(view, declared.act),
        word(view, "adoption-silence"),
    );
    for (id, decides) in [("adoption-decide", true), ("adoption-heard", false)] {
        let seats: Vec<&Seat> =
            adoption.opened.body.roll.seats().iter().filter(|seat| seat.decides == decides).collect();
        if !seats.is_empty() {
            out.push_str(&roll(view, adoption, id, seats));
        }
    }
    out.push_str("</section>\n");
    out
}

fn basis(basis: Option<Basis>) -> Value {
    let key = match basis {
        Some(Basis::WithoutObjection) => "without_objection",
        Some(Basis::WithoutObjectionMinusOne) => "without_objection_minus_one",
        Some(Basis::TacitAssent) => "tacit_assent",
        Some(Basis::ByConsensus) => "by_consensus",
        Some(Basis::WithoutVote) => "without_vote",
        Some(Basis::Rough) => "rough",
        Some(Basis::GeneralAgreement) => "general_agreement",
        Some(Basis::ByVote) | None => "by_vote",
    };
    Value::Part(Box::new(Sentence::new("basis").choice("basis", key, [])))
}

fn roll(view: &View, adoption: &Adoption, title: &str, mut seats: Vec<&Seat>) -> String {
    let collation = Collation::of(view.lang);
    let called = |seat: &Seat| names(view, [&seat.party]).concat();
    seats.sort_by(|a, b| collation.compare(&called(a), &called(b)));
    let mut out = format!(
        "<div class=\"scroll\"><table class=\"roll\">\n<caption>{}</caption>\n<thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>\n<tbody>\n",
        word(view, title),
        word(view, "adoption-party"),
        word(view, "adoption-standing"),
        word(view, "adoption-position"),
        word(view, "adoption-said"),
    );
    for seat in seats {
        let entry = view.state.standings().iter().find(|entry| entry.key == seat.standing);
        let standing = entry.map_or(String::new(), |entry| written(view, &entry.name));
        let (class, sign, says) = stance(adoption, &seat.party);
        let _ = writeln!(
            out,
            "<tr>{}<td>{standing}</td><td class=\"{class}\"><span aria-hidden=\"true\">{sign}</span> {}</td><td>{}</td></tr>",
            party_cell(view, &seat.party),
            word(view, says),
            spoken(view, adoption, seat),
        );
    }
    out.push_str("</tbody>\n</table></div>\n");
    out
}

/// What a party said, in its words, each with its act.
fn spoken(view: &View, adoption: &Adoption, seat: &Seat) -> String {
    let own = adoption.positions.iter().filter(|(party, _)| *party == seat.party);
    let one = |said: &Said| match said {
        Said::OpinionOnRecord { text, .. }
        | Said::Statement { kind: StatementKind::OpinionOnRecord, text, .. } => {
            said_as(view, "heard-opinion", text)
        }
        Said::Reservation { text, .. }
        | Said::Statement { kind: StatementKind::Reservation, text, .. }
        | Said::Position { position: Position::AcceptWithReservation { reservation: text }, .. } => {
            said_as(view, "heard-reservation", text)
        }
        Said::Position { position: Position::Object { reason, .. }, .. }
        | Said::JointObjection { reason, .. }
        | Said::ExtensionRequest { reason, .. } => isolated(&format!("{} ", quoted(view, reason))),
        Said::Statement { text, .. } | Said::Amendment { text, .. } => {
            isolated(&format!("{} ", quoted(view, text)))
        }
        Said::Position { .. } | Said::Ballot(_) | Said::Joins { .. } | Said::Maintains { .. } => {
            String::new()
        }
    };
    own.map(|(_, position)| format!("{}{}", one(&position.body.said), act(view, position.act)))
        .collect::<Vec<_>>()
        .join(" ")
}

/// What a party said and as what.
fn said_as(view: &View, what: &str, words: &str) -> String {
    let what = plain_word(view, what);
    let said = m("said-as").written("what", &what, []).written("words", words, []);
    isolated(&format!("{} ", said.write(view.lang)))
}

pub(super) fn deeds(view: &View) -> String {
    let mut out = format!("<section id=\"deeds\">\n<h2>{}</h2>\n", word(view, "deeds-title"));
    if view.state.commitments.is_empty() {
        let _ = writeln!(out, "<p>{}</p>", word(view, "deed-none"));
    }
    for known in &view.state.commitments {
        out.push_str(&deed(view, known));
    }
    if !view.state.commitments.is_empty() {
        let _ = writeln!(out, "<p class=\"quiet\">{}</p>", word(view, "deed-note"));
    }
    out.push_str("</section>\n");
    out
}

fn deed(view: &View, known: &CommitmentState) -> String {
    let commitment = &known.commitment;
    let terms = commitment.terms();
    let confirmed = !commitment.promised_by().is_empty();
    let mut rows = vec![
        ("deed-owner", isolated(&names(view, commitment.actors()).join(", "))),
        ("deed-what", written(view, &terms.deliverable)),
    ];
    if let Some(measure) = &terms.measure {
        let target = present::numbers::integer(view.lang, measure.target);
        rows.push((
            "deed-measure",
            format!("{} × {}", escape(&target), escape(&best(&measure.text, view.lang))),
        ));
    }
    if let Some(due) = terms.due {
        rows.push(("deed-due", isolated(&day(view, due, Calendars::Both))));
    }
    let acts: Vec<String> =
        std::iter::once(&known.proposed).chain(&known.confirmed).map(|&number| act(view, number)).collect();
    let state = if confirmed { "deed-confirmed" } else { "deed-candidate" };
    let sign = if confirmed { "✓" } else { "○" };
    rows.push(("deed-state", format!("{sign} {} · {}", word(view, state), acts.join(" · "))));
    let clause = anchor("c", commitment.clause().as_str());
    let mut out = format!("<article class=\"deed\" id=\"{}\">\n<dl>\n", anchor("d", commitment.id()));
    for (id, value) in rows {
        let _ = writeln!(out, "<div><dt>{}</dt><dd>{value}</dd></div>", word(view, id));
    }
    let _ = writeln!(
        out,
        "</dl>\n<p class=\"more\"><a href=\"#{clause}\">{}</a></p>\n</article>",
        word(view, "deed-clause")
    );
    out
}

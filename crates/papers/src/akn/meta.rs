//! What an Akoma Ntoso file says of itself: work, expression, manifestation; what happened; who is meant.

use super::OWN;
use crate::model::{Adoption, Paper, Status};
use crate::xml::Xml;
use present::dates;
use terms::{Instant, Lang, PartyKey};

/// Codes of three letters (ISO 639-2/T) for codes of two.
const ALPHA_3: [(&str, &str); 34] = [
    ("ar", "ara"),
    ("az", "aze"),
    ("be", "bel"),
    ("bn", "ben"),
    ("de", "deu"),
    ("en", "eng"),
    ("es", "spa"),
    ("fa", "fas"),
    ("fr", "fra"),
    ("he", "heb"),
    ("hi", "hin"),
    ("hy", "hye"),
    ("id", "ind"),
    ("it", "ita"),
    ("ja", "jpn"),
    ("ka", "kat"),
    ("kk", "kaz"),
    ("km", "khm"),
    ("ko", "kor"),
    ("ky", "kir"),
    ("mn", "mon"),
    ("my", "mya"),
    ("ne", "nep"),
    ("ps", "pus"),
    ("pt", "por"),
    ("ru", "rus"),
    ("si", "sin"),
    ("tg", "tgk"),
    ("tk", "tuk"),
    ("tr", "tur"),
    ("ur", "urd"),
    ("uz", "uzb"),
    ("vi", "vie"),
    ("zh", "zho"),
];

/// The code of three letters; `mis` (a language without a code) where none is known.
fn alpha_3(lang: &Lang) -> String {
    let own = lang.language();
    let known = ALPHA_3.iter().find(|(two, _)| *two == own).map(|(_, three)| (*three).to_owned());
    known.unwrap_or_else(|| if own.len() == 3 { own.to_owned() } else { "mis".to_owned() })
}

pub(super) fn write(xml: &mut Xml, paper: &Paper, lang: &Lang) {
    xml.open("meta", &[]).line();
    identification(xml, paper, lang);
    lifecycle(xml, paper);
    if let Some(adoption) = &paper.adoption {
        workflow(xml, paper, adoption);
        analysis(xml, adoption);
    }
    references(xml, paper, lang);
    proprietary(xml, paper);
    xml.close().line();
}

fn day(paper: &Paper, at: Instant) -> String {
    dates::date_of(at, &paper.forum.zone).to_string()
}

fn identification(xml: &mut Xml, paper: &Paper, lang: &Lang) {
    let date = day(paper, paper.dated);
    // No country: `xx` is among those that ISO 3166 leaves to users.
    let work = format!(
        "/akn/xx/statement/deliberation/{}/{date}/{}",
        paper.forum.key.to_lowercase(),
        forum::live::desk::slug(&paper.symbol)
    );
    let three = alpha_3(lang);
    let expression = format!("{work}/{three}@{date}");
    let manifestation = format!("{expression}.akn");
    let core = |xml: &mut Xml, element: &'static str, uri: &str, name: &str| {
        xml.open(element, &[]).line();
        xml.empty("FRBRthis", &[("value", &format!("{uri}/!main"))]);
        xml.empty("FRBRuri", &[("value", uri)]);
        if element == "FRBRWork" {
            xml.empty("FRBRalias", &[("value", &paper.symbol), ("name", "symbol")]);
        }
        xml.empty("FRBRdate", &[("date", &date), ("name", name)]);
        xml.empty("FRBRauthor", &[("href", "#forum"), ("as", "#author")]);
    };
    xml.open("identification", &[("source", "#forum")]).line();
    core(xml, "FRBRWork", &work, "work");
    xml.empty("FRBRcountry", &[("value", "xx")]);
    let subtype = match paper.status {
        Status::Adopted => "resolution",
        Status::Issued => "summary",
        Status::Draft | Status::Frozen | Status::NotAdopted => "resolutionDraft",
    };
    xml.empty("FRBRsubtype", &[("value", subtype)]);
    xml.empty("FRBRnumber", &[("value", &paper.symbol)]);
    xml.close().line();
    core(xml, "FRBRExpression", &expression, "expression");
    let authentic = paper.authentic.contains(lang).to_string();
    xml.empty("FRBRauthoritative", &[("value", &authentic)]);
    xml.empty("FRBRlanguage", &[("language", &three)]);
    xml.close().line();
    core(xml, "FRBRManifestation", &manifestation, "manifestation");
    xml.empty("FRBRformat", &[("value", "application/akn+xml")]);
    xml.close().line().close().line();
}

fn lifecycle(xml: &mut Xml, paper: &Paper) {
    xml.open("lifecycle", &[("source", "#forum")]).line();
    let date = day(paper, paper.dated);
    xml.empty(
        "eventRef",
        &[("date", &date), ("source", "#forum"), ("type", "generation"), ("eId", "event_1")],
    );
    xml.line().close().line();
}

fn workflow(xml: &mut Xml, paper: &Paper, adoption: &Adoption) {
    xml.open("workflow", &[("source", "#forum")]).line();
    let mut step = |at: Instant, by: &str, role: &str, what: &str, outcome: Option<&str>| {
        let (at, what) = (day(paper, at), format!("#{what}"));
        let mut attributes =
            vec![("date", at.as_str()), ("by", by), ("as", role), ("refersTo", what.as_str())];
        attributes.extend(outcome.map(|outcome| ("outcome", outcome)));
        xml.empty("step", &attributes).line();
    };
    step(adoption.opened, "#forum", "#chair", "opening", None);
    for said in &adoption.said {
        let by = format!("#{}", party(&said.party));
        let what = said.what.replace('_', "-");
        let outcome = said.without_effect.as_ref().map(|_| "#without-effect");
        step(said.received, &by, "#party", &format!("said-{what}"), outcome);
    }
    if let Some(outcome) = &adoption.outcome {
        let result = if outcome.adopted { "#adopted" } else { "#not-adopted" };
        step(outcome.at, "#forum", "#chair", "declaration", Some(result));
    }
    xml.close().line();
}

/// The count: who was present, and of a vote, who voted how.
fn analysis(xml: &mut Xml, adoption: &Adoption) {
    let Some(outcome) = &adoption.outcome else { return };
    let count = |name: &str| outcome.counts.get(name).copied().unwrap_or_default().to_string();
    xml.open("analysis", &[("source", "#forum")]).line();
    xml.open("parliamentary", &[]).line();
    xml.open("quorumVerification", &[("eId", "quorum"), ("refersTo", "#rule")]);
    xml.empty("quorum", &[("eId", "quorum_counted"), ("value", &count("counted"))]);
    xml.empty("count", &[("eId", "quorum_present"), ("value", &count("present")), ("refersTo", "#present")]);
    xml.close().line();
    if outcome.basis.as_deref() == Some("by_vote")
        || ["yes", "no", "abstain"].iter().any(|id| count(id) != "0")
    {
        let result = if outcome.adopted { "#adopted" } else { "#not-adopted" };
        xml.open("voting", &[("eId", "voting"), ("outcome", result), ("refersTo", "#rule")]);
        for choice in ["yes", "no", "abstain"] {
            let (id, to) = (format!("voting_{choice}"), format!("#{choice}"));
            xml.empty("count", &[("eId", &id), ("value", &count(choice)), ("refersTo", &to)]);
        }
        xml.close().line();
    }
    xml.close().line().close().line();
}

/// Everything a reference in the file leads to.
fn references(xml: &mut Xml, paper: &Paper, lang: &Lang) {
    let name = |text: &terms::MultiText| text.best(lang).map_or(String::new(), |(_, text)| text.to_owned());
    xml.open("references", &[("source", "#forum")]).line();
    let mut entry = |element: &'static str, id: &str, kind: &str, shown: &str| {
        let href = format!("/akn/ontology/{kind}/{id}");
        xml.empty(element, &[("eId", id), ("href", &href), ("showAs", shown)]).line();
    };
    entry("TLCOrganization", "forum", "organization", &name(&paper.forum.name));
    for (key, named) in &paper.parties {
        entry("TLCOrganization", &party(key), "organization", &name(&named.name));
    }
    for role in ["author", "chair", "party"] {
        entry("TLCRole", role, "role", role);
    }
    entry("TLCLocation", "place", "location", &name(&paper.forum.place));
    let Some(adoption) = &paper.adoption else {
        xml.close().line();
        return;
    };
    entry("TLCConcept", "rule", "concept", &adoption.rule);
    let mut concepts = std::collections::BTreeSet::from(
        [
            "opening",
            "declaration",
            "adopted",
            "not-adopted",
            "without-effect",
            "present",
            "yes",
            "no",
            "abstain",
        ]
        .map(str::to_owned),
    );
    concepts.extend(adoption.said.iter().map(|said| format!("said-{}", said.what.replace('_', "-"))));
    for concept in concepts {
        entry("TLCConcept", &concept, "concept", &concept.replace('-', " "));
    }
    xml.close().line();
}

/// A party's key as an id.
fn party(key: &PartyKey) -> String {
    crate::sheet::anchor(key.as_str()).replacen("c-", "party-", 1)
}

/// What the standard has no place for.
fn proprietary(xml: &mut Xml, paper: &Paper) {
    xml.open("proprietary", &[("source", "#forum"), ("xmlns:plenary", OWN)]).line();
    if let Some(seed) = paper.simulation {
        let mark = present::page::simulation_notice(&Lang::new("en"), seed);
        xml.leaf("plenary:simulation", &[("seed", &seed.to_string())], &mark).line();
    }
    if let Some(digest) = &paper.digest {
        xml.leaf("plenary:digest", &[("algorithm", "sha-256")], &digest.to_string()).line();
    }
    if let Some(head) = &paper.record {
        xml.leaf("plenary:record", &[("acts", &head.acts.to_string())], &head.root.to_string()).line();
    }
    for clause in &paper.clauses {
        let id = crate::sheet::anchor(clause.id.as_str());
        xml.open("plenary:clause", &[("wId", &id), ("digest", &clause.digest.to_string())]);
        for ground in &clause.grounds {
            let (statement, snapshot) = (ground.statement.as_str(), ground.snapshot.to_string());
            let attributes =
                [("statement", statement), ("grade", ground.grade.as_str()), ("snapshot", &snapshot)];
            xml.empty("plenary:ground", &attributes);
        }
        xml.close().line();
    }
    xml.close().line();
}

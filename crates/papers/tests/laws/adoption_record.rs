//! What the record of an adoption holds, under every rule that is shipped, in every format and language.

use crate::{letters, without_tags};
use forum::State;
use forum::acts::{AdoptionDeclared, PositionTaken, RoundConducted};
use forum::fold::{Adoption, Cited};
use papers::sheet::{Block, Run};
use papers::{Paper, Sheet, docx, files, html, plain};
use present::dates;
use present::locale::{self, Args};
use procedure::{
    AgreementGrade, Ballot, Basis, Conduct, Conducted, Decision, Input, Position, Roll, Round, Rule, Said,
    Scope, StatementKind,
};
use record::tree::TreeHead;
use std::sync::LazyLock;
use terms::{Instant, Lang, PartyKey};

const HOUR: i64 = 60 * 60 * 1000;

static SHIPPED: LazyLock<(State, TreeHead)> = LazyLock::new(|| {
    let done = forum::demo::run(7, &Lang::new("en")).expect("the shipped forum");
    (forum::fold(&done.record).expect("a record that holds"), done.record.head())
});

/// An adoption of the shipped forum's text under another rule, with everything said that can be.
struct Told {
    state: State,
    paper: Paper,
}

fn run(state: &State) -> &Adoption {
    state.text.as_ref().and_then(|text| text.adoption.as_ref()).expect("an adoption")
}

/// What parties say, in an order in which each has something to be about.
fn spoken(roll: &Roll, clause: &text::ClauseId) -> Vec<(PartyKey, Said)> {
    let (whole, on) = (Scope::Whole, Scope::Clause(clause.clone()));
    let deciding: Vec<&PartyKey> = roll.seats().iter().filter(|s| s.decides).map(|s| &s.party).collect();
    let heard: Vec<&PartyKey> = roll.seats().iter().filter(|s| !s.decides).map(|s| &s.party).collect();
    let position = |scope: &Scope, position| Said::Position { scope: scope.clone(), position };
    let object = || Position::Object {
        reason: "The sum is not ours to give.".to_owned(),
        remedy: Some("The sum is left open.".to_owned()),
    };
    let mut said: Vec<(PartyKey, Said)> = Vec::new();
    said.push((deciding[0].clone(), position(&on, object())));
    said.push((heard[0].clone(), position(&whole, object())));
    let joint = Said::JointObjection {
        scope: on.clone(),
        reason: "The day is too early for us.".to_owned(),
        remedy: Some("A later day is set.".to_owned()),
        parties: vec![deciding[2].clone()],
    };
    said.push((deciding[1].clone(), joint));
    said.push((deciding[2].clone(), Said::Joins { letter: 2_002 }));
    said.push((deciding[0].clone(), Said::Maintains { objection: 2_000 }));
    for (at, kind) in StatementKind::ALL.into_iter().enumerate() {
        let text = format!("Statement number {at} of ours.");
        said.push((deciding[at % deciding.len()].clone(), Said::Statement { kind, scope: on.clone(), text }));
    }
    let text = "In place of that word another one.".to_owned();
    said.push((deciding[1].clone(), Said::Amendment { scope: on.clone(), text }));
    let reason = "Our parliament meets next week.".to_owned();
    said.push((deciding[1].clone(), Said::ExtensionRequest { until: None, reason }));
    let reservation = "Subject to our budget.".to_owned();
    said.push((deciding[3].clone(), position(&whole, Position::AcceptWithReservation { reservation })));
    said.push((deciding[4].clone(), position(&whole, Position::CanLiveWith)));
    said.push((deciding[5].clone(), position(&whole, Position::NotParticipating)));
    said.push((heard[1].clone(), position(&whole, Position::Accept)));
    said.push((heard[2].clone(), position(&whole, Position::NeedsTime)));
    let ballots = [Ballot::Yes, Ballot::No, Ballot::Abstain, Ballot::AbstainWithDeclaration];
    for (at, ballot) in ballots.into_iter().enumerate() {
        said.push((deciding[at].clone(), Said::Ballot(ballot)));
    }
    said
}

/// The same without anything that could stand in the way.
fn peaceful(roll: &Roll, clause: &text::ClauseId) -> Vec<(PartyKey, Said)> {
    let blocks = |said: &Said| {
        matches!(
            said,
            Said::Position { position: Position::Object { .. } | Position::NeedsTime, .. }
                | Said::JointObjection { .. }
                | Said::Joins { .. }
                | Said::Maintains { .. }
                | Said::Amendment { .. }
                | Said::ExtensionRequest { .. }
                | Said::Ballot(Ballot::No | Ballot::Abstain | Ballot::AbstainWithDeclaration)
        )
    };
    spoken(roll, clause).into_iter().filter(|(_, said)| !blocks(said)).collect()
}

fn told(rule: &Rule, says: fn(&Roll, &text::ClauseId) -> Vec<(PartyKey, Said)>) -> Told {
    let (mut state, head) = SHIPPED.clone();
    state.rules.as_mut().expect("rules").body.adoption = rule.clone();
    let text = state.text.as_mut().expect("a text");
    let clause = text.frozen.as_ref().expect("frozen").1.clauses[3].id.clone();
    let run = text.adoption.as_mut().expect("an adoption");
    let opened = run.opened.at;
    let after = |hours: i64| Instant::from_millis(opened.millis() + hours * HOUR);
    let mut seats = run.opened.body.roll.seats().to_vec();
    for (at, seat) in seats.iter_mut().enumerate() {
        seat.population = 1_000 + at as u64;
        seat.concerned = at == 1;
    }
    let roll = Roll::new(run.opened.body.roll.text(), after(100), seats).expect("a roll");
    let mut round = Round::open(2, rule.clone(), roll.clone(), opened).expect("it opens");
    (run.inputs, run.positions, run.conducted) = (Vec::new(), Vec::new(), Vec::new());
    let mut conduct = |round: &mut Round, seq: u64, at: Instant, done: Conduct| {
        let taken = round.apply(Conducted { seq, at, what: done.clone() });
        if taken.is_ok() {
            run.conducted.push(Cited { act: seq, at, body: RoundConducted { done } });
        }
    };
    // The last of the roll is served by nobody.
    for (at, seat) in roll.seats().iter().enumerate().skip(1) {
        let done = Conduct::Served { party: seat.party.clone(), evidence: format!("receipt number {at}") };
        conduct(&mut round, 1_000 + at as u64, after(1), done);
    }
    for (seq, (party, said)) in (2_000..).zip(says(&roll, &clause)) {
        let (at, body) = (after(2), PositionTaken { text: roll.text(), said: said.clone() });
        let input = Input { seq, party: party.clone(), received: at, text: roll.text(), said };
        round.hear(input.clone()).expect("it comes after");
        run.inputs.push(input);
        run.positions.push((party, Cited { act: seq, at, body }));
    }
    let text = "The sum is an upper bound.".to_owned();
    conduct(&mut round, 3_000, after(3), Conduct::Answered { objection: 2_000, text });
    let (by, reason) = ("chair".to_owned(), "holidays".to_owned());
    conduct(&mut round, 3_001, after(4), Conduct::Extended { by, until: after(200), reason });
    let at = after(24 * 100);
    run.opened.body.roll = roll;
    run.declared = Some(Cited { act: 4_000, at, body: AdoptionDeclared { outcome: round.decide(at) } });
    run.round = Some(round);
    let paper = papers::of_state("friendship-2021", &state, Some(&head)).expect("a text");
    Told { state, paper }
}

/// The record of an adoption in the formats that need no typesetter, each as letters and digits.
fn formats(paper: &Paper, lang: &Lang) -> [(&'static str, String); 3] {
    let sheet = Sheet::adoption_record(paper, lang).expect("there is an adoption");
    let word = docx::read(&docx::docx(&sheet)).expect("our own file");
    let word: String = word.paragraphs.iter().map(|p| letters(&p.text)).collect();
    [
        ("html", letters(&without_tags(&html::html(&sheet)))),
        ("txt", letters(&plain::plain(&sheet))),
        ("docx", word),
    ]
}

/// Everything that is to be read in the record of an adoption in a language: what it is, and the words.
fn expected(told: &Told, lang: &Lang) -> Vec<(&'static str, String)> {
    let Told { state, paper } = told;
    let word = |id: &str| locale::word(lang, id);
    let with = |id: &str, name: &'static str, value: String| {
        let mut args = Args::new();
        args.set(name, value);
        locale::say(lang, id, &args)
    };
    let moment = |at: Instant| dates::moment(lang, at, &paper.forum.zone);
    let run = run(state);
    let (round, outcome) =
        (run.round.as_ref().expect("a round"), &run.declared.as_ref().expect("it ended").body.outcome);
    let adopted = outcome.decision == Decision::Adopted;
    let rule = round.rule();
    let mut all = vec![
        ("the rule", with("rule", "rule", rule.id.clone())),
        ("the rule's name", rule.id.clone()),
        ("when it opened", moment(run.opened.at)),
        ("which round", with("round-no", "no", present::numbers::ungrouped(lang, 2))),
        ("until when", moment(round.expiry())),
        ("when it was declared", moment(run.declared.as_ref().expect("it ended").at)),
        ("the digest of the text", round.roll().text().to_string()),
        ("the head of the record", SHIPPED.1.root.to_string()),
        ("how many acts", present::numbers::integer(lang, SHIPPED.1.size)),
        ("the mark", present::page::simulation_notice(lang, 7)),
    ];
    if adopted {
        let grade = word(&format!("agreement-{}", AgreementGrade::of(outcome).key()));
        let basis = serde_json::to_value(outcome.basis.expect("a ground")).expect("plain data");
        let basis = with("basis", "basis", basis.as_str().expect("a name").to_owned());
        all.push(("on what ground", with("adoption-result", "basis", basis)));
        all.push(("how far it is agreed", grade));
    } else {
        all.push(("that it was not adopted", word("adoption-result-not")));
    }
    if let Some(silence) = rule.silence {
        let hours = silence.min_window.millis() / HOUR.unsigned_abs();
        let mut args = Args::new();
        args.set("hours", hours);
        all.push(("how long a party has", locale::say(lang, "rule-silence-hours", &args)));
        all.push(("whose silence is assent", word("rule-prior-acceptance")));
    }
    all.extend(of_the_roll(told, lang));
    all.extend(of_what_was_said(told, lang));
    all.extend(paper.clauses.iter().map(|clause| ("the digest of a clause", clause.digest.to_string())));
    all
}

fn of_the_roll(told: &Told, lang: &Lang) -> Vec<(&'static str, String)> {
    let paper = &told.paper;
    let word = |id: &str| locale::word(lang, id);
    let moment = |at: Instant| dates::moment(lang, at, &paper.forum.zone);
    let run = run(&told.state);
    let round = run.round.as_ref().expect("a round");
    let outcome = &run.declared.as_ref().expect("it ended").body.outcome;
    let mut all = Vec::new();
    for seat in round.roll().seats() {
        let name = |key: &PartyKey| paper.parties[key].name.best(lang).expect("a name").1.to_owned();
        let standing = paper.standings[&seat.standing].best(lang).expect("a name").1.to_owned();
        let stands = outcome.stands.get(&seat.party).map(|stands| {
            let stands = serde_json::to_value(stands).expect("plain data");
            word(&format!("stands-{}", stands.as_str().expect("a name").replace('_', "-")))
        });
        // Name, standing and position stand in one row.
        let row = format!(
            "{}|adoption-standing|{standing}|adoption-position|{}",
            name(&seat.party),
            stands.unwrap_or_default()
        );
        all.push(("who was called, and how it stands", row));
        match round.served(&seat.party) {
            Some(served) => all.push(("that it was served", moment(served.at) + &served.evidence)),
            None => all.push(("that it was not served", word("round-not-served"))),
        }
    }
    all
}

fn of_what_was_said(told: &Told, lang: &Lang) -> Vec<(&'static str, String)> {
    let word = |id: &str| locale::word(lang, id);
    let run = run(&told.state);
    let outcome = &run.declared.as_ref().expect("it ended").body.outcome;
    let mut all = Vec::new();
    for (party, taken) in &run.positions {
        let name = told.paper.parties[party].name.best(lang).expect("a name").1;
        all.push((
            "who said it when",
            dates::moment(lang, taken.at, &told.paper.forum.zone) + "|adoption-party|" + name,
        ));
        all.push(("by which act", present::numbers::ungrouped(lang, taken.act)));
        let Some((what, words, remedy)) = parts_of(&taken.body.said) else { continue };
        // For several parties, they are named between.
        let several = matches!(taken.body.said, Said::JointObjection { .. });
        let head = if several { String::new() } else { word(what) };
        all.push(("as what and in which words", head + words));
        all.push(("as what", word(what)));
        if let Some(remedy) = remedy {
            all.push(("what would remove it", word("clause-remedy") + remedy));
        }
        if let Some(recorded) = outcome.recorded.iter().find(|recorded| recorded.input.seq == taken.act) {
            let why = serde_json::to_value(recorded.why).expect("plain data");
            all.push((
                "why without effect",
                word(&format!("paper-effect-{}", why.as_str().expect("a name"))),
            ));
        }
    }
    for conducted in &run.conducted {
        if let Conduct::Answered { text, .. } = &conducted.body.done {
            all.push(("what was answered", word("round-answered") + text));
        }
    }
    all
}

/// The message of what was said, its words, and what would remove it.
fn parts_of(said: &Said) -> Option<(&'static str, &str, Option<&String>)> {
    Some(match said {
        Said::Statement { kind, text, .. } => (
            match kind {
                StatementKind::ExplanationBefore => "said-explanation",
                StatementKind::ExplanationAfter => "said-explanation-after",
                StatementKind::Reservation => "paper-said-reservation",
                StatementKind::Interpretative => "said-interpretative",
                StatementKind::Dissociation => "said-dissociation",
                StatementKind::Footnote => "said-footnote",
                StatementKind::OpinionOnRecord => "paper-said-opinion",
            },
            text.as_str(),
            None,
        ),
        Said::Amendment { text, .. } => ("said-amendment", text.as_str(), None),
        Said::ExtensionRequest { reason, .. } => ("said-more-time", reason.as_str(), None),
        Said::JointObjection { reason, remedy, .. } => {
            ("said-joint-objection", reason.as_str(), remedy.as_ref())
        }
        Said::Joins { .. } => ("said-joins", "", None),
        Said::Maintains { .. } => ("said-maintains", "", None),
        Said::Position { position: Position::Object { reason, remedy }, .. } => {
            ("paper-said-object", reason.as_str(), remedy.as_ref())
        }
        Said::Position { position: Position::AcceptWithReservation { reservation }, .. } => {
            ("stands-accepts-with-reservation", reservation.as_str(), None)
        }
        Said::Ballot(Ballot::AbstainWithDeclaration) => ("said-declare", "", None),
        _ => return None,
    })
}

fn holds(told: &Told, id: &str) {
    for lang in &told.paper.languages {
        let expected = expected(told, lang);
        for (format, whole) in formats(&told.paper, lang) {
            for (what, row) in &expected {
                // In plain text each cell of a row but the first stands behind the head of its column.
                let cells = row.split('|').enumerate().map(|(at, part)| match (at % 2, format) {
                    (0, _) => letters(part),
                    (_, "txt") => letters(&locale::word(lang, part)),
                    _ => String::new(),
                });
                let words: String = cells.collect();
                assert!(whole.contains(&words), "{id}, {format} in {lang} lacks {what}: {row}");
            }
        }
    }
}

#[test]
fn the_record_of_an_adoption_holds_rule_roll_service_positions_words_and_hashes_whatever_the_rule() {
    let mut seen = Vec::new();
    for rule in Rule::shipped() {
        for says in [spoken as fn(&Roll, &text::ClauseId) -> Vec<(PartyKey, Said)>, peaceful] {
            let told = told(&rule, says);
            let outcome = &run(&told.state).declared.as_ref().expect("it ended").body.outcome;
            seen.push(AgreementGrade::of(outcome).key());
            holds(&told, &rule.id);
        }
    }
    for grade in ["none", "majority", "rough", "no_objection"] {
        assert!(seen.contains(&grade), "no rule gave {grade}: {seen:?}");
    }
}

#[test]
fn the_wording_of_agreement_follows_from_what_the_parties_said_and_from_nothing_else() {
    let accept = |roll: &Roll, _: &text::ClauseId| -> Vec<(PartyKey, Said)> {
        let said = |party: &PartyKey| {
            (party.clone(), Said::Position { scope: Scope::Whole, position: Position::Accept })
        };
        roll.seats().iter().map(|seat| said(&seat.party)).collect()
    };
    let reserved = |roll: &Roll, _: &text::ClauseId| -> Vec<(PartyKey, Said)> {
        let position = |at: usize| match at {
            0 | 5 => Position::AcceptWithReservation { reservation: "Subject to our budget.".to_owned() },
            _ => Position::Accept,
        };
        let said = |(at, seat): (usize, &procedure::Seat)| {
            (seat.party.clone(), Said::Position { scope: Scope::Whole, position: position(at) })
        };
        roll.seats().iter().enumerate().map(said).collect()
    };
    let silent = |_: &Roll, _: &text::ClauseId| -> Vec<(PartyKey, Said)> { Vec::new() };
    for (says, grade) in [
        (accept as fn(&Roll, &text::ClauseId) -> Vec<(PartyKey, Said)>, "unanimous"),
        (reserved, "consensus_with_reservations"),
        (silent, "no_objection"),
    ] {
        let told = told(&Rule::sco16(), says);
        let outcome = &run(&told.state).declared.as_ref().expect("it ended").body.outcome;
        assert_eq!(outcome.basis, Some(Basis::WithoutObjection), "{grade}");
        for lang in &told.paper.languages {
            let mut args = Args::new();
            args.set("basis", "without_objection");
            let basis = locale::say(lang, "basis", &args);
            let mut args = Args::new();
            args.set("basis", basis);
            let ground = locale::say(lang, "adoption-result", &args);
            let words = format!("{ground} · {}", locale::word(lang, &format!("agreement-{grade}")));
            let sheet = Sheet::adoption_record(&told.paper, lang).expect("there is an adoption");
            let Some(Block::Facts { rows }) = sheet.blocks.first() else { panic!("facts come first") };
            assert_eq!(rows[0], (locale::word(lang, "paper-result"), vec![Run::plain(&*words)]), "{lang}");
            for (format, whole) in formats(&told.paper, lang) {
                assert!(whole.contains(&letters(&words)), "{grade}: {format} in {lang} lacks {words}");
            }
        }
    }
}

#[test]
fn an_adoption_that_still_runs_names_its_rule_and_says_that_nothing_is_declared() {
    let (mut state, head) = SHIPPED.clone();
    let adoption = state.text.as_mut().and_then(|text| text.adoption.as_mut()).expect("an adoption");
    adoption.declared = None;
    let paper = papers::of_state("friendship-2021", &state, Some(&head)).expect("a text");
    let id = &state.rules.as_ref().expect("rules").body.adoption.id;
    for lang in &paper.languages {
        let mut args = Args::new();
        args.set("rule", id.clone());
        for (format, whole) in formats(&paper, lang) {
            for words in [locale::say(lang, "rule", &args), locale::word(lang, "paper-result-pending")] {
                assert!(whole.contains(&letters(&words)), "{format} in {lang} lacks {words}");
            }
        }
    }
}

#[test]
fn the_record_as_data_holds_the_rule_with_its_parameters_and_comes_back() {
    for rule in Rule::shipped() {
        let told = told(&rule, spoken);
        let again = Paper::from_json(&told.paper.to_json()).expect("a paper");
        assert_eq!(again, told.paper);
        let adoption = again.adoption.expect("an adoption");
        assert_eq!(adoption.terms.as_ref(), Some(&rule));
        let (_, json) = files::files(&told.paper)
            .into_iter()
            .find(|(name, _)| name == "adoption-record.json")
            .expect("the record as data");
        let json: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
        assert_eq!(json["terms"], serde_json::to_value(&rule).expect("plain data"), "{}", rule.id);
    }
}

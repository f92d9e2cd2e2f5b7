//! Every rule the crate ships, case by case, worked out by hand: what is said, and what follows by its source.

use crate::common::{MEMBERS, at, input, object, opinion, seat, text};
use crate::rounds::{DAY, HOUR, chair};
use procedure::{
    AgreementGrade as Grade, Ballot, Conduct, Decision, Position, Roll, Round, Rule, Said, Scope, Seat,
    StatementKind, decide,
};
use std::collections::BTreeSet;

use Decision::{Adopted, NotAdopted, NotYet};
use Grade::{Consensus, ConsensusWithReservations, General, NoObjection, Rough, Unanimous};

/// Source, rule, seats ([`seats`]), what is said ([`play`]), now in milliseconds after the deadline, decision, grade.
type Row = (&'static str, &'static str, &'static str, &'static str, i64, Decision, Grade);

const fn votes(yes: u64, no: u64, abstain: u64) -> Grade {
    Grade::Majority { yes, no, abstain }
}

/// No grade: not adopted, or not yet.
const NONE: Grade = Grade::None;

/// Populations in hundreds of thousands (World Bank, 2021): 32 816 for the eight, of which 65 % is 21 330.4 and a third
/// 10 938.7; with Iran as a ninth 33 701, of which 65 % is 21 905.65.
const POPULATION: [(&str, u64); 9] = [
    ("CN", 14_124),
    ("IN", 14_142),
    ("IR", 885),
    ("KG", 69),
    ("KZ", 197),
    ("PK", 2_395),
    ("RU", 1_447),
    ("TJ", 100),
    ("UZ", 342),
];

#[rustfmt::skip]
const TABLE: &[Row] = &[
    // SCO Charter, Art. 16: by agreement, without voting; adopted if no member objects.
    ("Art. 16: no objection, no word", "sco16", "8", "", 1, Adopted, NoObjection),
    ("Art. 16: all say they accept", "sco16", "8", "rest accepts", 1, Adopted, Unanimous),
    ("Art. 16: one objects", "sco16", "8", "IN objects; rest accepts", 1, NotAdopted, NONE),
    ("Art. 16: an opinion is recorded in the minutes and no obstacle", "sco16", "8", "IN opines; IN accepts; rest accepts", 1, Adopted, Unanimous),
    ("one can live with it", "sco16", "8", "IN lives; rest accepts", 1, Adopted, Consensus),
    ("a reservation", "sco16", "8", "IN reserves; rest accepts", 1, Adopted, ConsensusWithReservations),
    ("who dissociates itself is not agreeing", "sco16", "8", "IN accepts; IN dissociates; rest accepts", 1, Adopted, NoObjection),
    ("who needs time is not agreeing", "sco16", "8", "IN needs_time; rest accepts", 1, Adopted, NoObjection),
    ("observers do not decide (regulations of 2004)", "sco16", "8 o:MN", "MN objects; rest accepts", 1, Adopted, Unanimous),
    ("a stranger does not decide", "sco16", "8", "FR objects; rest accepts", 1, Adopted, Unanimous),
    ("at the deadline an answer is in time still", "sco16", "8", "rest accepts", 0, NotYet, NONE),
    ("an objection at the deadline", "sco16", "8", "IN objects @0", 1, NotAdopted, NONE),
    ("an objection a millisecond later", "sco16", "8", "IN objects @1", 1, Adopted, NoObjection),
    // SCO Charter, Art. 13 and 16: consensus minus the vote of the member concerned.
    ("the member concerned objects", "sco16_minus_one", "CN IN c:PK", "PK objects; CN,IN accepts", 1, Adopted, Consensus),
    ("and the others say nothing", "sco16_minus_one", "CN IN c:PK", "PK objects", 1, Adopted, NoObjection),
    ("a second objects", "sco16_minus_one", "CN IN c:PK", "PK objects; IN objects", 1, NotAdopted, NONE),
    ("nobody is concerned", "sco16_minus_one", "CN IN PK", "PK objects", 1, NotAdopted, NONE),
    ("nobody is concerned and all accept", "sco16_minus_one", "CN IN PK", "rest accepts", 1, Adopted, Unanimous),
    ("minus one is not minus two", "sco16_minus_one", "CN c:IN c:PK", "CN accepts", 1, NotYet, NONE),
    // UN General Assembly: without a vote, and by consensus only where all agree.
    ("nobody asks for a vote", "un_consensus", "8", "", 1, Adopted, NoObjection),
    ("all agree", "un_consensus", "8", "rest accepts", 1, Adopted, Unanimous),
    ("one formal objection", "un_consensus", "8", "IN objects; rest accepts", 1, NotAdopted, NONE),
    ("an explanation of position", "un_consensus", "8", "IN accepts; IN explains; rest accepts", 1, Adopted, Unanimous),
    ("dissociated from one paragraph", "un_consensus", "8", "IN accepts; IN dissociates c3; rest accepts", 1, Adopted, NoObjection),
    // UN General Assembly, decision 74/544; OSCE, Annex 1(A), for the amendment.
    ("74/544: unbroken", "silence", "8", "", 1, Adopted, NoObjection),
    ("74/544: running until the deadline", "silence", "8", "", 0, NotYet, NONE),
    ("74/544: one break stops it, at once", "silence", "8", "IN objects", 0, NotAdopted, NONE),
    ("74/544: and it is not taken back", "silence", "8", "IN objects; IN accepts", 1, NotAdopted, NONE),
    ("Annex 1(A): an amendment breaks it", "silence", "8", "IN amends", 0, NotAdopted, NONE),
    ("UN practice: asking for more time does not", "silence", "8", "IN asks", 1, Adopted, NoObjection),
    ("an observer's objection does not", "silence", "8 o:MN", "MN objects", 1, Adopted, NoObjection),
    ("silence accepted beforehand is no agreement", "silence", "s:CN s:IN", "", 1, Adopted, NoObjection),
    ("all accept aloud", "silence", "CN IN", "rest accepts", 1, Adopted, Unanimous),
    ("a break after the deadline", "silence", "8", "IN objects @1", 1, Adopted, NoObjection),
    // WTO Agreement, Art. IX:1, footnote 1: no member present formally objects.
    ("no member present objects", "wto", "8", "", 1, Adopted, NoObjection),
    ("one present objects", "wto", "8", "IN objects", 1, NotAdopted, NONE),
    ("an absent one writes", "wto", "CN KG a:IN", "IN objects; CN,KG accepts", 1, Adopted, NoObjection),
    ("nobody is present", "wto", "a:CN a:IN", "", 1, NotYet, NONE),
    ("all are present and accept", "wto", "CN KG IN", "rest accepts", 1, Adopted, Unanimous),
    ("no word is no objection and no agreement", "wto", "CN KG IN", "CN,KG accepts", 1, Adopted, NoObjection),
    // OSCE Rules of Procedure (MC.DOC/1/06): no objection expressed to taking the decision.
    ("no objection expressed", "osce", "8", "", 1, Adopted, NoObjection),
    ("one objects", "osce", "8", "IN objects; rest accepts", 1, NotAdopted, NONE),
    ("an absent state objects in writing", "osce", "CN a:IN", "IN objects", 1, NotAdopted, NONE),
    ("an interpretative statement", "osce", "8", "IN accepts; IN interprets; rest accepts", 1, Adopted, Unanimous),
    ("a reservation is recorded", "osce", "8", "IN accepts; IN records; rest accepts", 1, Adopted, ConsensusWithReservations),
    ("outside a silence an amendment breaks nothing", "osce", "8", "IN amends; IN accepts; rest accepts", 1, Adopted, Unanimous),
    // CSCE, Prague 1992: without the state in clear, gross and uncorrected violation.
    ("with a violation stated", "osce_minus_one", "CN IN c:PK", "PK objects; CN,IN accepts", 1, Adopted, Consensus),
    ("without one it is counted as any other", "osce_minus_one", "CN IN C:PK", "PK objects; CN,IN accepts", 1, NotAdopted, NONE),
    ("a second state objects", "osce_minus_one", "CN IN c:PK", "PK objects; IN objects", 1, NotAdopted, NONE),
    ("two states in violation", "osce_minus_one", "CN c:IN c:PK", "", 1, NotYet, NONE),
    // ASEAN Charter, Art. 20: consultation and consensus.
    ("Art. 20(1): consensus", "asean", "8", "rest lives", 1, Adopted, Consensus),
    ("Art. 20(1): no word", "asean", "8", "", 1, Adopted, NoObjection),
    ("Art. 20(2): none; the Summit decides how to decide", "asean", "8", "IN objects; rest accepts", 1, NotAdopted, NONE),
    ("Art. 20(1): the objection is withdrawn", "asean", "8", "IN objects; IN lives; rest accepts", 1, Adopted, Consensus),
    // ASEAN Charter, Art. 21(2): consensus to allow flexible participation.
    ("Art. 21(2): one stays out", "asean_minus_x", "8", "IN stays_out; rest accepts", 1, Adopted, NoObjection),
    ("Art. 21(2): all take part", "asean_minus_x", "8", "rest accepts", 1, Adopted, Unanimous),
    ("Art. 21(2): one objects to allowing it", "asean_minus_x", "8", "IN objects; rest accepts", 1, NotAdopted, NONE),
    ("Art. 21(2): all but one stay out", "asean_minus_x", "CN IN KG", "CN,IN stays_out; KG accepts", 1, Adopted, NoObjection),
    // UN General Assembly, rules 85, 86 and 95.
    ("rule 85: 4 to 3, 1 abstaining", "majority", "8", "CN,IN,KG,KZ yes; PK,RU,TJ no; UZ abstains", 1, Adopted, votes(4, 3, 1)),
    ("rule 95: 4 to 4", "majority", "8", "CN,IN,KG,KZ yes; rest no", 1, NotAdopted, NONE),
    ("rule 86: who abstains is not voting", "majority", "8", "CN yes; rest abstains", 1, Adopted, votes(1, 0, 7)),
    ("rule 86: nobody votes", "majority", "8", "rest abstains", 1, NotAdopted, NONE),
    ("rule 86: present and voting", "majority", "CN KG a:IN", "CN yes; KG no; IN yes", 1, NotAdopted, NONE),
    ("a ballot corrected in time", "majority", "CN KG", "CN yes; KG no; KG yes", 1, Adopted, votes(2, 0, 0)),
    ("a ballot corrected too late", "majority", "CN KG", "CN yes; KG no; KG yes @1", 1, NotAdopted, NONE),
    ("an objection is no ballot", "majority", "CN KG", "CN yes; KG objects", 1, Adopted, votes(1, 0, 0)),
    // UN General Assembly, rules 83 and 86.
    ("rule 83: 12 = 12", "two_thirds", "8", "CN,IN,KG,KZ yes; PK,RU no; rest abstains", 1, Adopted, votes(4, 2, 2)),
    ("rule 83: 15 < 16", "two_thirds", "8", "CN,IN,KG,KZ,PK yes; rest no", 1, NotAdopted, NONE),
    ("rule 83: 18 > 16", "two_thirds", "8", "CN,IN,KG,KZ,PK,RU yes; rest no", 1, Adopted, votes(6, 2, 0)),
    ("rule 83: nobody votes", "two_thirds", "8", "", 1, NotAdopted, NONE),
    ("an observer has no vote", "two_thirds", "CN o:MN", "CN yes; MN no", 1, Adopted, votes(1, 0, 0)),
    // Treaty on European Union, Art. 16(4): 5 of 8 (4.4), 65 %, four to block.
    ("Art. 16(4): China alone cannot block", "qmv", "8", "CN no; rest yes", 1, Adopted, votes(7, 1, 0)),
    ("Art. 16(4): nor three with 87 %", "qmv", "8", "CN,IN,UZ no; rest yes", 1, Adopted, votes(5, 3, 0)),
    ("Art. 16(4): four of eight are 50 %", "qmv", "8", "CN,IN,PK,RU yes; rest no", 1, NotAdopted, NONE),
    ("Art. 16(4): abstaining counts against", "qmv", "8", "CN,IN,PK,RU yes; rest abstains", 1, NotAdopted, NONE),
    ("Art. 16(4): so does staying away", "qmv", "8", "CN,IN,PK,RU yes", 1, NotAdopted, NONE),
    ("Art. 16(4): of nine four with 88 % block", "qmv", "8 IR", "CN,IN,IR,UZ no; rest yes", 1, NotAdopted, NONE),
    ("Art. 16(4): of nine five with 85 %", "qmv", "8 IR", "CN,IN,KG,KZ,TJ yes; rest abstains", 1, Adopted, votes(5, 0, 4)),
    // TFEU, Art. 238(2): 6 of 8 (5.76), 65 %, no clause on blockers.
    ("Art. 238(2): six with 88 %", "qmv_reinforced", "8", "PK,RU no; rest yes", 1, Adopted, votes(6, 2, 0)),
    ("Art. 238(2): five of eight are 62.5 %", "qmv_reinforced", "8", "CN,IN,PK,RU,UZ yes; rest no", 1, NotAdopted, NONE),
    ("Art. 238(2): seven with 57 %", "qmv_reinforced", "8", "CN no; rest yes", 1, NotAdopted, NONE),
    ("Art. 238(2): abstaining counts against", "qmv_reinforced", "8", "CN abstains; rest yes", 1, NotAdopted, NONE),
    // Treaty on European Union, Art. 31(1); TFEU, Art. 238(4).
    ("Art. 31(1): all for", "unanimity_constructive", "8", "rest yes", 1, Adopted, votes(8, 0, 0)),
    ("Art. 31(1): one against", "unanimity_constructive", "8", "TJ no; rest yes", 1, NotAdopted, NONE),
    ("Art. 31(1): three declare, 12.7 %", "unanimity_constructive", "8", "PK,RU,UZ declares; rest yes", 1, Adopted, votes(5, 0, 3)),
    ("Art. 31(1): three declare, 54.7 %", "unanimity_constructive", "8", "CN,PK,RU declares; rest yes", 1, NotAdopted, NONE),
    ("Art. 31(1): two declare, 86.1 %", "unanimity_constructive", "8", "CN,IN declares; rest yes", 1, Adopted, votes(6, 0, 2)),
    ("Art. 238(4): three abstain plainly, 54.7 %", "unanimity_constructive", "8", "CN,PK,RU abstains; rest yes", 1, Adopted, votes(5, 0, 3)),
    ("Art. 31(1): nobody votes", "unanimity_constructive", "8", "", 1, NotAdopted, NONE),
    // ISO/IEC Guide 2:2004, 1.7; figures after ISO/IEC Directives, Part 1, 2.5.6 and 2.6.3.
    ("1.7: all accept", "iso", "8", "rest accepts", 1, Adopted, Unanimous),
    ("1.7: need not imply unanimity", "iso", "8", "PK,RU objects; chair answers 1; chair answers 2; rest accepts", 1, Adopted, General),
    ("1.7: a process that seeks to reconcile", "iso", "8", "PK,RU objects; chair answers 1; rest accepts", 1, NotAdopted, NONE),
    ("2.6.3: two of eight sustain it, a quarter", "iso", "8", "PK,RU objects; chair answers 1; chair answers 2; PK maintains 1; RU maintains 2; rest accepts", 1, Adopted, General),
    ("2.6.3: three of nine do, and six are two thirds", "iso", "8 IR", "IR,PK,RU objects; chair answers 1; chair answers 2; chair answers 3; IR maintains 1; PK maintains 2; RU maintains 3; rest accepts", 1, NotAdopted, NONE),
    ("2.5.6: six of nine are two thirds, none maintaining", "iso", "8 IR", "IR,PK,RU objects; chair answers 1; chair answers 2; chair answers 3; rest accepts", 1, Adopted, General),
    ("2.5.6: one accepts, one objects", "iso", "CN IN KG KZ", "CN objects; chair answers 1; IN accepts", 1, NotAdopted, NONE),
    ("1.7: no word is no general agreement", "iso", "8", "", 1, NotAdopted, NONE),
    ("1.7: to an issue that is not substantial", "iso", "8", "PK objects; chair rules 1; rest accepts", 1, Adopted, General),
    ("1.7: answered too late to be maintained is sustained", "iso", "CN IN KG", "CN objects; IN,KG accepts; chair answers 1 @1", 1, NotAdopted, NONE),
    // RFC 7282: addressed, not necessarily accommodated; nothing is counted.
    ("RFC 7282: nobody objects", "rough", "8", "", 1, Adopted, Rough),
    ("RFC 7282: an open objection", "rough", "8", "IN objects; rest accepts", 1, NotAdopted, NONE),
    ("RFC 7282: addressed", "rough", "8", "IN objects; chair answers 1; rest accepts", 1, Adopted, Rough),
    ("RFC 7282: one of two addressed", "rough", "8", "IN,PK objects; chair answers 2; rest accepts", 1, NotAdopted, NONE),
    ("RFC 7282: addressed at the deadline", "rough", "8", "IN objects; rest accepts; chair answers 1 @0", 1, Adopted, Rough),
    ("I5: an answer a millisecond late is recorded without effect", "rough", "8", "IN objects; rest accepts; chair answers 1 @1", 1, NotAdopted, NONE),
    ("I5: one of two answered late", "rough", "8", "IN,PK objects; chair answers 1; chair answers 2 @1d", 2 * DAY, NotAdopted, NONE),
    ("RFC 7282, section 7: one for and two against, both addressed", "rough", "CN IN KG", "CN,IN objects; chair answers 1; chair answers 2; KG accepts", 1, Adopted, Rough),
    ("RFC 7282: it bears no other name", "rough", "8", "rest accepts", 1, Adopted, Rough),
    // Consent as sociocracy has it: no reasoned, paramount objection.
    ("a reasoned objection", "consent", "8", "IN objects; rest accepts", 1, NotAdopted, NONE),
    ("an objection without a reason is invalid", "consent", "8", "IN refuses; rest accepts", 1, Adopted, NoObjection),
    ("good enough for now", "consent", "8", "rest lives", 1, Adopted, Consensus),
    ("no word", "consent", "8", "", 1, Adopted, NoObjection),
    ("all accept", "consent", "8", "rest accepts", 1, Adopted, Unanimous),
    // OPEC Statute: after 30 days unless notified to the contrary; an absent member up to 10 days before.
    ("30 days: at their end one may notify still", "opec", "8", "rest accepts", 30 * DAY, NotYet, NONE),
    ("30 days: nobody notified", "opec", "8", "", 30 * DAY + 1, Adopted, NoObjection),
    ("30 days: unanimous", "opec", "8", "rest accepts", 30 * DAY + 1, Adopted, Unanimous),
    ("30 days: notified on the last", "opec", "8", "IN objects @30d", 30 * DAY + 1, NotAdopted, NONE),
    ("30 days: notified later", "opec", "8", "IN objects @31d", 31 * DAY, Adopted, NoObjection),
    ("10 days before: an absent member in time", "opec", "CN a:IN", "IN objects @20d", 30 * DAY + 1, NotAdopted, NONE),
    ("10 days before: an absent member later", "opec", "CN a:IN", "IN objects @21d", 30 * DAY + 1, Adopted, NoObjection),
    ("tacit assent of the absent is no agreement", "opec", "CN a:IN", "CN accepts", 30 * DAY + 1, Adopted, NoObjection),
];

/// The eight members for `8`, and each other by its key with a prefix as in [`seat`]; `s:` for one that accepted silence
/// beforehand, `C:` for one concerned without a violation stated.
fn seats(words: &str) -> Vec<Seat> {
    let eight = MEMBERS.join(" ");
    let words = words.replace('8', &eight);
    let one = |word: &str| {
        let (prefix, key) = word.split_once(':').unwrap_or(("", word));
        let made = match prefix {
            "s" => Seat { accepts_silence: true, ..seat(key) },
            "C" => Seat { concerned: true, ..seat(key) },
            _ => seat(word),
        };
        let population =
            POPULATION.iter().find(|(of, _)| *of == key).map_or(0, |(_, population)| *population);
        Seat { population, ..made }
    };
    words.split_whitespace().map(one).collect()
}

fn says(does: &str, scope: Scope, act: Option<u64>) -> Said {
    let position = |position| Said::Position { scope: scope.clone(), position };
    let words = || "in its words".to_owned();
    let statement = |kind| Said::Statement { kind, scope: scope.clone(), text: words() };
    match does {
        "accepts" => position(Position::Accept),
        "lives" => position(Position::CanLiveWith),
        "reserves" => position(Position::AcceptWithReservation { reservation: words() }),
        "needs_time" => position(Position::NeedsTime),
        "stays_out" => position(Position::NotParticipating),
        "objects" => position(object()),
        "refuses" => position(Position::Object { reason: " ".to_owned(), remedy: None }),
        "maintains" => Said::Maintains { objection: act.expect("which") },
        "opines" => opinion(),
        "records" => Said::Reservation { scope, text: words() },
        "explains" => statement(StatementKind::ExplanationBefore),
        "interprets" => statement(StatementKind::Interpretative),
        "dissociates" => statement(StatementKind::Dissociation),
        "amends" => Said::Amendment { scope, text: words() },
        "asks" => Said::ExtensionRequest { until: None, reason: words() },
        "yes" => Said::Ballot(Ballot::Yes),
        "no" => Said::Ballot(Ballot::No),
        "abstains" => Said::Ballot(Ballot::Abstain),
        "declares" => Said::Ballot(Ballot::AbstainWithDeclaration),
        other => panic!("{other}?"),
    }
}

fn conducts(does: &str, objection: u64) -> Conduct {
    match does {
        "answers" => Conduct::Answered { objection, text: "see clause 4".to_owned() },
        "rules" => Conduct::Ruled { objection, substantial: false },
        other => panic!("the chair {other}?"),
    }
}

/// Plays `WHO does [clause | act] [@after the deadline]`, parted by semicolons: one party or several with commas, `rest`
/// for each deciding party not named before, or `chair`. Acts are numbered from 1 in the order of the parties' names. All
/// is done a millisecond before the deadline where no time is given. Gives the round and what was said.
fn play(mut round: Round, events: &str) -> Round {
    let mut named: BTreeSet<String> = BTreeSet::new();
    let mut seq = 0;
    for event in events.split_terminator(';') {
        let mut words = event.split_whitespace();
        let (who, does) = (words.next().expect("who"), words.next().expect("what"));
        let (mut scope, mut act, mut when) = (Scope::Whole, None, -1);
        for word in words {
            match (word.strip_prefix('@'), word.parse()) {
                (Some(after), _) => when = instant(after),
                (None, Ok(number)) => act = Some(number),
                (None, Err(_)) => scope = Scope::Clause(word.into()),
            }
        }
        let deciding = round.roll().seats().iter().filter(|seat| seat.decides);
        let parties: Vec<String> = match who {
            "chair" => Vec::new(),
            "rest" => {
                deciding.map(|seat| seat.party.to_string()).filter(|key| !named.contains(key)).collect()
            }
            keys => keys.split(',').map(str::to_owned).collect(),
        };
        if who == "chair" {
            seq += 1;
            let what = conducts(does, act.expect("which objection"));
            round.apply(chair(seq, when, what)).unwrap_or_else(|error| panic!("{event}: {error}"));
        }
        for key in parties {
            seq += 1;
            let said = says(does, scope.clone(), act);
            round.hear(input(seq, &key, when, said)).unwrap_or_else(|error| panic!("{event}: {error}"));
            named.insert(key);
        }
    }
    round
}

/// Milliseconds, or days with a `d`.
fn instant(after: &str) -> i64 {
    let days = after.strip_suffix('d').map(|days| days.parse::<i64>().expect("days") * DAY);
    days.unwrap_or_else(|| after.parse().expect("milliseconds"))
}

#[test]
fn every_shipped_rule_decides_its_cases_as_worked_out_by_hand() {
    for &(source, id, called, events, now, decision, grade) in TABLE {
        let rule = Rule::named(id).expect(id);
        let roll = Roll::new(text(1), at(0), seats(called)).expect("no party twice");
        let round = Round::open(1, rule.clone(), roll.clone(), at(-72 * HOUR)).expect("72 hours");
        let round = play(round, events);
        let outcome = round.decide(at(now));
        assert_eq!(
            (outcome.decision, Grade::of(&outcome)),
            (decision, grade),
            "{id}, {source}: {outcome:#?}"
        );
        assert_eq!(grade.declare(&outcome), Ok(grade), "{id}, {source}");
        if !events.contains("chair") {
            let bare = decide(&rule, &roll, round.inputs(), at(now));
            assert_eq!((bare.decision, bare.stands), (decision, outcome.stands), "{id}, {source}: no round");
        }
    }
}

#[test]
fn every_shipped_rule_has_cases_on_both_sides() {
    for rule in Rule::shipped() {
        let decisions: Vec<Decision> =
            TABLE.iter().filter(|row| row.1 == rule.id).map(|&(.., decision, _)| decision).collect();
        assert!(decisions.len() >= 4, "{}: {}", rule.id, decisions.len());
        assert!(decisions.contains(&Adopted) && decisions.contains(&NotAdopted), "{}", rule.id);
    }
    let keys: BTreeSet<&str> = TABLE.iter().map(|row| row.1).collect();
    assert_eq!(keys.len(), Rule::shipped().len(), "no row of a rule that is not shipped");
}

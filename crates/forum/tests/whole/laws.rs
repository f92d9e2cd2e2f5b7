//! The laws of convening and discussing, as acts that hold and acts that are refused.

use forum::acts::{
    ApprovalAsked, ApprovalGiven, ApprovalRequired, Body, CodesIssued, CredentialsRuled, DeadlineSet,
    DelegateNamed, DelegateRole, DelegateWithdrawn, Matter, PartyInvited, PartyReplied, PhaseChanged, Power,
    Reply, ReplyMade, RightSet, RosterDeclared, Ruling, Stance, StatementTranslated, TallyNoted, TopicOpened,
    TopicReported,
};
use forum::config::ForumConfig;
use forum::fold::{Powerless, State, apply, fold};
use forum::live::convening;
use record::{Actor, Entry, Record};
use terms::{Digest, Instant, Lang, MultiText, PartyKey, Phase, Right, Standing, StatementKey, TopicKey};

/// A record that grows, with the state it gives.
pub(crate) struct Table {
    pub(crate) record: Record,
    pub(crate) state: State,
}

impl Table {
    /// The shipped forum, open for votes.
    pub(crate) fn set() -> Table {
        let config = ForumConfig::friendship_2021().expect("the shipped forum");
        let record = convening::convened(&config, None, Instant::from_millis(0)).expect("a forum");
        let state = fold(&record).expect("it holds");
        Table { record, state }
    }

    /// The same, cut before it was opened.
    fn planned() -> Table {
        let whole = Table::set();
        let mut table = Table { record: Record::new("planned", "planned"), state: State::default() };
        for act in whole.record.acts().iter().filter(|act| act.kind != "phase_changed") {
            let body = Body::of(act).expect("its kind").expect("known");
            table.act(act.actor.clone(), body).expect("it held before");
        }
        table.by_desk(PhaseChanged { phase: Phase::Planned }).expect("planned");
        table
    }

    pub(crate) fn act(&mut self, actor: Actor, body: impl Into<Body>) -> Result<(), String> {
        let body: Body = body.into();
        let value = body.value().expect("it can be written");
        let entry = Entry {
            kind: body.kind().to_owned(),
            actor,
            at: Instant::from_millis(0),
            zone: None,
            body: value,
        };
        let mut record = self.record.clone();
        let act = record.append_entry(entry).expect("it can be appended");
        let mut state = self.state.clone();
        apply(&mut state, act).map_err(|error| error.what)?;
        (self.record, self.state) = (record, state);
        Ok(())
    }

    pub(crate) fn by_desk(&mut self, body: impl Into<Body>) -> Result<(), String> {
        self.act(Actor::role("secretariat"), body)
    }

    fn by(&mut self, party: &str, body: impl Into<Body>) -> Result<(), String> {
        self.act(Actor::of(PartyKey::new(party), "co_organiser"), body)
    }
}

fn party(key: &str) -> PartyKey {
    PartyKey::new(key)
}

fn named(id: &str, role: DelegateRole) -> DelegateNamed {
    DelegateNamed {
        delegate: id.to_owned(),
        party: party("UZ"),
        role,
        powers: role.usual_powers(),
        from: "1969-12-01".to_owned(),
        until: "1970-01-31".to_owned(),
    }
}

#[test]
fn who_was_invited_and_did_not_answer_is_silent_and_nothing_else() {
    let mut table = Table::set();
    for key in ["UZ", "KZ"] {
        let invited = PartyInvited { party: party(key), answer_by: "2021-05-01".to_owned() };
        table.by_desk(invited).expect("invited");
    }
    let replied = |reply| PartyReplied { party: party("UZ"), reply, note: String::new() };
    assert!(table.by("KZ", replied(Reply::Accepts)).is_err(), "nobody answers for another");
    table.by("UZ", replied(Reply::Accepts)).expect("answered");
    let silent: Vec<&str> = table.state.membership.silent().map(|(party, _)| party.as_str()).collect();
    assert_eq!(silent, ["KZ"]);
    let counted = table.state.counted().len();
    assert_eq!(counted, 18, "silence takes nobody off the list");
    table.by("UZ", replied(Reply::Declines)).expect("the last answer counts");
    assert_eq!(table.state.counted().len(), counted - 1);
    let bad = PartyInvited { party: party("UZ"), answer_by: "soon".to_owned() };
    assert!(table.by_desk(bad).is_err());
}

#[test]
fn codes_never_outnumber_the_declared_roster() {
    let mut table = Table::set();
    let codes = |codes| CodesIssued { party: party("UZ"), codes };
    assert!(table.by_desk(codes(1)).is_err(), "no roster is declared");
    table.by("UZ", RosterDeclared { party: party("UZ"), people: 30 }).expect("declared");
    table.by_desk(codes(20)).expect("within");
    assert!(table.by_desk(codes(11)).is_err());
    assert_eq!(table.state.membership.codes_left(&party("UZ")), Some(10));
    let fewer = RosterDeclared { party: party("UZ"), people: 19 };
    assert!(table.by("UZ", fewer).is_err(), "a roster never falls below the codes issued");
}

#[test]
fn a_delegate_acts_within_their_days_powers_seat_and_standing() {
    let mut table = Table::set();
    let now = Instant::from_millis(0);
    let may = |table: &Table, power| table.state.delegate_may("d1", power, now).map(ToString::to_string);
    assert_eq!(may(&table, Power::Speak), Err(Powerless::Unknown));
    table.by_desk(named("d1", DelegateRole::Head)).expect("named");
    assert!(table.by_desk(named("d2", DelegateRole::Head)).is_err(), "one head at a time");
    table.by_desk(named("d2", DelegateRole::Expert)).expect("an expert beside");
    assert_eq!(may(&table, Power::Speak), Err(Powerless::Seat));
    let ruled = |ruling, note: &str| CredentialsRuled { party: party("UZ"), ruling, note: note.to_owned() };
    table.by_desk(ruled(Ruling::Provisional, "")).expect("seated for now");
    assert_eq!(may(&table, Power::Sign), Ok("UZ".to_owned()));
    assert_eq!(table.state.delegate_may("d2", Power::Object, now), Err(Powerless::Power));
    let later = Instant::from_millis(90 * 24 * 3_600_000);
    assert_eq!(table.state.delegate_may("d1", Power::Speak, later), Err(Powerless::Day));
    assert!(table.by_desk(ruled(Ruling::Contested, " ")).is_err(), "who contests says why");
    table.by_desk(ruled(Ruling::Contested, "two letters came")).expect("contested");
    assert_eq!(may(&table, Power::Speak), Err(Powerless::Seat));
    table.by_desk(ruled(Ruling::Accepted, "")).expect("accepted");
    let taken = RightSet {
        standing: Standing::new("member"),
        phase: Some(Phase::Open),
        topic: None,
        right: Right::Sign,
        granted: false,
    };
    table.by_desk(taken).expect("a right is taken");
    assert_eq!(may(&table, Power::Sign), Err(Powerless::Right));
    table.by_desk(DelegateWithdrawn { delegate: "d1".to_owned() }).expect("withdrawn");
    assert_eq!(may(&table, Power::Speak), Err(Powerless::Unknown));
    table.by_desk(named("d3", DelegateRole::Head)).expect("a new head");
}

#[test]
fn the_last_change_of_a_right_that_fits_holds_and_who_counts_is_one_thing() {
    let mut table = Table::set();
    let observer = Standing::new("observer");
    let health = TopicKey::new("health");
    let set = |topic: Option<&TopicKey>, right, granted| RightSet {
        standing: observer.clone(),
        phase: None,
        topic: topic.cloned(),
        right,
        granted,
    };
    table.by_desk(set(None, Right::Vote, false)).expect("taken everywhere");
    table.by_desk(set(Some(&health), Right::Vote, true)).expect("given in one topic");
    assert!(table.state.may(&observer, Right::Vote, Some(&health)));
    assert!(!table.state.may(&observer, Right::Vote, Some(&TopicKey::new("think-tanks"))));
    assert!(!table.state.may(&observer, Right::Vote, None));
    assert!(table.by_desk(set(Some(&health), Right::Count, false)).is_err());
    table.by_desk(set(None, Right::Count, false)).expect("before anything is counted");
    let noted = TallyNoted { digest: Digest::from_bytes([1; 32]), votes: 5, answers: 4 };
    table.by_desk(noted.clone()).expect("noted");
    assert!(table.by_desk(set(None, Right::Count, true)).is_err(), "settled once votes are counted");
    assert!(table.by_desk(TallyNoted { votes: 4, ..noted }).is_err(), "votes are never fewer");
}

#[test]
fn an_approval_is_of_exactly_this_and_of_enough_co_organisers() {
    let mut table = Table::planned();
    let bodies: Vec<String> =
        table.state.co_organisers.iter().map(|named| named.body.co_organiser.to_string()).collect();
    let needed = |needed| ApprovalRequired { matter: Matter::Programme, needed };
    assert!(table.by_desk(needed(4)).is_err(), "there are three");
    table.by_desk(needed(2)).expect("two of three");
    let open = PhaseChanged { phase: Phase::Open };
    assert!(table.by_desk(open.clone()).is_err());
    let digest = table.state.programme().expect("a digest");
    let asked = ApprovalAsked { matter: Matter::Programme, digest };
    table.by_desk(asked.clone()).expect("asked");
    assert!(table.by_desk(needed(1)).is_err(), "it can no longer be fewer");
    let given =
        |digest, who: &str| ApprovalGiven { co_organiser: party(who), matter: Matter::Programme, digest };
    assert!(table.by(&bodies[1], given(digest, &bodies[0])).is_err(), "nobody approves for another");
    table.by(&bodies[0], given(digest, &bodies[0])).expect("one");
    assert!(table.by(&bodies[0], given(digest, &bodies[0])).is_err(), "once");
    assert!(table.by_desk(open.clone()).is_err());
    table.by(&bodies[1], given(digest, &bodies[1])).expect("two");

    let topic = TopicOpened { topic: TopicKey::new("late"), name: MultiText::of("en", "Late") };
    let mut changed = Table { record: table.record.clone(), state: table.state.clone() };
    changed.by_desk(topic).expect("a topic more");
    assert!(changed.by_desk(open.clone()).is_err(), "what was approved is not what would be opened");
    assert!(changed.by(&bodies[2], given(changed.state.programme().expect("one"), &bodies[2])).is_err());

    table.by_desk(open).expect("approved");
    assert_eq!(table.state.phase(), Phase::Open);
}

#[test]
fn an_author_s_words_stay_and_a_human_s_translation_takes_a_machine_s_place() {
    let mut table = Table::set();
    let statement = table.state.statements[0].body.statement.clone();
    let into = |lang: &str, text: &str, by_machine| StatementTranslated {
        statement: statement.clone(),
        lang: Lang::new(lang),
        text: text.to_owned(),
        by_machine,
    };
    assert!(table.by_desk(into("en", "Something else.", false)).is_err());
    table.by_desk(into("kk", "бірінші", true)).expect("by a machine");
    table.by_desk(into("kk", "екінші", false)).expect("by a human");
    let text = &table.state.statement(&statement).expect("made").body.text;
    assert_eq!(text.get(&Lang::new("kk")), Some("екінші"));
}

#[test]
fn replies_have_sources_that_lead_somewhere_and_reports_rest_on_published_findings() {
    let mut table = Table::set();
    let statement = table.state.statements[0].body.statement.clone();
    let topic = table.state.statements[0].body.topic.clone();
    let reply = |source: &str| ReplyMade {
        reply: "r1".to_owned(),
        statement: statement.clone(),
        stance: Stance::For,
        text: MultiText::of("en", "Because it worked before."),
        sources: vec![source.to_owned()],
        origin: None,
    };
    for source in ["javascript:alert(1)", "http://plain.example", "no-such-paper", "https://a b.example"] {
        assert!(table.by_desk(reply(source)).is_err(), "{source}");
    }
    table.by_desk(reply("https://example.org/study")).expect("a reply");
    assert!(table.by_desk(reply("https://example.org/study")).is_err(), "its key is taken");
    let report = TopicReported {
        topic,
        snapshot: Digest::from_bytes([0; 32]),
        opening: MultiText::default(),
        conclusion: MultiText::default(),
    };
    assert!(table.by_desk(report).is_err(), "the topic is open and nothing is published");
    assert!(table.state.statement(&StatementKey::new("none")).is_none());
}

#[test]
fn the_plan_counts_back_from_the_opening() {
    let mut table = Table::set();
    for (key, days_before) in [("papers", 21), ("credentials", 14), ("invitations", 90)] {
        let name = MultiText::of("en", key);
        table.by_desk(DeadlineSet { deadline: key.to_owned(), name, days_before }).expect("set");
    }
    let plan: Vec<String> =
        table.state.deadlines().iter().map(|due| format!("{} {}", due.set.body.deadline, due.day)).collect();
    // The forum opens on 3 June 2021.
    assert_eq!(plan, ["invitations 2021-03-05", "papers 2021-05-13", "credentials 2021-05-20"]);
}

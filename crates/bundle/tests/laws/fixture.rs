//! A forum in which every kind of act happens, and the same before its text is published.

use crate::story::{Story, accepts, key, objects, stance};
use cooperation::{Measure, Terms};
use forum::acts::*;
use forum::communique;
use procedure::{Conduct, Position, Scope, Taking};
use record::Actor;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use tally::{Block, Counts, Tally};
use terms::{
    Digest, Instant, Lang, MultiText, PartyKey, Phase, Right, Standing, StatementKey, TopicKey, Weight,
};
use text::{Clause, ClauseId, Kind, Part, Proposed, Symbol, VerbClass};

/// Every kind of act; its text is published.
pub(crate) static PUBLISHED: LazyLock<Story> = LazyLock::new(|| told(true));

/// The same, its text adopted and for the delegations alone.
pub(crate) static ADOPTED: LazyLock<Story> = LazyLock::new(|| told(false));

fn told(publish: bool) -> Story {
    let mut story = Story::convened(None);
    registered(&mut story);
    membership(&mut story);
    governing(&mut story);
    discussed(&mut story);
    counted(&mut story, 40);
    reported(&mut story);
    drafted(&mut story);
    amended(&mut story);
    not_adopted(&mut story);
    adopted(&mut story);
    if publish {
        let text = frozen(&story);
        story.desk(TextPublished { text });
        opted_in(&mut story, text);
    }
    promised(&mut story);
    let news = communique::of(&story.record, &Lang::new("en")).expect("news").text();
    let digest = Digest::from_bytes(*blake3::hash(news.as_bytes()).as_bytes());
    story.desk(CommuniqueIssued { lang: Lang::new("en"), digest });
    story
}

pub(crate) fn registered(story: &mut Story) {
    story.forum = Some(key(1));
    story.desk(KeyRegistered { party: None, key: key(1).public() });
    story.party("CN", KeyRegistered { party: Some("CN".into()), key: key(2).public() });
}

fn membership(story: &mut Story) {
    let party = PartyKey::new("CN");
    story.desk(PartyInvited { party: party.clone(), answer_by: "2021-06-03".to_owned() });
    let reply = PartyReplied { party: party.clone(), reply: Reply::Accepts, note: String::new() };
    story.party("CN", reply);
    story.party("CN", RosterDeclared { party: party.clone(), people: 400 });
    let (zone, rest) = (terms::Zone::new("Asia/Shanghai"), [terms::Weekday::Sunday].into());
    let calendar = Calendar::Gregorian;
    story.party("CN", CapitalStated { party: party.clone(), zone, rest, calendar });
    story.party("CN", CodesIssued { party: party.clone(), codes: 100 });
    story.desk(DeadlineSet {
        deadline: "credentials".to_owned(),
        name: MultiText::of("en", "Credentials"),
        days_before: 3,
    });
    for (delegate, role) in [("d1", DelegateRole::Head), ("d2", DelegateRole::Expert)] {
        story.party(
            "CN",
            DelegateNamed {
                delegate: delegate.to_owned(),
                party: party.clone(),
                role,
                powers: role.usual_powers(),
                from: "2021-06-01".to_owned(),
                until: "2021-07-01".to_owned(),
            },
        );
    }
    story.party("CN", DelegateWithdrawn { delegate: "d2".to_owned() });
    story.desk(CredentialsRuled { party, ruling: Ruling::Accepted, note: String::new() });
    let (since, name) = ("2021-06-01".to_owned(), MultiText::of("en", "Another name"));
    story.desk(PartyRenamed { party: "MN".into(), name, since: since.clone() });
    story.desk(NameTranslated { of: Called::Theme, lang: Lang::new("de"), name: "Das Thema".to_owned() });
    story.desk(StandingGiven { party: "AM".into(), standing: Standing::new("observer"), since });
}

fn governing(story: &mut Story) {
    let standing = Standing::new("organisation");
    story.desk(RightSet { standing, phase: None, topic: None, right: Right::Amend, granted: true });
    story.desk(ApprovalRequired { matter: Matter::Text, needed: 1 });
}

fn discussed(story: &mut Story) {
    let (statement, topic) = (first(story), story.state.topics[0].body.topic.clone());
    story.desk(StatementTranslated {
        statement: statement.clone(),
        lang: Lang::new("de"),
        text: "Eine Übersetzung".to_owned(),
        by_machine: true,
    });
    let digest = Digest::from_bytes([9; 32]);
    story.desk(SubmissionRefused { topic, digest, reason: "Not about the topic.".to_owned() });
    story.party(
        "CN",
        ReplyMade {
            reply: "r1".to_owned(),
            statement: statement.clone(),
            stance: Stance::For,
            text: MultiText::of("en", "It has worked before."),
            sources: Vec::new(),
            origin: None,
        },
    );
    story.desk(ReplyHidden { reply: "r1".to_owned(), reason: "Said twice.".to_owned() });
    story.desk(StatementHidden { statement: statement.clone(), reason: "Looked at again.".to_owned() });
    story.desk(StatementRestored { statement });
    story.desk(TallyNoted { digest, votes: 7, answers: 7 });
}

pub(crate) fn first(story: &Story) -> StatementKey {
    story.state.statements[0].body.statement.clone()
}

/// Every party has answered every statement, nine in ten agreeing: so many people each.
pub(crate) fn counted(story: &mut Story, people: u64) {
    counted_without(story, people, 0);
}

/// The same, where so many cells of few people were left out.
pub(crate) fn counted_without(story: &mut Story, people: u64, left_out: u64) {
    let split = [people - people / 10, 0, people / 10];
    let mut cells: BTreeMap<StatementKey, BTreeMap<PartyKey, [u64; 3]>> = BTreeMap::new();
    let mut tally = Tally::default();
    for made in &story.state.statements {
        for facts in story.state.counted() {
            let [agree, pass, disagree] = split;
            let row = tally.block(&Block::Named(facts.key.clone()));
            let column = tally.statement(&made.body.statement);
            let counts = Counts { agree, pass, disagree };
            tally.add_counts(row, column, counts, Weight::ONE).expect("small counts");
            cells.entry(made.body.statement.clone()).or_default().insert(facts.key, split);
        }
    }
    let votes = cells.values().flat_map(BTreeMap::values).flatten().sum();
    let digest: Digest = tally.digest().parse().expect("a digest");
    let participants = people * story.state.counted().len() as u64;
    story.desk(VotesCounted { digest, participants, votes, cells, left_out, groups: None });
    let settings = story.state.rules.as_ref().expect("rules").body.findings.settings();
    let found = opinion::find(&tally, &story.state.counted(), false, &story.state.excluded(), &settings);
    let found = found.expect("findings");
    let all = opinion::Grade::ALL.into_iter().map(|grade| (grade, found.summary.of(grade)));
    let summary = all.filter(|(_, count)| *count > 0).collect();
    let snapshot = found.digest.parse().expect("a digest");
    story.desk(FindingsPublished { tally: digest, snapshot, summary });
}

fn snapshot(story: &Story) -> Digest {
    story.state.findings.as_ref().expect("findings").published.body.snapshot
}

fn reported(story: &mut Story) {
    let topic: TopicKey = story.state.topics[0].body.topic.clone();
    story.desk(TopicClosed { topic: topic.clone() });
    let (snapshot, words) = (snapshot(story), MultiText::of("en", "We agreed."));
    story.desk(TopicReported { topic: topic.clone(), snapshot, opening: words.clone(), conclusion: words });
    story.desk(TopicReopened { topic });
    story.desk(PhaseChanged { phase: Phase::Drafting });
}

fn clause(story: &Story, id: &str, words: &str) -> ClauseDrafted {
    let statement = first(story);
    let finding = story.state.finding(&statement).expect("a finding");
    let ground = Ground {
        statement: statement.clone(),
        grade: finding.grade,
        direction: finding.direction.expect("it leans"),
    };
    let clause =
        Clause::new(id, Part::Operative, MultiText::of("en", words)).source(snapshot(story), statement);
    ClauseDrafted { clause, grounds: vec![ground] }
}

/// A clause of the text, as it is.
fn now(story: &Story, id: &str) -> Clause {
    let text = story.state.text.as_ref().expect("a text");
    text.draft.latest().clause(&ClauseId::new(id)).expect("the clause").clone()
}

pub(crate) fn drafted(story: &mut Story) {
    story.desk(TextDrafted {
        symbol: Symbol::new("FORUM/2021", 1),
        kind: Kind::Initiative,
        title: MultiText::of("en", "Initiative"),
        audience: Audience::Delegations,
    });
    let supports = |body: ClauseDrafted| ClauseDrafted {
        clause: body.clause.verb("supports", VerbClass::Support),
        ..body
    };
    let body = supports(clause(story, "c1", "supports links between cities"));
    story.desk(body);
    let body = clause(story, "c2", "undertakes to teach two hundred doctors");
    let deed = body.clause.verb("undertakes", VerbClass::Commit).actor("CN".into());
    story.desk(ClauseDrafted { clause: deed, grounds: body.grounds });
    let body = supports(clause(story, "c3", "supports what was said twice"));
    story.desk(body);
    let words = MultiText::of("en", "The parties met.").with("ru", "Стороны встретились.");
    let opening = Clause::new("c4", Part::Preamble, words);
    story.desk(ClauseDrafted { clause: opening, grounds: Vec::new() });
    let was = now(story, "c3").reference();
    story.desk(ClauseDropped { was, why: "Said twice.".to_owned() });
    let version = story.state.text.as_ref().expect("a text").draft.latest().digest();
    story.desk(TextCirculated { version, amendments_until: None });
}

pub(crate) fn amended(story: &mut Story) {
    let was = now(story, "c1");
    let with =
        Clause { text: MultiText::of("en", "supports links between cities and villages"), ..was.clone() };
    for amendment in ["a1", "a2"] {
        let proposed = Proposed::Replace { clause: was.reference(), with: with.clone() };
        let why = String::new();
        story.party("CN", AmendmentTabled { amendment: amendment.to_owned(), proposed, why });
    }
    story.party("UZ", AmendmentSupported { amendment: "a1".to_owned() });
    story.party("CN", AmendmentWithdrawn { amendment: "a2".to_owned() });
    story.desk(AmendmentSettled { amendment: "a1".to_owned(), taken: true, why: String::new() });
    let opening = now(story, "c4");
    let shorter = Clause { text: opening.text.clone().with("en", "They met."), ..opening.clone() };
    let (was, why) = (opening.reference(), "Shorter.".to_owned());
    story.desk(ClauseRevised { was, clause: shorter, grounds: Vec::new(), why });
    let clause = now(story, "c4").reference();
    story.desk(TranslationConfirmed { clause, lang: Lang::new("ru") });
    story.desk(TextOpened { audience: Audience::Participants });
    let clause = now(story, "c1").reference();
    story.party("KG", ClausePositionTaken { clause: clause.clone(), position: Position::Accept });
    story.desk(ClauseAgreed { clause });
    story.party("CN", SponsorshipSet { sponsors: true });
    story.party("KG", SilenceAccepted { accepts: true });
}

fn frozen(story: &Story) -> Digest {
    story.state.text.as_ref().and_then(|text| text.frozen.as_ref()).expect("a frozen text").0.body.text
}

/// The text is frozen, approved and put to adoption.
fn opened(story: &mut Story) -> Digest {
    let authentic = vec![Lang::new("en")];
    let text = story.state.text.as_ref().expect("a text").draft.freeze(&authentic).expect("complete").digest;
    story.desk(TextFrozen { authentic, text });
    let matter = Matter::Text;
    story.desk(ApprovalAsked { matter, digest: text });
    let [first, second] = [0, 1].map(|n| story.state.co_organisers[n].body.co_organiser.clone());
    let reason = "We are still reading it.".to_owned();
    let withheld = ApprovalWithheld { co_organiser: first.clone(), matter, digest: text, reason };
    story.act(Actor::of(first, "co_organiser"), withheld);
    let given = ApprovalGiven { co_organiser: second.clone(), matter, digest: text };
    story.act(Actor::of(second, "co_organiser"), given);
    let roll = story.roll(text);
    story.desk(AdoptionOpened { roll });
    text
}

/// Everybody on the roll has the text; the first confirms it itself.
fn served(story: &mut Story) {
    let adoption = story.state.text.as_ref().and_then(|text| text.adoption.as_ref()).expect("an adoption");
    if adoption.round.is_none() {
        return;
    }
    let all: Vec<PartyKey> =
        adoption.opened.body.roll.seats().iter().map(|seat| seat.party.clone()).collect();
    for (place, party) in all.into_iter().enumerate() {
        let done = Conduct::Served { party: party.clone(), evidence: "read out".to_owned() };
        match place {
            0 => story.party(party.as_str(), RoundConducted { done }),
            _ => story.desk(RoundConducted { done }),
        };
    }
}

fn declared(story: &mut Story) {
    story.the_time_is_over();
    // The act comes a minute later than it is now.
    let at = Instant::from_millis(story.now + 60_000);
    let outcome = forum::fold::outcome(&story.state, at).expect("an adoption");
    story.act(Actor::role("chair"), AdoptionDeclared { outcome });
}

fn not_adopted(story: &mut Story) {
    story.desk(PhaseChanged { phase: Phase::Adopting });
    let text = opened(story);
    served(story);
    story.party("KG", PositionTaken { text, said: objects() });
    declared(story);
    story.desk(TextReopened { why: "One party objects.".to_owned() });
    let was = now(story, "c1");
    let words = MultiText::of("en", "supports links between cities, villages and schools");
    let body = clause(story, "c1", "supports");
    let clause = Clause { text: words, ..was.clone() };
    let why = "As asked for.".to_owned();
    story.desk(ClauseRevised { was: was.reference(), clause, grounds: body.grounds, why });
}

fn adopted(story: &mut Story) {
    let text = opened(story);
    served(story);
    let delegate = Actor::delegate("CN".into(), "head", "d1");
    story.act(delegate, PositionTaken { text, said: accepts() });
    let one = Scope::Clause(ClauseId::new("c1"));
    let words = "Subject to our law.".to_owned();
    let reservation = Position::AcceptWithReservation { reservation: words };
    story.party("KG", PositionTaken { text, said: stance(one, reservation) });
    declared(story);
}

fn promised(story: &mut Story) {
    let mut terms = Terms::new(MultiText::of("en", "Two hundred doctors are taught."));
    terms.measure =
        Some(Measure { text: MultiText::of("en", "doctors"), unit: "doctors".to_owned(), target: 200 });
    terms.due = Some(Instant::from_millis(story.now + 1_000_000_000));
    let commitment = "commitment-1".to_owned();
    story.desk(CommitmentProposed { commitment: commitment.clone(), clause: ClauseId::new("c2"), terms });
    story.party("CN", CommitmentConfirmed { commitment });
}

fn opted_in(story: &mut Story, text: Digest) {
    let project = "p1".to_owned();
    story.desk(ProjectOpened { project: project.clone(), text, clause: ClauseId::new("c2") });
    story.party("CN", ParticipationStated { project, taking: Taking::In });
}

#[test]
fn every_kind_of_act_happens() {
    let met: std::collections::BTreeSet<&str> =
        PUBLISHED.record.acts().iter().map(|act| act.kind.as_str()).collect();
    let missing: Vec<&&str> = Body::KINDS.iter().filter(|kind| !met.contains(**kind)).collect();
    assert!(missing.is_empty(), "the forum of these tests has no {missing:?}");
}

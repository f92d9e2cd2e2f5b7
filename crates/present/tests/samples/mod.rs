//! A made-up analysis to render: eighteen parties of invented names, statements of every grade.
//!
//! The figures are of the right shape, not of the engine: nothing here tests whether a grade was earned.

#![allow(dead_code, reason = "each test file uses its own part of the samples")]

pub(crate) mod opinions;

use opinion::{
    Direction, ExactCounts, Finding, Grade, GradeCounts, MoreAnswers, Outside, OutsideReason, PartyFinding,
    Poles, Report, Settings, Weightings,
};
use present::analysis::{AnalysisView, InputView};
use tally::Counts;
use terms::{Moderation, PartyFacts, Standing, StatementFacts, StatementKey};

pub(crate) const NAMES: [&str; 18] = [
    "Arvenia",
    "Belmora",
    "Cassidor",
    "Dravland",
    "Estoria",
    "Ferrowen",
    "Galdany",
    "Hestmark",
    "Ilvania",
    "Jorund",
    "Kestria",
    "Lumenia",
    "Marovia",
    "Nordhaven",
    "Ostrelle",
    "Pelagia",
    "Quillon",
    "Republic of the Two Rivers",
];

/// What a made-up statement is to become.
pub(crate) struct Plan {
    pub(crate) text: &'static str,
    pub(crate) topic: &'static str,
    pub(crate) grade: Grade,
    pub(crate) against: bool,
    /// Agree shares in per cent: of most parties, and of those that differ (by index).
    pub(crate) usual: u64,
    pub(crate) others: &'static [(usize, u64)],
    /// Parties with only so many answers.
    pub(crate) silent: &'static [(usize, u64)],
    pub(crate) more: Option<MoreAnswers>,
}

const PLAN: Plan = Plan {
    text: "",
    topic: "",
    grade: Grade::Open,
    against: false,
    usual: 80,
    others: &[],
    silent: &[],
    more: None,
};

#[expect(clippy::too_many_lines, reason = "a table of texts, one entry per statement")]
pub(crate) fn plans() -> Vec<Plan> {
    use Grade::{
        BroadConsensus, Consensus, Divided, Majority, NotYetAsked, Open, SharedRejection, Unanimous,
    };
    let of = |topic, grade, usual, text| Plan { text, topic, grade, usual, ..PLAN };
    vec![
        of(
            "sister cities",
            Unanimous,
            100,
            "Every city link should have a named person in both cities who answers letters.",
        ),
        of("common principles", Unanimous, 100, "We meet as equals, whatever our size."),
        of("health", Consensus, 91, "Clinics should share what they learn about epidemics within a day."),
        of(
            "sister cities",
            Consensus,
            88,
            "Pupils of partner cities should be able to spend a month in each other's schools.",
        ),
        of(
            "think tank exchanges",
            Consensus,
            86,
            "Research paid for by a forum should be open for all parties to read.",
        ),
        of(
            "rural development",
            Consensus,
            84,
            "Farm cooperatives should be able to buy seed and tools together across borders.",
        ),
        of(
            "new media training",
            Consensus,
            85,
            "Young journalists of all parties should be trained together at least once a year, in a different country every time, with the costs shared so that nobody is left out for lack of money.",
        ),
        Plan {
            others: &[(3, 31), (11, 52)],
            ..of(
                "high-quality connectivity",
                BroadConsensus,
                87,
                "Visas for students of partner schools should cost nothing.",
            )
        },
        Plan {
            others: &[(17, 28)],
            silent: &[(9, 6)],
            ..of(
                "health",
                BroadConsensus,
                85,
                "Doctors' diplomas should be recognised for emergency missions.",
            )
        },
        Plan {
            others: &[(5, 55)],
            ..of(
                "rural development",
                BroadConsensus,
                82,
                "A tenth of every joint project's money should go to villages.",
            )
        },
        of(
            "common principles",
            BroadConsensus,
            79,
            "Each meeting should end with a date for the next report.",
        ),
        Plan {
            against: true,
            ..of(
                "new media training",
                SharedRejection,
                8,
                "Governments should approve articles before they are printed.",
            )
        },
        Plan {
            against: true,
            others: &[(2, 74)],
            ..of(
                "common principles",
                SharedRejection,
                11,
                "Larger parties should have more votes than smaller ones.",
            )
        },
        Plan {
            others: &[(0, 21), (1, 25), (4, 30), (6, 88), (8, 91)],
            ..of(
                "high-quality connectivity",
                Divided,
                60,
                "New railways should be built before old roads are mended.",
            )
        },
        Plan {
            others: &[(12, 12), (13, 20), (14, 17)],
            ..of("health", Divided, 77, "Traditional medicine should be taught in every medical school.")
        },
        Plan {
            others: &[(2, 35), (7, 33), (10, 84)],
            ..of("think tank exchanges", Divided, 58, "Think tanks should take money from companies.")
        },
        Plan {
            silent: &[(17, 0)],
            more: Some(MoreAnswers::Missing(20)),
            ..of("sister cities", NotYetAsked, 86, "Mayors should meet without ministers once a year.")
        },
        Plan {
            silent: &[(2, 6), (3, 6)],
            more: Some(MoreAnswers::Missing(28)),
            ..of("rural development", NotYetAsked, 83, "Village schools should have a garden.")
        },
        Plan {
            silent: &[(2, 3), (3, 17), (8, 19)],
            more: Some(MoreAnswers::Missing(21)),
            ..of("health", NotYetAsked, 83, "Ambulances should cross borders without papers.")
        },
        Plan {
            silent: &[(1, 0), (2, 0), (3, 4), (8, 9), (12, 1), (16, 2)],
            more: Some(MoreAnswers::Missing(104)),
            ..of(
                "new media training",
                NotYetAsked,
                75,
                "Archives of public broadcasters should be open to all.",
            )
        },
        of(
            "think tank exchanges",
            Majority,
            61,
            "Papers should be translated by people, not only by machines.",
        ),
        Plan {
            against: true,
            ..of("high-quality connectivity", Majority, 36, "Ports should be run by one company.")
        },
        Plan {
            more: Some(MoreAnswers::Expected(420)),
            ..of("rural development", Open, 63, "Land should be leased for no longer than ten years.")
        },
        Plan {
            more: Some(MoreAnswers::Beyond(5000)),
            ..of(
                "common principles",
                Open,
                60,
                "Meetings should be held by video unless three parties ask otherwise.",
            )
        },
        Plan {
            more: Some(MoreAnswers::Exhausted),
            ..of("sister cities", Open, 55, "A city may have at most ten partner cities.")
        },
    ]
}

/// An analysis that owns what a view borrows.
pub(crate) struct Sample {
    pub(crate) source: String,
    pub(crate) report: Report,
    pub(crate) statements: Vec<StatementFacts>,
    pub(crate) excluded: Vec<(StatementKey, String)>,
    pub(crate) simulation: Option<u64>,
    pub(crate) blocks: String,
    pub(crate) digest: String,
}

impl Sample {
    pub(crate) fn view(&self) -> AnalysisView<'_> {
        let sum = |of: fn(&Counts) -> u64| self.report.findings.iter().map(|f| of(&f.totals)).sum::<u64>();
        AnalysisView {
            source: &self.source,
            report: &self.report,
            statements: &self.statements,
            excluded: &self.excluded,
            map: None,
            polis: None,
            alike: None,
            attribution: None,
            simulation: self.simulation,
            blocks: &self.blocks,
            input: InputView {
                digest: &self.digest,
                participants: 3_412,
                statements: self.report.findings.len() as u64,
                votes: sum(|c| c.answers()),
                agree: sum(|c| c.agree),
                pass: sum(|c| c.pass),
                disagree: sum(|c| c.disagree),
                parties: self.report.parties.len() as u64,
                events: sum(|c| c.answers()) + 17,
                revotes: 17,
                skipped: 0,
            },
        }
    }
}

/// Eighteen parties, twenty-five statements, two left out.
pub(crate) fn forum() -> Sample {
    with(parties(&NAMES, None), plans())
}

/// The same shape for given parties and plans.
pub(crate) fn with(parties: Vec<PartyFacts>, plans: Vec<Plan>) -> Sample {
    let findings: Vec<Finding> =
        plans.iter().enumerate().map(|(at, plan)| finding(at, plan, &parties)).collect();
    let mut summary = GradeCounts::default();
    findings.iter().for_each(|f| summary.add(f.grade));
    let exact = ExactCounts {
        no_objection: findings.iter().filter(|f| f.no_objection).count() as u64,
        unanimous: findings.iter().filter(|f| f.all_for).count() as u64,
    };
    let statements = plans.iter().enumerate().map(|(at, plan)| facts(at, plan)).collect();
    Sample {
        source: "Forum of the Eighteen, 3 June 2021".to_owned(),
        report: Report {
            settings: Settings::default(),
            outside_at_most: parties.len() as u32 / 9,
            single_block: parties.len() == 1,
            parties,
            groups: Vec::new(),
            findings,
            summary,
            exact,
            digest: "5b0c9e1f7a2d4c6e8f00112233445566778899aabbccddeeff0123456789abcd".to_owned(),
        },
        statements,
        excluded: vec![
            ("901".into(), "moderated out".to_owned()),
            ("902".into(), "asks who people are (metadata)".to_owned()),
        ],
        simulation: Some(20_210_603),
        blocks: "party".to_owned(),
        digest: "aa11bb22cc33dd44ee55ff6600778899aa11bb22cc33dd44ee55ff6600778899".to_owned(),
    }
}

pub(crate) fn parties(names: &[&str], roster: Option<u64>) -> Vec<PartyFacts> {
    let standing = |at: usize| {
        if at < 8 {
            "member"
        } else if at < 12 {
            "observer"
        } else {
            "dialogue_partner"
        }
    };
    let party = |(at, name): (usize, &&str)| PartyFacts {
        key: name.chars().take(3).collect::<String>().to_uppercase().as_str().into(),
        name: (*name).to_owned(),
        standing: Some(Standing::new(standing(at))),
        population: Some(1_000_000 * (at as u64 + 1)),
        roster,
    };
    names.iter().enumerate().map(party).collect()
}

fn facts(at: usize, plan: &Plan) -> StatementFacts {
    StatementFacts {
        key: (at + 1).to_string().as_str().into(),
        text: plan.text.to_owned(),
        topics: vec![plan.topic.to_owned()],
        lang: None,
        made: None,
        moderation: Moderation::Accepted,
        is_meta: false,
    }
}

fn finding(at: usize, plan: &Plan, parties: &[PartyFacts]) -> Finding {
    let found: Vec<PartyFinding> =
        parties.iter().enumerate().map(|(p, facts)| party(at, p, plan, facts)).collect();
    let outside: Vec<Outside> = found.iter().enumerate().filter_map(|(p, f)| outsider(p, f, plan)).collect();
    let asked = || found.iter().filter(|p| p.asked);
    let lowest = asked().min_by(|a, b| a.mean.total_cmp(&b.mean)).cloned();
    let highest = asked().max_by(|a, b| a.mean.total_cmp(&b.mean)).cloned();
    let all_asked = found.iter().all(|p| p.asked);
    let floor = lowest.as_ref().filter(|_| all_asked).map(|p| p.low - 0.02);
    let rejection = highest.as_ref().filter(|_| all_asked).map(|p| 0.98 - p.high);
    let sum = |of: fn(&Counts) -> u64| found.iter().map(|p| of(&p.counts)).sum();
    let certified = if matches!(plan.grade, Grade::Unanimous | Grade::Consensus) { 0.982 } else { 0.0312 };
    Finding {
        statement: (at + 1).to_string().as_str().into(),
        grade: plan.grade,
        direction: direction(plan),
        outside: if named(plan.grade) { outside } else { Vec::new() },
        poles: poles(plan, lowest.as_ref(), highest.as_ref()),
        floor: floor.map(|f| f.max(0.0)),
        rejection_floor: rejection.map(|f| f.max(0.0)),
        weakest: lowest.as_ref().filter(|_| all_asked).map(|p| p.party.clone()),
        robust_floor: floor.map(|f| ((f - 0.1) / 0.9).max(0.0)),
        certified,
        certified_broad: certified.max(if plan.grade == Grade::BroadConsensus { 0.9731 } else { 0.0 }),
        certified_against: 0.0,
        balanced: (plan.usual as f64 / 100.0 - 0.01).max(0.0),
        contrast: lowest.zip(highest).map(|(a, b)| b.mean - a.mean),
        weightings: Weightings { equal: certified, population: Some(certified * 0.9), penrose: None },
        totals: Counts { agree: sum(|c| c.agree), pass: sum(|c| c.pass), disagree: sum(|c| c.disagree) },
        no_objection: found.iter().all(|p| p.counts.agree >= p.counts.disagree),
        all_for: found.iter().all(|p| p.counts.agree > p.counts.disagree),
        more_answers: plan.more,
        parties: found,
        groups: None,
    }
}

fn named(grade: Grade) -> bool {
    matches!(grade, Grade::BroadConsensus | Grade::SharedRejection)
}

fn direction(plan: &Plan) -> Option<Direction> {
    use Grade::{BroadConsensus, Consensus, Majority, SharedRejection, Unanimous};
    let has = matches!(plan.grade, Unanimous | Consensus | BroadConsensus | SharedRejection | Majority);
    has.then_some(if plan.against { Direction::Against } else { Direction::For })
}

fn poles(plan: &Plan, lowest: Option<&PartyFinding>, highest: Option<&PartyFinding>) -> Option<Poles> {
    let (low, high) = lowest.zip(highest).filter(|_| plan.grade == Grade::Divided)?;
    Some(Poles {
        for_party: high.party.clone(),
        for_at_least: high.low,
        against_party: low.party.clone(),
        against_at_most: low.high,
    })
}

fn outsider(at: usize, found: &PartyFinding, plan: &Plan) -> Option<Outside> {
    let share = plan.others.iter().find(|(p, _)| *p == at).map(|(_, share)| *share);
    let reason = match share {
        _ if !found.asked => OutsideReason::NotAsked,
        Some(share) if (share < 45) != plan.against => OutsideReason::Disagrees,
        Some(_) => OutsideReason::Undecided,
        None => return None,
    };
    Some(Outside { party: found.party.clone(), reason })
}

fn party(at: usize, p: usize, plan: &Plan, facts: &PartyFacts) -> PartyFinding {
    let usual = if facts.roster == Some(1) { 1 } else { 90 + ((at * 7 + p * 13) % 60) as u64 };
    let answers = plan.silent.iter().find(|(q, _)| *q == p).map_or(usual, |(_, n)| *n);
    let wobble = if plan.usual == 100 { 0 } else { (at * 5 + p * 3) as u64 % 7 };
    let share =
        plan.others.iter().find(|(q, _)| *q == p).map_or(plan.usual + wobble, |(_, share)| *share).min(100);
    let agree = (answers * share + 50) / 100;
    let pass = if share == 100 { 0 } else { (answers - agree) / if plan.against { 12 } else { 3 } };
    let counts = Counts { agree, pass, disagree: answers - agree - pass };
    let mean = (agree as f64 + 1.0) / (answers as f64 + 2.0);
    let half = 1.96 * (mean * (1.0 - mean) / (answers as f64 + 2.0)).sqrt();
    let minimum = facts.roster.map_or(20, |roster| roster.min(20));
    PartyFinding {
        party: facts.key.clone(),
        counts,
        low: (mean - half).max(0.0),
        high: (mean + half).min(1.0),
        mean,
        asked: answers >= minimum,
        needed: minimum.saturating_sub(answers),
    }
}

/// States in an assembly: every party is one vote.
pub(crate) fn assembly() -> Sample {
    use Grade::{BroadConsensus, Divided, Majority, NotYetAsked, Open, SharedRejection, Unanimous};
    let of = |grade, usual, text| Plan { text, grade, usual, topic: "roll calls", ..PLAN };
    let plans = vec![
        of(Unanimous, 100, "Resolution on schools"),
        Plan { others: &[(4, 0)], ..of(BroadConsensus, 100, "Resolution on ports") },
        Plan { against: true, ..of(SharedRejection, 0, "Resolution on fees") },
        Plan { others: &[(0, 0), (1, 0), (2, 0), (3, 0)], ..of(Divided, 100, "Resolution on rivers") },
        Plan { silent: &[(5, 0)], ..of(NotYetAsked, 100, "Resolution on roads") },
        Plan { others: &[(0, 0), (1, 0), (2, 0)], ..of(Majority, 100, "Resolution on rails") },
        Plan {
            others: &[(0, 0), (1, 0), (2, 0), (3, 0), (4, 0)],
            more: Some(MoreAnswers::Exhausted),
            ..of(Open, 100, "Resolution on bridges")
        },
    ];
    Sample { source: "An assembly".to_owned(), ..with(parties(&NAMES[..10], Some(1)), plans) }
}

/// Statements put to one block of people.
pub(crate) fn crowd_plans() -> Vec<Plan> {
    use Grade::{Majority, NotYetAsked, Open};
    let of = |grade, usual, text| Plan { text, grade, usual, topic: "", ..PLAN };
    vec![
        of(Majority, 74, "Buses should run at night."),
        Plan { against: true, ..of(Majority, 20, "Parks should close at eight.") },
        Plan {
            silent: &[(0, 6)],
            more: Some(MoreAnswers::Missing(14)),
            ..of(NotYetAsked, 90, "Benches in the shade.")
        },
        Plan { more: Some(MoreAnswers::Beyond(5000)), ..of(Open, 50, "Trams instead of buses.") },
    ]
}

/// One block of people, no parties.
pub(crate) fn crowd() -> Sample {
    let plans = crowd_plans();
    Sample { source: "A crowd".to_owned(), simulation: None, ..with(parties(&["everybody"], None), plans) }
}

/// Texts that try to be markup, terminal commands, formulas and direction changes.
pub(crate) fn hostile() -> Sample {
    const TEXTS: [&str; 6] = [
        "<script>alert('x')</script>\"&amp;</bdi></details>",
        "\u{202e}gnp.exe\u{2066} and more\u{2069}\u{2069}",
        "\u{1b}[2J\u{1b}]0;title\u{7}quiet\r\nsecond line\u{0}",
        "=HYPERLINK(\"http://example.org\")",
        "我们支持城市之间的友谊，并且愿意每年举行一次会议，地点轮流选择。",
        "ما به عنوان برابر دیدار می‌کنیم، <b>بزرگ</b> یا کوچک.",
    ];
    let plan =
        |text| Plan { text, topic: "<i>t</i>;x", grade: Grade::BroadConsensus, others: &[(0, 20)], ..PLAN };
    let plans = TEXTS.into_iter().map(plan).collect();
    let names = [
        "<img src=x onerror=1>",
        "\"quoted\", Inc.",
        "ایران \u{202e}",
        "中国",
        "=1+1",
        "a\u{1b}[0m",
        "G",
        "H",
        "I",
    ];
    let mut sample = with(parties(&names, None), plans);
    sample.source = "</title><script>1</script>\u{202e}".to_owned();
    sample.excluded = vec![("<k>".into(), "because <b>".to_owned())];
    sample
}

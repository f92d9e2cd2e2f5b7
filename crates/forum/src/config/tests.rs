use super::*;

fn forum_with(from: &str, to: &str) -> Result<ForumConfig, ConfigError> {
    assert!(FRIENDSHIP_2021.forum.contains(from), "the shipped file no longer holds {from:?}");
    let forum = FRIENDSHIP_2021.forum.replacen(from, to, 1);
    ForumConfig::load(&Sources { forum: &forum, ..FRIENDSHIP_2021 })
}

fn planted_with(from: &str, to: &str) -> Result<ForumConfig, ConfigError> {
    assert!(FRIENDSHIP_2021.planted.contains(from), "the shipped file no longer holds {from:?}");
    let planted = FRIENDSHIP_2021.planted.replacen(from, to, 1);
    ForumConfig::load(&Sources { planted: &planted, ..FRIENDSHIP_2021 })
}

fn line_of(text: &str, part: &str) -> usize {
    text[..text.find(part).expect("the part stands in the text")].matches('\n').count() + 1
}

/// 8 + 4 + 6 states, over three billion people, three co-organisers, six topics and the common principles: the
/// reported facts of 3 June 2021.
#[test]
fn the_shipped_forum_is_the_reported_one() {
    let config = ForumConfig::friendship_2021().unwrap();
    let with = |standing: &str| {
        config.forum.party.iter().filter(|party| party.standing.as_ref().as_str() == standing).count()
    };
    assert_eq!([with("member"), with("observer"), with("dialogue_partner")], [8, 4, 6]);
    assert_eq!((config.forum.organisation.len(), config.forum.co_organiser.len()), (6, 3));
    assert_eq!(config.forum.topic.len(), 7);
    let people: i64 = config.forum.party.iter().map(|party| party.population.as_ref()).sum();
    assert!((3_588_000_000..3_590_000_000).contains(&people), "{people}");
    for topic in &config.forum.topic {
        let own = config.statements.iter().filter(|s| s.topic.as_ref() == topic.key.as_ref()).count();
        assert!(own >= 8, "{} has {own} statements", topic.key.as_ref());
    }
}

#[test]
fn members_decide_and_states_count() {
    let config = ForumConfig::friendship_2021().unwrap();
    let right = |standing: &str, right| config.has_right(&Standing::new(standing), right);
    assert!(right("member", Right::Decide) && right("member", Right::Count));
    for other in ["observer", "dialogue_partner"] {
        assert!(right(other, Right::Count) && !right(other, Right::Decide), "{other}");
    }
    assert!(!right("organisation", Right::Count) && !right("organisation", Right::Decide));
}

#[test]
fn mistakes_are_named_with_their_place() {
    let text = FRIENDSHIP_2021.forum;
    let cases = [
        ("standing = \"member\"", "standing = \"memebr\"", "no standing \"memebr\" is defined"),
        ("key = \"IN\"", "key = \"CN\"", "stands here a second time"),
        ("population = 1_412_400_000", "population = -1", "it cannot be below 0"),
        ("opens = \"2021-06-03\"", "opens = \"2021-06-31\"", "is no day"),
        ("closes = \"2021-06-03\"", "closes = \"2021-06-02\"", "closes before it opens"),
        ("adopted = \"2021-06-03T02:30:00Z\"", "adopted = \"soon\"", "is no instant"),
        ("rule = \"sco16\"", "rule = \"sco17\"", "no rule \"sco17\" is known"),
        ("silence_hours = 72", "silence_hours = 0", "give nobody time"),
        ("\"observer\"\nsince = 2012", "\"observer\"\nsnice = 2012", "unknown field"),
        ("accredited_by = \"KZ\"", "accredited_by = \"ORG1\"", "no party \"ORG1\" is defined"),
        ("agreement = 0.60", "agreement = 1.60", ""),
        ("\"decide\"", "\"rule\"", "unknown variant"),
    ];
    for (from, to, what) in cases {
        let error = forum_with(from, to).expect_err(to);
        assert!(error.what.contains(what), "{to}: {error}");
        assert_eq!(error.file, "forum.toml");
        let line = line_of(text, from);
        assert!(
            (line..=line + 8).contains(&error.line) && error.column > 0,
            "{to}: {error}, expected line {line}"
        );
    }
}

#[test]
fn a_plan_that_cannot_be_is_refused() {
    let cases = [
        ("answers = 900", "answers = 1001"),
        ("silent_topics = 3", "silent_topics = 8"),
        ("at_most = 2", "at_most = 0"),
        ("agree = [830, 960]", "agree = [960, 830]"),
        ("agree = [830, 960]", "agree = [830, 999]"),
        ("\"cp1\", ", ""),
        ("\"cp1\", ", "\"cp1\", \"cp1\", "),
        ("\"cp1\", ", "\"cp99\", \"cp1\", "),
        ("rejected = 9\ndivided = 1", ""),
    ];
    for (from, to) in cases {
        assert_eq!(planted_with(from, to).expect_err(to).file, "planted.toml");
    }
}

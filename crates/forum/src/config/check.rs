//! What the files must hold beyond their fields: names that are defined, each once, and numbers that are possible.

use super::place::Source;
use super::{ConfigError, ForumConfig, ForumFile, PaperEntry, Placed, Range, Tendency};
use procedure::Rule;
use std::collections::BTreeSet;
use std::fmt::Display;
use terms::{Instant, PartyKey, TopicKey};

type Check = Result<(), ConfigError>;

/// Remembers the names of one kind: each may be defined once, and only a defined one may be used.
struct Names<T> {
    kind: &'static str,
    known: BTreeSet<T>,
}

impl<T: Ord + Clone + Display> Names<T> {
    fn defined<'a>(
        kind: &'static str,
        source: Source,
        names: impl IntoIterator<Item = &'a Placed<T>>,
    ) -> Result<Names<T>, ConfigError>
    where
        T: 'a,
    {
        let mut known = BTreeSet::new();
        for name in names {
            if !known.insert(name.as_ref().clone()) {
                let what =
                    format!("the {kind} \"{}\" stands here a second time; each needs its own", name.as_ref());
                return Err(source.at(name, what));
            }
        }
        Ok(Names { kind, known })
    }

    fn used(&self, source: Source, name: &Placed<T>) -> Check {
        if self.known.contains(name.as_ref()) {
            return Ok(());
        }
        let known: Vec<String> = self.known.iter().map(T::to_string).collect();
        let what =
            format!("no {} \"{}\" is defined; there are: {}", self.kind, name.as_ref(), known.join(", "));
        Err(source.at(name, what))
    }
}

pub(super) fn forum(source: Source, file: &ForumFile) -> Check {
    let standings = Names::defined("standing", source, file.standing.iter().map(|s| &s.key))?;
    Names::defined("co-organiser", source, file.co_organiser.iter().map(|c| &c.key))?;
    let own = file.party.iter().map(|p| &p.key);
    let parties = Names::defined("party", source, own.clone())?;
    Names::defined("party", source, own.chain(file.organisation.iter().map(|o| &o.key)))?;
    for party in &file.party {
        standings.used(source, &party.standing)?;
        if *party.population.as_ref() < 0 {
            let what = format!("a population of {}; it cannot be below 0", party.population.as_ref());
            return Err(source.at(&party.population, what));
        }
    }
    for organisation in &file.organisation {
        standings.used(source, &organisation.standing)?;
        homes(source, &parties, &organisation.home, &organisation.accredited_by)?;
    }
    discussion(source, file, &parties)?;
    days(source, file)?;
    rule(source, file)?;
    let settings = file.settings.settings();
    settings.check().map_err(|error| source.at(&file.settings.agreement, error.to_string()))
}

fn homes(source: Source, parties: &Names<PartyKey>, home: &Placed<PartyKey>, by: &Placed<PartyKey>) -> Check {
    parties.used(source, home)?;
    parties.used(source, by)
}

/// Topics with those who lead them, and the papers beside them.
fn discussion(source: Source, file: &ForumFile, parties: &Names<PartyKey>) -> Check {
    let topics = Names::defined("topic", source, file.topic.iter().map(|t| &t.key))?;
    for topic in &file.topic {
        for leads in topic.chair.iter().chain(&topic.rapporteur) {
            parties.used(source, leads)?;
        }
        let chair = topic.chair.as_ref().map(Placed::as_ref);
        if let Some(same) = topic.rapporteur.as_ref().filter(|rapporteur| Some(rapporteur.as_ref()) == chair)
        {
            let what = format!("{} cannot chair a topic and report on it", same.as_ref());
            return Err(source.at(same, what));
        }
        if topic.question.iter().any(|question| question.iter().next().is_none()) {
            let what = format!("a question of the topic \"{}\" has no text", topic.key.as_ref());
            return Err(source.at(&topic.key, what));
        }
    }
    Names::defined("paper", source, file.paper.iter().map(|paper| &paper.key))?;
    file.paper.iter().try_for_each(|paper| self::paper(source, &topics, paper))
}

fn paper(source: Source, topics: &Names<TopicKey>, paper: &PaperEntry) -> Check {
    topics.used(source, &paper.topic)?;
    for (field, text) in [("title", &paper.title), ("author", &paper.author)] {
        if text.iter().next().is_none() {
            let what = format!("the {field} of the paper \"{}\" has no text", paper.key.as_ref());
            return Err(source.at(&paper.key, what));
        }
    }
    let link = paper.link.as_ref();
    let address =
        link.strip_prefix("https://").is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'));
    if !address || link.contains(char::is_whitespace) {
        let what = format!("\"{link}\" is no address; write https://example.org/paper");
        return Err(source.at(&paper.link, what));
    }
    Ok(())
}

fn rule(source: Source, file: &ForumFile) -> Check {
    let rule = &file.adoption.rule;
    if let Some(hours) = &file.adoption.silence_hours
        && *hours.as_ref() == 0
    {
        return Err(source.at(hours, "0 hours give nobody time to object; it is at least 1".to_owned()));
    }
    if Rule::named(rule.as_ref()).is_some() {
        return Ok(());
    }
    let known = Rule::shipped().map(|rule| rule.id).join(", ");
    Err(source.at(rule, format!("no rule \"{}\" is known; there are: {known}", rule.as_ref())))
}

fn days(source: Source, file: &ForumFile) -> Check {
    let calendar = &file.calendar;
    for day in [&file.place.opens, &file.place.closes, &file.population.date] {
        date(source, day)?;
    }
    if file.place.closes.as_ref() < file.place.opens.as_ref() {
        return Err(source.at(&file.place.closes, "the forum closes before it opens".to_owned()));
    }
    let order = [
        &calendar.convened,
        &calendar.voting_opens,
        &calendar.voting_closes,
        &calendar.drafted,
        &calendar.adopting,
        &calendar.positions_due,
        &calendar.adopted,
        &calendar.issued,
    ];
    let mut before: Option<Instant> = None;
    for text in order {
        let wrong =
            |_| source.at(text, format!("\"{}\" is no instant; write 2021-06-03T02:30:00Z", text.as_ref()));
        let instant = super::instant(text.as_ref()).map_err(wrong)?;
        if before.is_some_and(|before| instant <= before) {
            let what = "this instant does not lie after the one that precedes it in the calendar".to_owned();
            return Err(source.at(text, what));
        }
        before = Some(instant);
    }
    Ok(())
}

fn date(source: Source, text: &Placed<String>) -> Check {
    let parsed: Result<jiff::civil::Date, _> = text.as_ref().parse();
    let fixed = text.as_ref().len() == 10;
    if parsed.is_ok() && fixed {
        return Ok(());
    }
    Err(source.at(text, format!("\"{}\" is no day; write 2021-06-03", text.as_ref())))
}

fn one_of(source: Source, kind: &str, value: &Placed<String>, allowed: &[&str]) -> Check {
    if allowed.contains(&value.as_ref().as_str()) {
        return Ok(());
    }
    Err(source.at(value, format!("\"{}\" is no {kind}; there are: {}", value.as_ref(), allowed.join(", "))))
}

const DRAWN: [&str; 4] = ["recall", "assess", "support", "urge"];

pub(super) fn statements(source: Source, config: &ForumConfig) -> Check {
    let topics = Names::defined("topic", source, config.forum.topic.iter().map(|t| &t.key))?;
    Names::defined("statement", source, config.statements.iter().map(|s| &s.id))?;
    for statement in &config.statements {
        topics.used(source, &statement.topic)?;
        one_of(source, "class of verb", &statement.verb, &DRAWN)?;
        if statement.text.iter().next().is_none() {
            return Err(source.at(&statement.id, format!("statement {} has no text", statement.id.as_ref())));
        }
        if let Some(lang) = statement.lang.as_ref().filter(|lang| statement.text.get(lang.as_ref()).is_none())
        {
            let what = format!("statement {} has no text in {}", statement.id.as_ref(), lang.as_ref());
            return Err(source.at(lang, what));
        }
        let parts = [
            statement.deed.is_some(),
            statement.deed_unit.is_some(),
            statement.deed_target.is_some(),
            statement.deed_due.is_some(),
        ];
        if parts.iter().any(|&part| part != parts[0]) {
            let what = "a deed needs all of: deed, deed_unit, deed_target, deed_due".to_owned();
            return Err(source.at(&statement.id, what));
        }
        statement.deed_due.as_ref().map_or(Ok(()), |due| date(source, due))?;
    }
    Ok(())
}

pub(super) fn outline(source: Source, config: &ForumConfig) -> Check {
    let topics = Names::defined("topic", source, config.forum.topic.iter().map(|t| &t.key))?;
    Names::defined("clause", source, config.outline.clause.iter().map(|c| &c.id))?;
    forms(source, config.outline.sentence.values(), &["{lead}", "{items}"])?;
    forms(source, config.outline.promise.values(), &["{deed}"])?;
    let standard = text::Verbs::standard();
    let verbs: Vec<&str> = standard.iter().map(|(id, _)| id).collect();
    for clause in &config.outline.clause {
        one_of(source, "part of a text", &clause.part, &["preamble", "operative"])?;
        one_of(source, "author of a clause", &clause.asserted_by, &["forum", "actor"])?;
        one_of(source, "kind of statement", &clause.draws, &["recall", "assess", "support", "urge", "deed"])?;
        one_of(source, "verb", &clause.verb, &verbs)?;
        clause.topics.iter().try_for_each(|topic| topics.used(source, topic))?;
        if clause.lead.is_none() && clause.asserted_by.as_ref() == "forum" {
            let what = "a clause of the forum needs a lead: what follows its verb".to_owned();
            return Err(source.at(&clause.id, what));
        }
    }
    Ok(())
}

/// A clause opens with its verb, by which its class is checked, and leaves out nothing that belongs to it.
fn forms<'a>(source: Source, forms: impl Iterator<Item = &'a Placed<String>>, parts: &[&str]) -> Check {
    for form in forms {
        let text = form.as_ref();
        if !text.starts_with("{verb}") || parts.iter().any(|part| !text.contains(part)) {
            let what = format!("\"{text}\" must open with {{verb}} and hold {}", parts.join(", "));
            return Err(source.at(form, what));
        }
    }
    Ok(())
}

pub(super) fn planted(source: Source, config: &ForumConfig) -> Check {
    let planted = &config.planted;
    let statements = Names::defined("statement", source, config.statements.iter().map(|s| &s.id))?;
    Names::defined("statement", source, planted.received.values().flatten())?;
    for (name, received) in &planted.received {
        for statement in received {
            statements.used(source, statement)?;
        }
        if !planted.tendency.contains_key(name) {
            let at = received.first().map_or(0, |first| first.span().start);
            return Err(source.error(at, format!("no tendency \"{name}\" is defined")));
        }
    }
    let missing =
        config.statements.iter().find(|statement| planted.tendency_of(statement.id.as_ref()).is_none());
    if let Some(missing) = missing {
        return Err(source.error(0, format!("statement {} is received in no way", missing.id.as_ref())));
    }
    let standings = Names::defined(
        "standing",
        Source { name: "forum.toml", ..source },
        config.forum.standing.iter().map(|s| &s.key),
    )?;
    planted.position.iter().try_for_each(|planned| standings.used(source, &planned.standing))?;
    if *planted.answers.as_ref() > 1000 {
        return Err(source.at(&planted.answers, "more than 1000 of a thousand people".to_owned()));
    }
    if *planted.silent_topics.as_ref() as usize > config.forum.topic.len() {
        return Err(source.at(&planted.silent_topics, "more silent topics than there are topics".to_owned()));
    }
    numbers(source, config)
}

fn numbers(source: Source, config: &ForumConfig) -> Check {
    let planted = &config.planted;
    let levels = [
        ("for", planted.level.r#for),
        ("middle", planted.level.middle),
        ("against", planted.level.against),
        ("firmly_against", planted.level.firmly_against),
    ];
    for (name, level) in levels {
        if !possible(level) {
            let what = "each range must ascend, and agree and disagree together stay within 1000";
            return Err(source.error(0, format!("level {name}: {what}")));
        }
    }
    if let Some((name, _)) = planted.tendency.iter().find(|(_, tendency)| tendency.lots() == 0) {
        return Err(source.error(0, format!("tendency {name} has no lot")));
    }
    if planted.outsiders.at_least > planted.outsiders.at_most {
        return Err(source.error(0, "outsiders: at_least exceeds at_most".to_owned()));
    }
    Ok(())
}

fn possible(range: Range) -> bool {
    let ascends = |[low, high]: [u16; 2]| low <= high;
    let most = u32::from(range.agree[1]) + u32::from(range.disagree[1]);
    ascends(range.agree) && ascends(range.disagree) && most <= 1000
}

impl Tendency {
    /// How many lots there are in all.
    pub(crate) fn lots(&self) -> u32 {
        self.agreed + self.agreed_but_some + self.divided + self.rejected + self.open
    }
}

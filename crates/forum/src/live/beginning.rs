//! A forum from nothing: what a secretariat types, and a template for the rest.

use super::desk::slug;
use super::error::Refusal;
use super::view::View;
use crate::ForumError;
use crate::acts::{
    Follows, ForumConvened, PhaseChanged, RulesSet, SimulationMark, StandingRights, Thresholds, TopicGuided,
};
use crate::config::StandingEntry;
use crate::demo::driver::Driver;
use crate::fold::State;
use opinion::{Evidence, Settings};
use procedure::{ClockStart, Rule, Silence, Window};
use record::Record;
use serde::Deserialize;
use terms::{ForumKey, Instant, Lang, MultiText, PartyKey, Phase, Zone};

/// What a new forum begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// States in several standings; adopted where nobody who decides objects.
    Intergovernmental,
    /// Cities and associates; two thirds decide.
    CityNetwork,
}

impl Template {
    /// All templates.
    pub const ALL: [Template; 2] = [Template::Intergovernmental, Template::CityNetwork];

    /// The name in forms and messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Template::Intergovernmental => "intergovernmental",
            Template::CityNetwork => "city-network",
        }
    }

    fn file(self) -> &'static str {
        match self {
            Template::Intergovernmental => {
                include_str!("../../../../forums/templates/intergovernmental.toml")
            }
            Template::CityNetwork => include_str!("../../../../forums/templates/city-network.toml"),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TemplateFile {
    rule: String,
    standing: Vec<StandingEntry>,
}

/// Nobody needs more than a year to object.
const LONGEST_SILENCE: u32 = 8_760;

/// What a secretariat types.
#[derive(Clone, Debug, Default)]
pub struct NewForum {
    /// Its name.
    pub name: String,
    /// Its theme.
    pub theme: String,
    /// Where it meets.
    pub place: String,
    /// The place's IANA zone.
    pub zone: String,
    /// First day, `YYYY-MM-DD`.
    pub opens: String,
    /// Last day, `YYYY-MM-DD`.
    pub closes: String,
    /// In which template.
    pub template: String,
    /// The rule of adoption, by its id; empty for that of the template.
    pub rule: String,
    /// How many hours parties have to break the silence in which a text is adopted; empty for a decision in the hall.
    pub silence_hours: String,
    /// In which language all this was typed.
    pub lang: String,
    /// The seed, where everything in it is simulated.
    pub simulation: Option<u64>,
}

/// The key and record of a new forum, out of a template or after the last one.
///
/// A forum that follows another takes over its standings and rights, rules, co-organisers and what they must approve,
/// parties, organisations, topics and plan. It takes over no statement, vote, delegate, roster or code.
///
/// # Errors
/// Every field that does not fit, so that all can be mended at once.
pub fn begin(
    new: &NewForum,
    last: Option<(&ForumKey, &View)>,
    languages: &[Lang],
    now: Instant,
) -> Result<(ForumKey, Record), Vec<Refusal>> {
    let template = checked(new, last.is_some())?;
    let whole = |_| vec![Refusal::of("refused-form")];
    let (standings, rule) = ground(template, last.map(|(_, view)| &view.state), new)?;
    let key = Some(slug(&new.name)).filter(|key| key.len() > 1);
    let key = key.unwrap_or_else(|| format!("forum-{}", now.millis() / 1000));
    let said = |text: &str| MultiText::of(&new.lang, text.trim());
    let mut driver = Driver::new(&key, new.name.trim());
    driver.set_now(now);
    let convened = ForumConvened {
        name: said(&new.name),
        theme: said(&new.theme),
        place: said(&new.place),
        zone: Zone::new(new.zone.trim()),
        opens: new.opens.clone(),
        closes: new.closes.clone(),
        languages: languages.to_vec(),
        standings,
        simulation: new.simulation.map(|seed| SimulationMark { seed, mark: simulate::mark(seed) }),
        follows: last.map(|(key, view)| Follows {
            forum: key.clone(),
            acts: view.acts(),
            head: view.record.head().root,
        }),
    };
    driver.record_act(convened).map_err(whole)?;
    let settings = Settings { evidence: Evidence::Anytime, ..Settings::default() };
    let rules = RulesSet { findings: Thresholds::of(&settings), adoption: rule };
    driver.record_act(rules).map_err(whole)?;
    if let Some((_, view)) = last {
        take_over(&mut driver, &view.state).map_err(whole)?;
    }
    driver.record_act(PhaseChanged { phase: Phase::Planned }).map_err(whole)?;
    Ok((ForumKey::new(&key), driver.into_record()))
}

/// The standings and the rule with which a forum begins.
fn ground(
    template: Option<Template>,
    last: Option<&State>,
    new: &NewForum,
) -> Result<(Vec<StandingRights>, Rule), Vec<Refusal>> {
    let whole = || vec![Refusal::of("refused-form")];
    if let Some(last) = last {
        let rules = last.rules.as_ref().ok_or_else(whole)?;
        return Ok((last.standings().to_vec(), chosen(new, rules.body.adoption.clone())?));
    }
    let file: TemplateFile = toml::from_str(template.ok_or_else(whole)?.file()).map_err(|_| whole())?;
    let rule = Rule::named(&file.rule).ok_or_else(whole)?;
    Ok((file.standing.iter().map(standing).collect(), chosen(new, rule)?))
}

/// The rules a forum can begin with: all that are shipped. Where a rule leaves out the party that a decision is about,
/// that party is named when the adoption is opened.
pub fn rules() -> impl Iterator<Item = Rule> {
    Rule::shipped().into_iter()
}

/// The rule that was chosen, else the usual one, in silence where hours are given for it.
fn chosen(new: &NewForum, usual: Rule) -> Result<Rule, Vec<Refusal>> {
    let rule = match new.rule.trim() {
        "" => usual,
        id => rules()
            .find(|rule| rule.id == id)
            .ok_or_else(|| vec![Refusal::field("rule", "refused-needed")])?,
    };
    let typed = new.silence_hours.trim();
    if typed.is_empty() {
        return Ok(rule);
    }
    let hours = typed.parse::<u32>().ok().filter(|hours| (1..=LONGEST_SILENCE).contains(hours));
    let window = hours.and_then(|hours| Window::hours(hours).ok());
    let window = window.ok_or_else(|| {
        vec![Refusal::field("silence_hours", "refused-hours").with("most", LONGEST_SILENCE)]
    })?;
    Ok(in_silence(rule, window))
}

/// The rule as it is where a text is adopted in silence: an amendment breaks it too, it can be taken back in time, and
/// it is assent only of those that accepted it beforehand (OSCE Rules of Procedure, Annex 1(A)); the time of each runs
/// from when it was served.
pub(crate) fn in_silence(rule: Rule, window: Window) -> Rule {
    let silence = Silence {
        min_window: window,
        clock_start: ClockStart::Served,
        prior_acceptance: true,
        withdrawal_lifts: true,
        ..Silence::osce()
    };
    Rule { silence: Some(silence), ..rule }
}

/// What a forum takes over from the one before, act by act.
fn take_over(driver: &mut Driver, last: &State) -> Result<(), ForumError> {
    for named in &last.co_organisers {
        driver.record_act(named.body.clone())?;
    }
    for joined in last.parties.iter().filter(|joined| !last.membership.declined(&joined.body.party)) {
        driver.record_act(joined.body.clone())?;
    }
    for accredited in &last.organisations {
        let by = [&accredited.body.home, &accredited.body.accredited_by];
        if by.into_iter().all(|party| driver.state().name(party).is_some()) {
            driver.record_act(accredited.body.clone())?;
        }
    }
    for opened in &last.topics {
        driver.record_act(opened.body.clone())?;
    }
    for guided in last.discussion.guided.values() {
        let named = |party: &Option<PartyKey>| party.clone().filter(|p| driver.state().name(p).is_some());
        let (chair, rapporteur) = (named(&guided.body.chair), named(&guided.body.rapporteur));
        driver.record_act(TopicGuided { chair, rapporteur, ..guided.body.clone() })?;
    }
    for set in &last.governing.rights {
        driver.record_act(set.body.clone())?;
    }
    for required in last.governing.required.values().filter(|required| required.body.needed > 0) {
        driver.record_act(required.body.clone())?;
    }
    for set in last.membership.deadlines.values() {
        driver.record_act(set.body.clone())?;
    }
    Ok(())
}

fn standing(entry: &StandingEntry) -> StandingRights {
    StandingRights {
        key: entry.key.as_ref().clone(),
        name: entry.name.clone(),
        plural: entry.plural.clone(),
        rights: entry.rights.iter().copied().collect(),
    }
}

fn checked(new: &NewForum, follows: bool) -> Result<Option<Template>, Vec<Refusal>> {
    let mut refused = Vec::new();
    for (field, text) in [("name", &new.name), ("place", &new.place)] {
        if text.trim().is_empty() || text.chars().count() > 200 {
            refused.push(Refusal::field(field, "refused-needed"));
        }
    }
    let day = |text: &str| text.parse::<jiff::civil::Date>().ok();
    let (opens, closes) = (day(&new.opens), day(&new.closes));
    for (field, day) in [("opens", &opens), ("closes", &closes)] {
        if day.is_none() {
            refused.push(Refusal::field(field, "refused-day"));
        }
    }
    if opens.is_some() && closes.is_some() && opens > closes {
        refused.push(Refusal::field("closes", "refused-order"));
    }
    if jiff::tz::TimeZone::get(new.zone.trim()).is_err() {
        refused.push(Refusal::field("zone", "refused-zone"));
    }
    let template = Template::ALL.into_iter().find(|template| template.name() == new.template);
    if template.is_none() && !follows {
        refused.push(Refusal::field("template", "refused-needed"));
    }
    if refused.is_empty() { Ok(template) } else { Err(refused) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> NewForum {
        let of = |text: &str| text.to_owned();
        NewForum {
            name: of("Rivers and Cities"),
            theme: of("Water"),
            place: of("Tashkent"),
            zone: of("Asia/Tashkent"),
            opens: of("2027-05-01"),
            closes: of("2027-05-03"),
            template: of("city-network"),
            rule: String::new(),
            silence_hours: String::new(),
            lang: of("en"),
            simulation: None,
        }
    }

    #[test]
    fn every_template_makes_a_forum() {
        for template in Template::ALL {
            let new = NewForum { template: template.name().to_owned(), ..typed() };
            let (key, record) =
                begin(&new, None, &[Lang::new("en")], Instant::from_millis(0)).expect("a forum");
            assert_eq!(key.as_str(), "rivers-and-cities");
            assert_eq!(record.acts().len(), 3);
        }
    }

    fn rule_of(new: &NewForum, last: Option<&State>) -> Result<Rule, Vec<Refusal>> {
        ground(Some(Template::CityNetwork), last, new).map(|(_, rule)| rule)
    }

    #[test]
    fn a_forum_chooses_its_rule_and_how_long_its_silence_lasts() {
        for rule in rules() {
            let new = NewForum { rule: rule.id.clone(), ..typed() };
            assert_eq!(rule_of(&new, None).as_ref(), Ok(&rule));
        }
        let new = NewForum { rule: "osce".to_owned(), silence_hours: " 72 ".to_owned(), ..typed() };
        let silence = rule_of(&new, None).unwrap().silence.expect("a silence");
        assert_eq!(Ok(silence.min_window), Window::hours(72));
        assert!(silence.prior_acceptance);
        for (rule, hours, field) in
            [("none", "", "rule"), ("", "0", "silence_hours"), ("", "soon", "silence_hours")]
        {
            let new = NewForum { rule: rule.to_owned(), silence_hours: hours.to_owned(), ..typed() };
            assert_eq!(rule_of(&new, None).expect_err("it does not fit")[0].field, field);
        }
    }

    #[test]
    fn every_field_that_does_not_fit_is_named_at_once() {
        let new =
            NewForum { zone: "Mars/Olympus".to_owned(), opens: "soon".to_owned(), ..NewForum::default() };
        let refused = begin(&new, None, &[], Instant::from_millis(0)).expect_err("nothing fits");
        let fields: Vec<&str> = refused.iter().map(|refusal| refusal.field).collect();
        assert_eq!(fields, ["name", "place", "opens", "closes", "zone", "template"]);
        let new = NewForum { closes: "2027-04-01".to_owned(), ..typed() };
        let refused = begin(&new, None, &[], Instant::from_millis(0)).expect_err("it closes before it opens");
        assert_eq!((refused[0].field, refused[0].message), ("closes", "refused-order"));
    }

    #[test]
    fn a_forum_after_the_last_one_takes_over_who_meets_on_what_and_nothing_that_was_said() {
        let config = crate::config::ForumConfig::friendship_2021().expect("the shipped forum");
        let now = Instant::from_millis(0);
        let record = super::super::convening::convened(&config, Some(7), now).expect("a forum");
        let state = crate::fold(&record).expect("it holds");
        let (key, last) = (ForumKey::new("friendship-2021"), View { record, state });
        let new = NewForum { template: String::new(), ..typed() };
        let (_, record) = begin(&new, Some((&key, &last)), &[Lang::new("en")], now).expect("a forum");
        let state = crate::fold(&record).expect("it holds");
        let counts = |state: &State| {
            (state.parties.len(), state.organisations.len(), state.topics.len(), state.co_organisers.len())
        };
        assert_eq!(counts(&state), counts(&last.state));
        assert_eq!(state.discussion.guided.len(), last.state.discussion.guided.len());
        assert!(state.statements.is_empty() && state.membership.rosters.is_empty());
        let convened = state.convened.expect("convened").body;
        assert_eq!(convened.follows.expect("it follows").head, last.record.head().root);
        assert_eq!(
            convened.simulation, None,
            "a real forum may follow a simulated one; the mark is of its votes"
        );
    }
}

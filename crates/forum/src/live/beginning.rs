//! A forum from nothing: what a secretariat types, and a template for the rest.

use super::desk::slug;
use super::error::Refusal;
use crate::acts::{ForumConvened, PhaseChanged, RulesSet, StandingRights, Thresholds};
use crate::config::StandingEntry;
use crate::demo::driver::Driver;
use opinion::{Evidence, Settings};
use procedure::Rule;
use record::Record;
use serde::Deserialize;
use terms::{ForumKey, Instant, Lang, MultiText, Phase, Zone};

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
    /// In which language all this was typed.
    pub lang: String,
}

/// The key and record of a new forum.
///
/// # Errors
/// Every field that does not fit, so that all can be mended at once.
pub fn begin(new: &NewForum, languages: &[Lang], now: Instant) -> Result<(ForumKey, Record), Vec<Refusal>> {
    let template = checked(new)?;
    let whole = |_| vec![Refusal::of("refused-form")];
    let file: TemplateFile =
        toml::from_str(template.file()).map_err(|_| vec![Refusal::of("refused-form")])?;
    let rule = Rule::named(&file.rule).ok_or_else(|| vec![Refusal::of("refused-form")])?;
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
        standings: file.standing.iter().map(standing).collect(),
        simulation: None,
        follows: None,
    };
    driver.record_act(convened).map_err(whole)?;
    let settings = Settings { evidence: Evidence::Anytime, ..Settings::default() };
    let rules = RulesSet { findings: Thresholds::of(&settings), adoption: rule };
    driver.record_act(rules).map_err(whole)?;
    driver.record_act(PhaseChanged { phase: Phase::Planned }).map_err(whole)?;
    Ok((ForumKey::new(&key), driver.into_record()))
}

fn standing(entry: &StandingEntry) -> StandingRights {
    StandingRights {
        key: entry.key.as_ref().clone(),
        name: entry.name.clone(),
        plural: entry.plural.clone(),
        rights: entry.rights.iter().copied().collect(),
    }
}

fn checked(new: &NewForum) -> Result<Template, Vec<Refusal>> {
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
    if template.is_none() {
        refused.push(Refusal::field("template", "refused-needed"));
    }
    template.filter(|_| refused.is_empty()).ok_or(refused)
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
            lang: of("en"),
        }
    }

    #[test]
    fn every_template_makes_a_forum() {
        for template in Template::ALL {
            let new = NewForum { template: template.name().to_owned(), ..typed() };
            let (key, record) = begin(&new, &[Lang::new("en")], Instant::from_millis(0)).expect("a forum");
            assert_eq!(key.as_str(), "rivers-and-cities");
            assert_eq!(record.acts().len(), 3);
        }
    }

    #[test]
    fn every_field_that_does_not_fit_is_named_at_once() {
        let new =
            NewForum { zone: "Mars/Olympus".to_owned(), opens: "soon".to_owned(), ..NewForum::default() };
        let refused = begin(&new, &[], Instant::from_millis(0)).expect_err("nothing fits");
        let fields: Vec<&str> = refused.iter().map(|refusal| refusal.field).collect();
        assert_eq!(fields, ["name", "place", "opens", "closes", "zone", "template"]);
        let new = NewForum { closes: "2027-04-01".to_owned(), ..typed() };
        let refused = begin(&new, &[], Instant::from_millis(0)).expect_err("it closes before it opens");
        assert_eq!((refused[0].field, refused[0].message), ("closes", "refused-order"));
    }
}

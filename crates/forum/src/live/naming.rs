//! What the forum, its topics and its parties are called in further languages.

use super::error::Refusal;
use crate::acts::{Called, NameTranslated};
use crate::fold::State;
use terms::Lang;

/// A name or question has at most so many characters.
pub const LONGEST_NAME: usize = 300;

/// The translations into one language that a form or a program sends, as ids ([`Called::id`]) with names. Empty names,
/// and those that are so already, leave what is.
///
/// # Errors
/// A refusal for a language that the forum does not speak, something of no such id, a name that was given and not
/// translated, or one that is too long or of several lines; and where nothing is changed.
pub fn translations<'a>(
    state: &State,
    lang: &Lang,
    sent: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Result<Vec<NameTranslated>, Refusal> {
    const FIELD: &str = "names";
    let spoken = state.convened.as_ref().is_some_and(|convened| convened.body.languages.contains(lang));
    if !spoken {
        return Err(Refusal::field(FIELD, "refused-lang-of-forum"));
    }
    let all = state.called();
    let mut acts: Vec<NameTranslated> = Vec::new();
    for (id, name) in sent {
        let of = Called::named(id).ok_or(Refusal::of("refused-form"))?;
        let known = all.iter().find(|(called, _)| *called == of).ok_or(Refusal::of("refused-form"))?.1;
        let name = name.trim();
        if name.is_empty() || known.get(lang) == Some(name) {
            continue;
        }
        if name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
            return Err(Refusal::field(FIELD, "refused-name-line").with("most", LONGEST_NAME));
        }
        if !state.may_translate(&of, lang) || acts.iter().any(|act| act.of == of) {
            return Err(Refusal::field(FIELD, "refused-name-given"));
        }
        acts.push(NameTranslated { of, lang: lang.clone(), name: name.to_owned() });
    }
    if acts.is_empty() { Err(Refusal::field(FIELD, "refused-no-change")) } else { Ok(acts) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::Body;
    use crate::fold::{apply, fold};
    use crate::live::beginning::{NewForum, begin};
    use crate::live::desk;
    use record::{Actor, Entry, Record};
    use terms::Instant;

    fn begun(languages: &[Lang]) -> Record {
        let new = NewForum {
            name: "Forum of rivers".to_owned(),
            theme: "Water for all".to_owned(),
            place: "Basel".to_owned(),
            zone: "Europe/Zurich".to_owned(),
            opens: "2027-05-01".to_owned(),
            closes: "2027-05-03".to_owned(),
            template: "city-network".to_owned(),
            lang: "en".to_owned(),
            ..NewForum::default()
        };
        begin(&new, None, languages, Instant::from_millis(0)).unwrap().1
    }

    fn takes<B: Into<Body>>(record: &mut Record, state: &mut State, bodies: Vec<B>) {
        for body in bodies {
            let body: Body = body.into();
            let (kind, actor) = (body.kind().to_owned(), Actor::role("secretariat"));
            let entry =
                Entry { kind, actor, at: Instant::from_millis(1), zone: None, body: body.value().unwrap() };
            apply(state, record.append_entry(entry).unwrap()).unwrap();
        }
    }

    #[test]
    fn a_name_is_translated_as_often_as_needed_and_what_was_given_stays() {
        let (en, ru, other) = (Lang::new("en"), Lang::new("ru"), Lang::new("xx"));
        let mut record = begun(&[en.clone(), ru.clone()]);
        let mut state = fold(&record).unwrap();
        let topics = desk::topics(&state, "Water", &en).unwrap();
        takes(&mut record, &mut state, topics);
        for (id, lang, name, refused) in [
            ("forum", &ru, "Форум рек", None),
            ("forum", &ru, "Форум рек и озёр", None),
            ("topic/water", &ru, "Вода", None),
            ("theme", &en, "Another theme", Some("refused-name-given")),
            ("theme", &other, "Thema", Some("refused-lang-of-forum")),
            ("topic/air", &ru, "Воздух", Some("refused-form")),
            ("place", &ru, "", Some("refused-no-change")),
            ("place", &ru, "a\nb", Some("refused-name-line")),
        ] {
            let told = translations(&state, lang, [(id, name)]);
            assert_eq!(told.as_ref().err().map(|refusal| refusal.message), refused, "{id} {name}");
            takes(&mut record, &mut state, told.unwrap_or_default());
        }
        let state = fold(&record).unwrap();
        let convened = state.convened.as_ref().unwrap();
        assert_eq!(convened.body.name.get(&ru), Some("Форум рек и озёр"));
        assert_eq!(convened.body.name.get(&en), Some("Forum of rivers"));
        assert_eq!(state.topics[0].body.name.get(&ru), Some("Вода"));
    }

    #[test]
    fn everything_with_a_name_has_an_id_of_its_own() {
        let config = crate::config::ForumConfig::friendship_2021().unwrap();
        let record = crate::live::convening::convened(&config, None, Instant::from_millis(0)).unwrap();
        let state = fold(&record).unwrap();
        let all = state.called();
        let ids: std::collections::BTreeSet<String> = all.iter().map(|(of, _)| of.id()).collect();
        assert_eq!(ids.len(), all.len());
        for (of, _) in &all {
            assert_eq!(Called::named(&of.id()).as_ref(), Some(of));
        }
    }
}

//! The communiqué of a forum as a sheet, so that it has the formats of every other paper.

use crate::model::Forum;
use crate::of_state::forum_of;
use crate::sheet::{Block, ClauseBlock, Line, Run, Sheet, place_of};
use forum::communique::{Communique, of_state};
use forum::{ForumError, State};
use present::{dates, locale};
use record::Record;
use terms::Lang;
use text::Part;

/// The communiqué of a record in a language, each sentence with a footnote that names its acts. `state` is what the
/// record was folded to.
///
/// # Errors
/// [`ForumError`] where the record has no act yet or its acts do not follow from each other.
pub fn communique(record: &Record, state: &State, lang: &Lang) -> Result<Sheet, ForumError> {
    let written = of_state(record, state, lang)?;
    let forum = forum_of(&record.header().forum, state);
    let issued = state.communiques.last().map(|issued| issued.at);
    let dated = issued.or_else(|| record.acts().last().map(|act| act.at));
    let dated = dated.unwrap_or(terms::Instant::from_millis(0));
    Ok(sheet(&written, forum.as_ref(), dated))
}

fn sheet(written: &Communique, forum: Option<&Forum>, dated: terms::Instant) -> Sheet {
    let lang = &written.lang;
    let zone = forum.map_or_else(|| terms::Zone::new("UTC"), |forum| forum.zone.clone());
    let day = dates::date_of(dated, &zone);
    let mut sheet = Sheet {
        lang: lang.clone(),
        rtl: lang.is_right_to_left(),
        title: written.headline.write(lang),
        forum: written.forum.clone(),
        place: forum.map(|forum| place_of(forum, lang)).unwrap_or_default(),
        symbol: String::new(),
        kind: locale::word(lang, "paper-kind-communique"),
        status: Vec::new(),
        mark: written.mark(),
        seed: written.simulation.as_ref().map(|(seed, _)| *seed),
        dated,
        day: day.to_string(),
        day_in_words: dates::day(lang, day),
        digest: Some(written.head.to_string()),
        blocks: Vec::new(),
        footnotes: Vec::new(),
    };
    let mut number = 0;
    for section in &written.sections {
        sheet.blocks.push(Block::Heading { text: locale::word(lang, section.heading) });
        for sentence in &section.sentences {
            number += 1;
            let said = |sentence: &present::communique::Sentence, footnotes: &mut Vec<Vec<Run>>| {
                footnotes.push(vec![Run::plain(written.cites(sentence))]);
                Run { footnote: Some(footnotes.len() - 1), ..Run::plain(sentence.write(lang)) }
            };
            let first = Line { runs: vec![said(sentence, &mut sheet.footnotes)], ..Line::default() };
            let item = |item| Line {
                label: Some(Run::plain("–")),
                runs: vec![said(item, &mut sheet.footnotes)],
                ends: None,
            };
            let lines = std::iter::once(first).chain(sentence.items.iter().map(item)).collect();
            sheet.blocks.push(Block::Clause(ClauseBlock {
                anchor: format!("said-{number}"),
                number: None,
                part: Part::Chapeau,
                lines,
                notes: Vec::new(),
                rests: Vec::new(),
            }));
        }
    }
    register(written, &mut sheet);
    sheet
}

/// The acts that the footnotes name, each with the first digits of its hash, and the head of the record.
fn register(written: &Communique, sheet: &mut Sheet) {
    let lang = &written.lang;
    let row = |act: u64| {
        let note = written.note(act)?;
        let number = u32::try_from(act).ok()?;
        let shown = present::numbers::ungrouped(lang, u64::from(number));
        Some(vec![vec![Run::plain(shown)], vec![Run::code(&note.kind)], vec![Run::code(&note.short_hash)]])
    };
    let acts: Vec<_> = written.cited_acts().into_iter().filter_map(row).collect();
    // Two columns of acts, each read from top to bottom.
    let half = acts.len().div_ceil(2);
    let (first, second) = acts.split_at(half);
    let nothing = vec![Vec::new(); 3];
    let beside = second.iter().chain(std::iter::repeat(&nothing));
    let rows = first.iter().zip(beside).map(|(one, other)| [one.as_slice(), other].concat()).collect();
    let head = ["paper-act", "paper-act-kind", "paper-act-hash"].map(|id| locale::word(lang, id));
    sheet.blocks.push(Block::Heading { text: locale::word(lang, "section-register") });
    sheet.blocks.push(Block::Table {
        caption: locale::word(lang, "section-register"),
        head: [head.clone(), head].concat(),
        widths: vec![2, 7, 5, 2, 7, 5],
        rows,
    });
    let head = vec![Run::code(written.head.to_string())];
    sheet.blocks.push(Block::Facts { rows: vec![(locale::word(lang, "head"), head)] });
}

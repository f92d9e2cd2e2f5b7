//! Words of pictures.

use super::Ground;
use crate::{locale, locale::Args, numbers, page, plain};
use terms::Lang;

/// The words of pictures in one language.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) lang: &'a Lang,
}

impl<'a> Words<'a> {
    pub(super) fn of(ground: &Ground<'a>) -> Words<'a> {
        Words { lang: ground.lang }
    }

    pub(super) fn word(self, id: &str) -> String {
        locale::word(self.lang, id)
    }

    /// A message with whole numbers.
    pub(super) fn count(self, id: &str, numbers: &[(&'static str, usize)]) -> String {
        let mut args = Args::new();
        for (name, number) in numbers {
            args.set(*name, u64::try_from(*number).unwrap_or(u64::MAX));
        }
        locale::say(self.lang, id, &args)
    }

    /// A message with texts.
    pub(super) fn with(self, id: &str, texts: &[(&'static str, &str)]) -> String {
        let mut args = Args::new();
        for (name, text) in texts {
            args.set(*name, (*text).to_owned());
        }
        locale::say(self.lang, id, &args)
    }

    pub(super) fn integer(self, number: usize) -> String {
        numbers::integer(self.lang, u64::try_from(number).unwrap_or(u64::MAX))
    }

    /// The nearest whole per cent of a share: `71 %`.
    pub(super) fn percent(self, share: f64) -> String {
        numbers::percent(self.lang, nearest(share))
    }

    pub(super) fn tenths(self, value: f64) -> String {
        numbers::tenths(self.lang, value)
    }
}

/// The nearest whole per cent of a share (0 to 1); 0 for what is no number.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=100 just before")]
pub(super) fn nearest(share: f64) -> u8 {
    if share.is_nan() { 0 } else { (share.clamp(0.0, 1.0) * 100.0).round() as u8 }
}

/// What people wrote, as HTML with its own direction.
pub(super) fn own(text: &str) -> String {
    format!("<bdi dir=\"auto\">{}</bdi>", page::escape(&plain::line(text)))
}

/// A table: its heads, then its rows, whose first cell names the row. Cells are HTML. Ends that HTML lets out are left
/// out, as there may be many hundred rows.
pub(super) fn table(caption: &str, heads: &[String], rows: &[Vec<String>]) -> String {
    let mut out = format!("<table><caption>{}</caption><thead><tr>", page::escape(caption));
    for head in heads {
        out += &format!("<th scope=\"col\">{head}");
    }
    out += "<tbody>";
    for row in rows {
        out += "<tr>";
        for (at, cell) in row.iter().enumerate() {
            out += &if at == 0 { format!("<th>{cell}") } else { format!("<td>{cell}") };
        }
    }
    out + "</table>"
}

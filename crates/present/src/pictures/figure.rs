//! A picture within its figure: title, drawing, how to read it, and the same as a table.

use crate::{locale, page, plain};
use terms::Lang;

/// What every picture says beside itself.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// The language of its words, which also decides the direction of its axes.
    pub lang: &'a Lang,
    /// The seed, where what is shown is simulated: the picture then says so itself.
    pub simulation: Option<u64>,
    /// Whose data it shows and under which licence, where that must be said.
    pub attribution: Option<&'a str>,
    /// Whether a row for each statement stands on the same page, under the anchor of [`crate::analysis::anchor`].
    pub anchors: bool,
}

/// A picture, and the same in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// What kind of picture: an id of letters, unique on a page.
    pub id: &'static str,
    /// Its title, plain text.
    pub title: String,
    /// What it shows, in plain words: also read out in its place.
    pub words: String,
    /// The drawing: one SVG element, or a table, or a list of drawings. HTML.
    pub drawing: String,
    /// How to read its signs. HTML.
    pub key: Vec<String>,
    /// Every figure it shows, as HTML; empty where the drawing is a table itself.
    pub twin: String,
}

impl Picture {
    /// What it says, and nothing drawn: empty axes take the room of a page and show nobody anything.
    #[must_use]
    pub fn undrawn(self) -> Picture {
        Picture { drawing: String::new(), key: Vec::new(), twin: String::new(), ..self }
    }

    /// The picture as a figure of a page.
    #[must_use]
    pub fn figure(&self, ground: &Ground<'_>) -> String {
        let e = |text: &str| page::escape(text);
        let mut out = format!("<figure class=\"picture {0}\" id=\"{0}\">", self.id);
        out += &format!("<h3>{}</h3><p class=\"words\">{}</p>", e(&self.title), e(&self.words));
        out += &self.drawing;
        out += "<figcaption>";
        if !self.key.is_empty() {
            out += &format!("<ul class=\"keys\"><li>{}</ul>", self.key.join("<li>"));
        }
        if !self.twin.is_empty() {
            let same = e(&locale::word(ground.lang, "picture-same"));
            out += &format!("<details class=\"twin\"><summary>{same}</summary>{}</details>", self.twin);
        }
        for line in ground.lines() {
            out += &format!("<p class=\"source\">{}</p>", e(&line));
        }
        out + "</figcaption></figure>"
    }
}

impl Ground<'_> {
    /// The mark of a simulation and the line of a licence.
    pub(super) fn lines(&self) -> Vec<String> {
        let mark = self.simulation.map(|seed| page::simulation_notice(self.lang, seed));
        mark.into_iter().chain(self.attribution.map(|line| plain::line(line).into_owned())).collect()
    }

    /// The first elements of a drawing: what it is and what it shows, for those who do not see it, and in a file that
    /// was taken from the page.
    pub(super) fn opening(&self, id: &str, class: &str, size: [f64; 2], words: [&str; 2]) -> String {
        let [title, about] = words.map(page::escape);
        let about = std::iter::once(about).chain(self.lines().into_iter().map(|line| page::escape(&line)));
        format!(
            "<svg class=\"{class}\" viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" focusable=\"false\">\
             <title id=\"{id}-t\">{title}</title><desc id=\"{id}-d\">{}</desc>",
            super::svg::n(size[0]),
            super::svg::n(size[1]),
            about.collect::<Vec<_>>().join(" ")
        )
    }
}

//! Colour for a terminal, which can always be left out.

use crate::analysis::figures::Section;
use anstyle::{AnsiColor, Style};

/// Paints, or leaves as it is.
#[derive(Clone, Copy)]
pub(super) struct Paint {
    pub(super) colour: bool,
}

impl Paint {
    pub(super) fn strong(self, text: &str) -> String {
        self.with(Style::new().bold(), text)
    }

    pub(super) fn quiet(self, text: &str) -> String {
        self.with(Style::new().dimmed(), text)
    }

    pub(super) fn notice(self, text: &str) -> String {
        self.with(Style::new().bold().fg_color(Some(AnsiColor::Yellow.into())), text)
    }

    pub(super) fn section(self, section: Section, text: &str) -> String {
        self.with(hue(section).bold(), text)
    }

    pub(super) fn bar(self, section: Section, text: &str) -> String {
        self.with(hue(section), text)
    }

    fn with(self, style: Style, text: &str) -> String {
        if self.colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

/// Teal for what is agreed or rejected together, plum for what divides; the rest keeps the terminal's own ink.
fn hue(section: Section) -> Style {
    match section {
        Section::Agreed | Section::Rejected => Style::new().fg_color(Some(AnsiColor::Cyan.into())),
        Section::Differ => Style::new().fg_color(Some(AnsiColor::Magenta.into())),
        Section::NotAsked | Section::Open => Style::new(),
    }
}

//! The analysis as text for a terminal.
use super::AnalysisView;
use terms::Lang;

/// How to write for a terminal.
#[derive(Clone, Copy, Debug)]
pub struct TerminalStyle {
    /// Whether to colour. Nothing is said by colour alone.
    pub colour: bool,
    /// Columns of the terminal.
    pub width: usize,
}

/// The analysis as text.
#[must_use]
pub fn terminal(view: &AnalysisView<'_>, lang: &Lang, _style: TerminalStyle) -> String {
    let lines = view.report.findings.iter().map(|f| crate::sentence::write(&view.sentence(f), lang) + "\n");
    lines.collect()
}

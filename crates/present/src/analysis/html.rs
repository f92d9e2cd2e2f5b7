//! The analysis as one self-contained page.
use super::AnalysisView;
use terms::Lang;

/// The page.
#[must_use]
pub fn html(view: &AnalysisView<'_>, lang: &Lang) -> String {
    let lines = view.report.findings.iter().map(|f| crate::sentence::write(&view.sentence(f), lang));
    crate::page::escape(&lines.collect::<Vec<_>>().join("\n"))
}

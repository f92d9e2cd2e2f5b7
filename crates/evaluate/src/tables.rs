//! Figures for people to read.

/// A table with a heading: the first column is text, the others are figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it shows.
    pub title: String,
    /// The heads of the columns.
    pub heads: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
    /// What to know of it.
    pub notes: Vec<String>,
}

impl Table {
    pub(crate) fn new(title: &str, heads: &[&str]) -> Table {
        Table {
            title: title.to_owned(),
            heads: heads.iter().map(|&head| head.to_owned()).collect(),
            rows: Vec::new(),
            notes: Vec::new(),
        }
    }

    pub(crate) fn row(&mut self, name: &str, figures: impl IntoIterator<Item = String>) {
        self.rows.push([name.to_owned()].into_iter().chain(figures).collect());
    }

    pub(crate) fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }
}

/// "0.387", or a dash of what is no number.
pub(crate) fn figure(value: f64) -> String {
    if value.is_finite() { format!("{value:.4}") } else { "-".to_owned() }
}

/// "97.5 % (95.1 to 98.8 %, 195 of 200)"
pub(crate) fn rate(rate: crate::Rate) -> String {
    match (rate.share(), rate.bounds()) {
        (Some(share), Some((low, high))) => format!(
            "{:.1} % ({:.1} to {:.1} %, {} of {})",
            100.0 * share,
            100.0 * low,
            100.0 * high,
            rate.hits,
            rate.of
        ),
        _ => "never tried".to_owned(),
    }
}

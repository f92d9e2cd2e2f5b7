//! Document symbols.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The symbol of a draft, for example `SCOPPF/2021/L.1/Rev.2`: series, number among the limited (draft) papers,
/// revision. All languages of a document share one symbol (UN document symbols).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Symbol {
    series: String,
    number: u32,
    revision: u32,
}

/// The text is not a symbol.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a draft's symbol; expected a form such as SCOPPF/2021/L.1 or SCOPPF/2021/L.1/Rev.2")]
pub struct BadSymbol(String);

impl Symbol {
    /// The symbol of draft `number` of a series, not revised yet.
    #[must_use]
    pub fn new(series: &str, number: u32) -> Symbol {
        Symbol { series: series.to_owned(), number, revision: 0 }
    }

    /// The same draft in revision `revision`; 0 is the draft as first circulated.
    #[must_use]
    pub fn revised(&self, revision: u32) -> Symbol {
        Symbol { revision, ..self.clone() }
    }

    /// How often it was revised.
    #[must_use]
    pub fn revision(&self) -> u32 {
        self.revision
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/L.{}", self.series, self.number)?;
        match self.revision {
            0 => Ok(()),
            revision => write!(f, "/Rev.{revision}"),
        }
    }
}

impl FromStr for Symbol {
    type Err = BadSymbol;

    fn from_str(text: &str) -> Result<Symbol, BadSymbol> {
        let read = || {
            let (series, rest) = text.rsplit_once("/L.")?;
            let (number, revision) = rest.split_once("/Rev.").unwrap_or((rest, "0"));
            Some(Symbol {
                series: series.to_owned(),
                number: number.parse().ok()?,
                revision: revision.parse().ok()?,
            })
        };
        // Only the spelling that would be written is accepted: one symbol, one text.
        read().filter(|symbol| symbol.to_string() == text).ok_or_else(|| BadSymbol(text.to_owned()))
    }
}

impl TryFrom<String> for Symbol {
    type Error = BadSymbol;

    fn try_from(text: String) -> Result<Symbol, BadSymbol> {
        text.parse()
    }
}

impl From<Symbol> for String {
    fn from(symbol: Symbol) -> String {
        symbol.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_symbol_has_one_spelling() {
        for good in ["SCOPPF/2021/L.1", "SCOPPF/2021/L.1/Rev.2", "A/75/L.12/Rev.10"] {
            assert_eq!(good.parse::<Symbol>().map(|s| s.to_string()), Ok(good.to_owned()));
        }
        for bad in
            ["", "SCOPPF/2021", "X/L.", "X/L.01", "X/L.1/Rev.0", "X/L.1/Rev.", "X/L.-1", "X/L.1/Rev.2/Rev.3"]
        {
            assert_eq!(bad.parse::<Symbol>(), Err(BadSymbol(bad.to_owned())), "{bad:?}");
        }
    }
}

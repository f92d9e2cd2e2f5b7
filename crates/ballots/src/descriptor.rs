//! `datapackage.json`: what a package says of itself (Frictionless Data Package).

use crate::{BallotError, layout, reading::Reading};
use serde_json::Value;

/// What a package says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Descriptor {
    pub(crate) title: Option<String>,
    /// The seed, where the data are simulated.
    pub(crate) simulation: Option<u64>,
    /// Everything, to be carried over.
    pub(crate) whole: Option<Value>,
}

/// The longest such file that is read.
const LIMIT: u64 = 16 << 20;
/// Its name.
pub(crate) const NAME: &str = "datapackage.json";

/// Reads the descriptor, if there is one.
pub(crate) fn read(reading: &Reading<'_>) -> Result<Descriptor, BallotError> {
    match layout::member(reading.source, NAME) {
        Some(member) => parse(member, &reading.source.bytes(member, LIMIT)?),
        None => Ok(Descriptor::default()),
    }
}

fn parse(member: &str, bytes: &[u8]) -> Result<Descriptor, BallotError> {
    let value: Value = serde_json::from_slice(bytes).map_err(|error| {
        let mut wrong = BallotError::in_file(member, error.to_string()).expected("JSON");
        wrong.line = u64::try_from(error.line()).ok().filter(|&line| line > 0);
        wrong
    })?;
    let simulation = match value.get("simulation") {
        None | Some(Value::Null | Value::Bool(false)) => None,
        Some(mark) => {
            let seed = mark.as_u64().or_else(|| mark.get("seed").and_then(Value::as_u64));
            // A mark that cannot be read must not be taken for none: simulated data would pass as real.
            Some(seed.ok_or_else(|| {
                let mut error =
                    BallotError::in_file(member, "the data are marked as simulated, without a seed");
                error.column = Some("simulation".to_owned());
                error.expected("`\"simulation\": {\"seed\": 7}`")
            })?)
        }
    };
    let title =
        value.get("title").and_then(Value::as_str).filter(|title| !title.is_empty()).map(str::to_owned);
    Ok(Descriptor { title, simulation, whole: Some(value) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_of_a_simulation_is_read_or_refused_never_lost() {
        let read = |text: &str| parse(NAME, text.as_bytes()).map(|descriptor| descriptor.simulation);
        assert_eq!(read(r#"{"simulation":{"seed":7}}"#), Ok(Some(7)));
        assert_eq!(read(r#"{"simulation":7}"#), Ok(Some(7)));
        assert_eq!(read(r#"{"title":"x"}"#), Ok(None));
        assert!(read(r#"{"simulation":true}"#).is_err());
        assert!(read(r#"{"simulation":{"note":"x"}}"#).is_err());
        assert!(read("{").is_err());
    }
}

//! What a Polis export says of itself: `summary.csv` and `format.json`.

use crate::{BallotError, layout, polis::sign, reading::Reading};
use serde_json::Value;

/// What a Polis export says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Summary {
    /// Every row of `summary.csv`, in order.
    pub(crate) rows: Vec<(String, String)>,
    /// Which number means agree, where it is declared.
    pub(crate) convention: Option<i8>,
}

impl Summary {
    /// The value under a key.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.rows.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// The seed, where the row `simulation` marks the data. A mark that cannot be read is an error: simulated data
    /// must not pass as real.
    pub(crate) fn simulation(&self) -> Result<Option<u64>, BallotError> {
        let Some(mark) = self.get("simulation") else { return Ok(None) };
        let digits: String =
            mark.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
        digits.parse().map(Some).map_err(|_| {
            BallotError::in_file("summary.csv", "the data are marked as simulated, without a seed")
                .expected("a row such as simulation,\"Simulation, seed 7\"")
        })
    }
}

/// The longest such file that is read.
const LIMIT: u64 = 16 << 20;

/// Reads both files where they are there.
pub(crate) fn read(reading: &Reading<'_>) -> Result<Summary, BallotError> {
    let mut summary = Summary::default();
    if let Some(member) = reading.source.find("summary")? {
        summary.rows = rows(&reading.source.bytes(member, LIMIT)?);
        let declared =
            summary.get("vote-convention").map(|text| sign::convention(member, text)).transpose()?;
        summary.convention = declared;
    }
    if let Some(member) = layout::member(reading.source, "format.json") {
        let declared = declared_in(member, &reading.source.bytes(member, LIMIT)?)?;
        if let (Some(one), Some(other)) = (summary.convention, declared)
            && one != other
        {
            let problem = format!("declares {other:+} as agree, summary.csv declares {one:+}");
            return Err(BallotError::in_file(member, problem).expected("files that agree"));
        }
        summary.convention = summary.convention.or(declared);
    }
    Ok(summary)
}

/// Keys and values. Older exports do not quote, so a value may come apart at its commas; it is put together again.
pub(crate) fn rows(bytes: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let records = reader.records().filter_map(Result::ok);
    let pair = |record: csv::StringRecord| {
        let value: Vec<&str> = record.iter().skip(1).collect();
        (record.get(0).unwrap_or_default().to_owned(), value.join(","))
    };
    records.map(pair).collect()
}

fn declared_in(member: &str, bytes: &[u8]) -> Result<Option<i8>, BallotError> {
    let value: Value = serde_json::from_slice(bytes).map_err(|error| {
        let mut wrong = BallotError::in_file(member, error.to_string()).expected("JSON");
        wrong.line = u64::try_from(error.line()).ok();
        wrong
    })?;
    if let Some(text) = value.get("vote-convention").and_then(Value::as_str) {
        return sign::convention(member, text).map(Some);
    }
    match value.get("vote").and_then(|vote| vote.get("agree")).map(Value::as_i64) {
        None => Ok(None),
        Some(Some(1)) => Ok(Some(1)),
        Some(Some(-1)) => Ok(Some(-1)),
        Some(_) => Err(BallotError::in_file(member, "`vote.agree` is not that").expected("1 or -1")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_keeps_its_commas_and_lines() {
        let read = rows(b"topic,\"A, B\"\nurl,x\nconversation-description,one, two\n");
        let pairs: Vec<(&str, &str)> = read.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        assert_eq!(pairs, [("topic", "A, B"), ("url", "x"), ("conversation-description", "one, two")]);
    }

    #[test]
    fn format_json_declares_the_sign_either_way() {
        let declared = |text: &str| declared_in("format.json", text.as_bytes());
        assert_eq!(declared(r#"{"vote-convention":"agree=+1;disagree=-1;pass=0"}"#), Ok(Some(1)));
        assert_eq!(declared(r#"{"vote":{"agree":-1,"disagree":1,"pass":0}}"#), Ok(Some(-1)));
        assert_eq!(declared("{}"), Ok(None));
        assert!(declared(r#"{"vote":{"agree":"yes"}}"#).is_err());
        assert!(declared("agree").is_err());
    }
}

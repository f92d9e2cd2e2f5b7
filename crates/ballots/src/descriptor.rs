//! `datapackage.json`: what a package says of itself (Frictionless Data Package).

use crate::{BallotError, layout, reading::Reading};
use serde_json::{Map, Value, json};
use std::path::Path;
use tables::write::ColumnType;

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
            let seed = seed_of(mark);
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

fn seed_of(mark: &Value) -> Option<u64> {
    mark.as_u64().or_else(|| mark.get("seed").and_then(Value::as_u64))
}

/// The seed, where a description marks its data as simulated.
pub(crate) fn seed(about: &Map<String, Value>) -> Option<u64> {
    about.get("simulation").and_then(seed_of)
}

/// The sentence that simulated data carry wherever they are seen.
pub(crate) fn simulation_sentence(seed: u64) -> String {
    format!("Simulation, seed {seed}; no party's real opinion")
}

/// One table of a package.
pub(crate) struct Resource {
    pub(crate) stem: String,
    pub(crate) path: String,
    pub(crate) fields: Vec<(String, ColumnType)>,
}

/// Writes the description of a package: what it carried before, and the tables it has now.
pub(crate) fn write(
    path: &Path,
    about: &Map<String, Value>,
    resources: &[Resource],
) -> Result<(), BallotError> {
    let mut whole = about.clone();
    whole
        .entry("$schema")
        .or_insert_with(|| Value::from("https://datapackage.org/profiles/2.0/datapackage.json"));
    whole.entry("name").or_insert_with(|| Value::from("votes"));
    if let Some(seed) = seed(about) {
        whole.insert("simulation".to_owned(), json!({ "seed": seed, "note": simulation_sentence(seed) }));
    }
    whole.insert("resources".to_owned(), resources.iter().map(described).collect());
    let text = serde_json::to_string_pretty(&Value::Object(whole)).unwrap_or_default() + "\n";
    std::fs::write(path, text).map_err(|error| {
        BallotError::in_file(&path.display().to_string(), format!("cannot be written: {error}"))
    })
}

fn described(resource: &Resource) -> Value {
    let (format, mediatype) = if resource.path.ends_with(".parquet") {
        ("parquet", "application/vnd.apache.parquet")
    } else {
        ("csv", "text/csv")
    };
    let field = |(name, kind): &(String, ColumnType)| {
        let kind = match kind {
            ColumnType::Text => "string",
            ColumnType::Int => "integer",
            ColumnType::Float => "number",
        };
        match (resource.stem.as_str(), name.as_str()) {
            ("votes", "vote") => json!({ "name": name, "type": kind, "constraints": { "enum": [-1, 0, 1] } }),
            _ => json!({ "name": name, "type": kind }),
        }
    };
    let fields: Vec<Value> = resource.fields.iter().map(field).collect();
    json!({
        "name": resource.stem,
        "path": resource.path,
        "type": "table",
        "format": format,
        "mediatype": mediatype,
        "encoding": "utf-8",
        "schema": { "fields": fields },
    })
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

//! Every address of this server and bodies that reach the code behind it: out of the routers, the templates and the
//! description of the API themselves, so that nothing new is forgotten.

use crate::server::{Browser, Server};
use axum::http::Method;
use proptest::prelude::Rng as _;
use proptest::test_runner::TestRunner;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// What would run in a browser if it came back as it was sent.
pub(crate) const MARK: &str = "<script>alert(1)</script>";

/// Every route as it is written, with the methods it takes.
pub(crate) fn routes() -> Vec<(String, Vec<Method>)> {
    let routers = concat!(include_str!("../../src/router.rs"), include_str!("../../src/api.rs"));
    let plain: String = routers.split_whitespace().collect();
    let mut found = Vec::new();
    for route in plain.split(".route(\"").skip(1) {
        let Some((path, rest)) = route.split_once('"') else { continue };
        let takes = |(name, method): (&str, Method)| rest.contains(name).then_some(method);
        let methods = [("get(", Method::GET), ("post(", Method::POST), ("delete(", Method::DELETE)];
        found.push((path.to_owned(), methods.into_iter().filter_map(takes).collect()));
    }
    found
}

/// The names of all that can be done with a text, out of the code that does it.
pub(crate) fn deeds() -> Vec<String> {
    let lists = include_str!("../../src/routes/text/doing.rs").split("&[&str] = &[").skip(1);
    let names =
        lists.flat_map(|rest| rest.split("];").next().unwrap_or_default().split('"').skip(1).step_by(2));
    names.map(str::to_owned).collect()
}

/// A path with each of these values in each of its places.
pub(crate) fn filled(path: &str, values: &[(&str, Vec<String>)]) -> Vec<String> {
    values.iter().fold(vec![path.to_owned()], |paths, (name, values)| {
        let place = format!("{{{name}}}");
        let each = |path: String| match path.contains(&place) {
            true => values.iter().map(|value| path.replace(&place, value)).collect(),
            false => vec![path],
        };
        paths.into_iter().flat_map(each).collect()
    })
}

/// The names of the fields of every form, out of the templates.
pub(crate) fn fields() -> Vec<String> {
    let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")).expect("templates");
    let mut found: BTreeSet<String> = BTreeSet::new();
    for file in folder {
        let page = std::fs::read_to_string(file.expect("a file").path()).expect("its text");
        let names = page.split("name=\"").skip(1).filter_map(|rest| rest.split('"').next());
        // A field for each language is tried in one.
        let plain = |name: &str| {
            name.split("{{").next().map(|begins| match name.contains("{{") {
                true if begins.is_empty() => String::new(),
                true => format!("{begins}en"),
                false => name.to_owned(),
            })
        };
        found.extend(names.filter_map(plain).filter(|name| !name.is_empty()));
    }
    // These are named in the code of the page that convenes.
    found.extend(["theme", "place", "opens", "closes"].map(str::to_owned));
    found.into_iter().collect()
}

/// What could stand in a field of this name and be taken, in the forum of these tests.
fn plausible(field: &str) -> &'static [&'static str] {
    match field {
        "topic" | "conclusion" => &["health"],
        "party" | "chair" => &["KZ", "KG"],
        "rapporteur" => &["UZ"],
        "statement" | "reply_to" => &["cp1", "cp2"],
        "clause" | "second" | "after" => &["c1", "c2"],
        "amendment" => &["a1", "a2"],
        "part" => &["operative", "preamble"],
        "verb" | "second-verb" => &["believes", "supports"],
        "position" => &["accept", "object", "can_live_with", "reservation", "opinion", "more-time"],
        "scope" => &["", "c1"],
        "until" => &["2021-06-03T16:00", "2021-07-01T09:00"],
        "answer_by" | "since" => &["2021-06-01", "2021-07-01"],
        "kind" => &["plan", "declaration"],
        "lang" | "authentic" => &["en", "fa"],
        "capacity" => &["expert", "resident"],
        "stance" => &["for", "against", "question"],
        "reply" => &["accepts", "declines", "r1"],
        "ruling" => &["accepted", "contested"],
        "role" => &["organiser", "moderator", "head"],
        "standing" => &["member", "observer"],
        "right" => &["vote", "see"],
        "tier" => &["open", "invited"],
        "matter" => &["programme", "findings", "text"],
        "phase" => &["drafting"],
        "project" => &["p1"],
        "page" => &["clause", "round", "text"],
        "zone" => &["Asia/Tashkent"],
        "sources" | "link" => &["https://example.org/a"],
        "granted" | "hide" | "open" | "confirmed" | "sure" | "post" => &["true", "false"],
        "days" | "count" | "people" | "needed" | "objection" | "seen" | "vote" => &["0", "1", "3"],
        "rest" => &["friday"],
        "calendar" => &["solar-hijri"],
        _ => &[],
    }
}

const HOSTILE: [&str; 11] = [
    MARK,
    "\"><img src=x onerror=alert(1)><script>alert(1)</script>",
    "'; DROP TABLE votes; --",
    "\u{202e}\u{0}\u{7f}\u{feff}",
    "UZ;N. N.;head;a@b.c\nKZ;;;",
    "9999999999999999999999999999999999999999",
    "-1",
    "2021-02-31",
    "UZ",
    "true",
    "",
];

/// Draws bodies, the same ones every time.
pub(crate) struct Draw {
    runner: TestRunner,
    fields: Vec<String>,
    description: Value,
    /// The digest of a clause as it stands.
    pub(crate) digest: String,
}

impl Draw {
    /// Draws for this server.
    pub(crate) async fn of(server: &Server) -> Draw {
        let description = Browser::default().get(server, "/api/v1/openapi.json").await.value();
        Draw { runner: TestRunner::deterministic(), fields: fields(), description, digest: String::new() }
    }

    fn below(&mut self, many: usize) -> usize {
        usize::try_from(self.runner.rng().next_u32()).unwrap_or_default() % many
    }

    /// A value of a field: one that may be taken, one that must not do harm, or any signs.
    pub(crate) fn value(&mut self, field: &str) -> String {
        let plausible = plausible(field);
        match self.below(8) {
            0..=3 if field.ends_with("digest") && !self.digest.is_empty() => self.digest.clone(),
            0..=3 if !plausible.is_empty() => plausible[self.below(plausible.len())].to_owned(),
            7 => {
                let signs = self.below(40);
                (0..signs).filter_map(|_| char::from_u32(self.runner.rng().next_u32() % 0x3_0000)).collect()
            }
            _ => HOSTILE[self.below(HOSTILE.len())].to_owned(),
        }
    }

    /// A form with some of all fields there are.
    pub(crate) fn form(&mut self) -> Vec<u8> {
        let mut pairs = Vec::new();
        for field in self.fields.clone() {
            if self.below(3) > 0 {
                let value = self.value(&field);
                let signs = value.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
                pairs.push(format!("{field}={signs}"));
            }
        }
        pairs.join("&").into_bytes()
    }

    /// What an address of the API takes by its own description, each field with what a form would hold in it.
    pub(crate) fn described(&mut self, route: &str, deed: &str) -> Option<Vec<u8>> {
        let body = &self.description["paths"][route]["post"]["requestBody"]["content"]["application/json"];
        let schema = body.get("schema")?.clone();
        let mut value = self.of_schema(&schema, "");
        if let Some(text) = text_in(&mut value) {
            text.insert("what".to_owned(), deed.into());
        }
        Some(value.to_string().into_bytes())
    }

    fn of_schema(&mut self, schema: &Value, field: &str) -> Value {
        if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
            let named = self.description["components"]["schemas"][name].clone();
            return self.of_schema(&named, field);
        }
        if let Some(all) = schema["allOf"].as_array() {
            let parts: Vec<Value> = all.iter().map(|part| self.of_schema(part, field)).collect();
            let objects = parts.into_iter().filter_map(|part| part.as_object().cloned());
            return Value::Object(objects.flatten().collect());
        }
        if let Some(choices) = schema["oneOf"].as_array().or_else(|| schema["enum"].as_array()) {
            let chosen = choices[self.below(choices.len())].clone();
            return if schema["enum"].is_array() { chosen } else { self.of_schema(&chosen, field) };
        }
        let kinds = &schema["type"];
        let is = |kind: &str| kinds == kind || kinds.as_array().is_some_and(|all| all.contains(&kind.into()));
        if is("object") && schema["properties"].is_object() {
            return self.object(schema);
        }
        match () {
            () if is("object") => {
                let names =
                    ["clause", "digest", "words-en", "why", "verb", "position", "reason", "amendment"];
                Value::Object(
                    names.map(|name| (name.to_owned(), self.value(name).into())).into_iter().collect(),
                )
            }
            () if is("array") => {
                (0..=self.below(2)).map(|_| self.of_schema(&schema["items"], field)).collect()
            }
            () if is("integer") => [-1, 0, 1, 7, i64::MAX][self.below(5)].into(),
            () if is("boolean") => (self.below(2) == 0).into(),
            () if is("string") => self.value(field).into(),
            () => Value::Null,
        }
    }

    fn object(&mut self, schema: &Value) -> Value {
        let needed: Vec<&str> =
            schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let mut made = Map::new();
        for (name, of) in schema["properties"].as_object().into_iter().flatten() {
            if needed.contains(&name.as_str()) || self.below(4) == 0 {
                made.insert(name.clone(), self.of_schema(of, name));
            }
        }
        Value::Object(made)
    }
}

/// What is to be done with a text, in what a program sends.
fn text_in(body: &mut Value) -> Option<&mut Map<String, Value>> {
    let object = body.as_object_mut()?;
    if object.contains_key("what") {
        return Some(object);
    }
    object.get_mut("text")?.as_object_mut()
}

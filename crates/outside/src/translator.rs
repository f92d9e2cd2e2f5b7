//! A translator with the interface of LibreTranslate (`POST /translate`).

use crate::http::{Client, safe_address};
use crate::translation::Translate;
use crate::words::quoted;
use crate::{Trouble, Wait};
use serde_json::{Value, json};
use std::fmt;
use ureq::http::Request;
use url::Url;

/// The longest text that is sent, in characters.
const LONGEST: usize = 2_000;

/// A translator at an address. Its key is in no message and no `Debug`.
pub struct Translator {
    client: Client,
    url: Url,
    name: String,
    key: Option<String>,
}

impl Translator {
    /// The translator at this address, such as `https://translate.example.org/translate`, with its key if it wants
    /// one.
    ///
    /// # Errors
    /// [`Trouble`] for what is no address, or one that would be spoken to openly.
    pub fn at(url: &str, key: Option<&str>) -> Result<Translator, Trouble> {
        let url = safe_address(url, "the translator")?;
        let name = url.host_str().unwrap_or_default().to_owned();
        Ok(Translator { client: Client::new(), url, name, key: key.map(str::to_owned) })
    }

    async fn ask(&self, text: &str, from: &str, to: &str) -> Result<String, Trouble> {
        let said = |what: String| Trouble::new(format!("the translator {} {what}", self.name));
        let length = text.chars().count();
        if length > LONGEST {
            return Err(said(format!("is given at most {LONGEST} characters, and this has {length}")));
        }
        let mut question = json!({ "q": text, "source": from, "target": to, "format": "text" });
        if let (Some(key), Some(fields)) = (&self.key, question.as_object_mut()) {
            fields.insert("api_key".to_owned(), Value::from(key.as_str()));
        }
        let request = Request::post(self.url.as_str()).header("content-type", "application/json");
        let request = request.body(question.to_string().into_bytes());
        let request = request.map_err(|error| said(format!("cannot be asked: {error}")))?;
        let answer = self.client.ask(request).await?;
        let body: Value = serde_json::from_slice(answer.body()).unwrap_or_default();
        if !answer.status().is_success() {
            let why = body["error"].as_str().map(quoted).unwrap_or_default();
            let status = answer.status().as_u16();
            return Err(said(format!("refused ({status}{}{why})", if why.is_empty() { "" } else { ": " })));
        }
        let translated = body["translatedText"].as_str().map(str::trim).filter(|text| !text.is_empty());
        let translated = translated.ok_or_else(|| said("answered without a text".to_owned()))?;
        let fits = translated.chars().count() <= 4 * length + 100;
        if !fits || translated.chars().any(|c| c.is_control() && c != '\n') {
            return Err(said("answered with what is no translation of this text".to_owned()));
        }
        Ok(translated.to_owned())
    }
}

impl Translate for Translator {
    fn name(&self) -> &str {
        &self.name
    }

    fn translate<'a>(
        &'a self,
        text: &'a str,
        from: &'a str,
        to: &'a str,
    ) -> Wait<'a, Result<String, Trouble>> {
        Box::pin(self.ask(text, from, to))
    }
}

impl fmt::Debug for Translator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Translator").field("url", &self.url.as_str()).finish_non_exhaustive()
    }
}

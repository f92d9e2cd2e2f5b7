//! The ways to others that were named, ready to be used.

use crate::arguments::Outward;
use crate::terminal::Failure;
use std::path::Path;
use web::Ways;

/// What was typed, with the secrets out of their files.
pub(crate) fn of(typed: &Outward, public_url: Option<&str>) -> Result<Ways, Failure> {
    let mut ways = Ways::default();
    if let (Some(issuer), Some(id), Some(file), Some(url)) =
        (&typed.sign_in, &typed.sign_in_id, &typed.sign_in_secret_file, public_url)
    {
        let back = format!("{}/sign-in/back", url.trim_end_matches('/'));
        ways.sign_in = Some(sign_in(issuer, id, &secret(file)?, &back)?);
    }
    if let Some(url) = &typed.translator {
        let key = typed.translator_key_file.as_deref().map(secret).transpose()?;
        ways.translate = Some(translator(url, key.as_deref())?);
    }
    Ok(ways)
}

fn secret(file: &Path) -> Result<String, Failure> {
    let text = std::fs::read_to_string(file);
    let text = text.map_err(|error| Failure::Input(format!("{}: {error}", file.display())))?;
    let text = text.trim();
    if text.is_empty() {
        return Err(Failure::Input(format!("{}: it is empty; it must hold the secret", file.display())));
    }
    Ok(text.to_owned())
}

#[cfg(feature = "signin")]
fn sign_in(
    issuer: &str,
    id: &str,
    secret: &str,
    back: &str,
) -> Result<std::sync::Arc<dyn outside::sign_in::SignIn>, Failure> {
    let provider = outside::provider::Provider::new(issuer, id, secret, back);
    Ok(std::sync::Arc::new(provider.map_err(|trouble| Failure::Input(trouble.to_string()))?))
}

#[cfg(not(feature = "signin"))]
fn sign_in(
    _: &str,
    _: &str,
    _: &str,
    _: &str,
) -> Result<std::sync::Arc<dyn outside::sign_in::SignIn>, Failure> {
    Err(Failure::Input("this binary was built without sign-in by a provider".to_owned()))
}

#[cfg(feature = "translate")]
fn translator(
    url: &str,
    key: Option<&str>,
) -> Result<std::sync::Arc<dyn outside::translation::Translate>, Failure> {
    let translator = outside::translator::Translator::at(url, key);
    Ok(std::sync::Arc::new(translator.map_err(|trouble| Failure::Input(trouble.to_string()))?))
}

#[cfg(not(feature = "translate"))]
fn translator(
    _: &str,
    _: Option<&str>,
) -> Result<std::sync::Arc<dyn outside::translation::Translate>, Failure> {
    Err(Failure::Input("this binary was built without translation by a machine".to_owned()))
}

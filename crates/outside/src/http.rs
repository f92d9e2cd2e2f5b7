//! Requests over HTTP, each with an end: ten seconds, one megabyte, no redirection.

use crate::host::is_loopback;
use crate::words::root;
use crate::{Trouble, Wait};
use std::sync::Arc;
use std::time::Duration;
use ureq::Agent;
use ureq::http::{Request, Response};
use ureq::tls::{RootCerts, TlsConfig, TlsProvider};
use url::Url;

/// The longest that anything is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// The longest answer that is read.
const LONGEST: u64 = 1024 * 1024;

/// Asks servers. Certificates are believed as the operating system believes them.
#[derive(Clone, Debug)]
pub struct Client(Agent);

impl Default for Client {
    fn default() -> Client {
        Client::new()
    }
}

impl Client {
    /// A client.
    #[must_use]
    pub fn new() -> Client {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = TlsConfig::builder()
            .provider(TlsProvider::Rustls)
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(provider)
            .build();
        let config = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent("plenary")
            .tls_config(tls);
        Client(config.build().new_agent())
    }

    /// Sends a request and reads the answer whole, whatever its status.
    ///
    /// # Errors
    /// [`Trouble`] where nobody answers in time, the certificate is not believed or the answer is too long.
    pub fn ask(&self, request: Request<Vec<u8>>) -> Wait<'static, Result<Response<Vec<u8>>, Trouble>> {
        let agent = self.0.clone();
        Box::pin(async move {
            let asked = tokio::task::spawn_blocking(move || answer(&agent, request)).await;
            asked.unwrap_or_else(|_| Err(Trouble::new("the request was given up")))
        })
    }

    /// What stands at an address.
    ///
    /// # Errors
    /// As [`Client::ask`], and for what is no address.
    pub fn get(&self, url: &str) -> Wait<'static, Result<Response<Vec<u8>>, Trouble>> {
        match Request::get(url).body(Vec::new()) {
            Ok(request) => self.ask(request),
            Err(error) => {
                let trouble = Trouble::new(format!("{url} is no address: {error}"));
                Box::pin(async move { Err(trouble) })
            }
        }
    }
}

fn answer(agent: &Agent, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, Trouble> {
    let host = request.uri().host().unwrap_or_default().to_owned();
    let failed = |error: &ureq::Error| match error {
        ureq::Error::Timeout(_) => Trouble::new(format!("{host} did not answer within ten seconds")),
        ureq::Error::BodyExceedsLimit(_) => {
            Trouble::new(format!("{host} answered with more than a megabyte"))
        }
        error => Trouble::new(format!("{host} could not be asked: {}", root(error))),
    };
    let response = agent.run(request).map_err(|error| failed(&error))?;
    let (parts, mut body) = response.into_parts();
    let body = body.with_config().limit(LONGEST).read_to_vec().map_err(|error| failed(&error))?;
    Ok(Response::from_parts(parts, body))
}

/// An address that may be asked: encrypted, or on this machine.
///
/// # Errors
/// [`Trouble`] that says what was expected; `what` names whose address it is.
pub fn safe_address(url: &str, what: &str) -> Result<Url, Trouble> {
    let parsed = Url::parse(url).map_err(|error| {
        Trouble::new(format!(
            "the address of {what}, {url}, cannot be read ({error}); it looks like https://host/path"
        ))
    })?;
    let here = parsed.host_str().is_some_and(is_loopback);
    match parsed.scheme() {
        "https" => Ok(parsed),
        "http" if here => Ok(parsed),
        _ => Err(Trouble::new(format!(
            "the address of {what}, {url}, must begin with https:// (http:// only on this machine)"
        ))),
    }
}

//! A provider of accounts, by OpenID Connect: authorization code with PKCE, state and nonce.
//!
//! The provider is asked who it is on the first sign-in, not when the server starts, and again after it could not be
//! reached. Its keys are fetched anew for every sign-in: they change, and sign-ins of organisers are rare.

use crate::http::{Client, safe_address};
use crate::sign_in::{Account, Begun, SignIn};
use crate::words::{quoted, root};
use crate::{Trouble, Wait};
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreIdToken, CoreJwsSigningAlgorithm as Algorithm,
    CoreProviderMetadata, CoreUserInfoClaims,
};
use openidconnect::{
    AuthorizationCode, ClientId, ClientSecret, CsrfToken, HttpRequest, HttpResponse, IssuerUrl, Nonce,
    OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, SubjectIdentifier,
    TokenResponse as _,
};
use std::fmt;

/// How long after its end a token is still taken, in seconds: clocks differ.
const LEEWAY: i64 = 60;

/// What signatures are taken. No secret is shared for signing, and nothing goes unsigned.
const ALGORITHMS: [Algorithm; 7] = [
    Algorithm::RsaSsaPkcs1V15Sha256,
    Algorithm::RsaSsaPkcs1V15Sha384,
    Algorithm::RsaSsaPkcs1V15Sha512,
    Algorithm::RsaSsaPssSha256,
    Algorithm::EcdsaP256Sha256,
    Algorithm::EcdsaP384Sha384,
    Algorithm::EdDsa,
];

/// A provider. The secret is in no message and no `Debug`.
pub struct Provider {
    client: Client,
    issuer: IssuerUrl,
    name: String,
    id: ClientId,
    secret: ClientSecret,
    back: RedirectUrl,
}

impl Provider {
    /// The provider at `issuer`, to which this server is `id` with `secret`, and which sends browsers back to `back`.
    ///
    /// # Errors
    /// [`Trouble`] for addresses that cannot be read or would be spoken to openly.
    pub fn new(issuer: &str, id: &str, secret: &str, back: &str) -> Result<Provider, Trouble> {
        let url = safe_address(issuer, "the provider of accounts")?;
        let name = url.host_str().unwrap_or_default().to_owned();
        // As it was typed: an issuer is compared letter by letter, and a parsed address may gain a slash.
        let issuer = IssuerUrl::new(issuer.to_owned()).map_err(|error| Trouble::new(root(&error)))?;
        let back = RedirectUrl::new(back.to_owned()).map_err(|error| Trouble::new(root(&error)))?;
        let (id, secret) = (ClientId::new(id.to_owned()), ClientSecret::new(secret.to_owned()));
        Ok(Provider { client: Client::new(), issuer, name, id, secret, back })
    }

    fn said(&self, what: &str) -> Trouble {
        Trouble::new(format!("the provider of accounts {} {what}", self.name))
    }

    /// Sends what the library asks for.
    async fn send(client: Client, request: HttpRequest) -> Result<HttpResponse, Trouble> {
        client.ask(request).await
    }

    async fn metadata(&self) -> Result<CoreProviderMetadata, Trouble> {
        let client = self.client.clone();
        let send = move |request| Provider::send(client.clone(), request);
        let found = CoreProviderMetadata::discover_async(self.issuer.clone(), &send).await;
        found.map_err(|error| self.said(&format!("did not say how it is used: {}", root(&error))))
    }

    async fn start(&self) -> Result<Begun, Trouble> {
        let metadata = self.metadata().await?;
        let client = CoreClient::from_provider_metadata(metadata, self.id.clone(), None)
            .set_redirect_uri(self.back.clone());
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let (url, state, nonce) = client
            .authorize_url(flow, CsrfToken::new_random, Nonce::new_random)
            .add_scope(Scope::new("profile".to_owned()))
            .add_scope(Scope::new("email".to_owned()))
            .set_pkce_challenge(challenge)
            .url();
        let kept = [state.secret().as_str(), nonce.secret(), verifier.secret()].join(".");
        // A verifier may hold dots; it is last, and the first two hold none.
        Ok(Begun { url: url.to_string(), kept })
    }

    async fn end(&self, kept: &str, state: &str, code: &str, now: i64) -> Result<Account, Trouble> {
        let mut parts = kept.splitn(3, '.');
        let (Some(begun), Some(nonce), Some(verifier)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(Trouble::new("this browser did not begin a sign-in here, or too long ago"));
        };
        if state.is_empty() || begun != state {
            return Err(Trouble::new(
                "this sign-in was begun in another browser, or a newer one was begun here",
            ));
        }
        let metadata = self.metadata().await?;
        let client = CoreClient::from_provider_metadata(metadata, self.id.clone(), Some(self.secret.clone()))
            .set_redirect_uri(self.back.clone());
        let http = self.client.clone();
        let send = move |request| Provider::send(http.clone(), request);
        let exchange = client.exchange_code(AuthorizationCode::new(code.to_owned()));
        let exchange = exchange.map_err(|error| self.said(&root(&error)))?;
        let exchange = exchange.set_pkce_verifier(PkceCodeVerifier::new(verifier.to_owned()));
        let answer = exchange.request_async(&send).await;
        let answer =
            answer.map_err(|error| self.said(&format!("did not take the code: {}", root(&error))))?;
        let token = answer.id_token().ok_or_else(|| self.said("said nothing about who it is"))?;
        let mut account = self.believed(&client.id_token_verifier(), token, nonce, now)?;
        if account.name.is_none() {
            let subject = SubjectIdentifier::new(account.subject.clone());
            account.name = match client.user_info(answer.access_token().clone(), Some(subject)) {
                Ok(request) => request.request_async(&send).await.ok().and_then(|claims| called(&claims)),
                Err(_) => None,
            };
        }
        Ok(account)
    }

    fn believed(
        &self,
        verifier: &openidconnect::core::CoreIdTokenVerifier<'_>,
        token: &CoreIdToken,
        nonce: &str,
        now: i64,
    ) -> Result<Account, Trouble> {
        let at = chrono::DateTime::from_timestamp(now - LEEWAY, 0).unwrap_or_default();
        let verifier = verifier.clone().set_allowed_algs(ALGORITHMS).set_time_fn(move || at);
        let claims = token.claims(&verifier, &Nonce::new(nonce.to_owned()));
        let claims = claims.map_err(|error| self.said(&format!("is not believed: {}", root(&error))))?;
        let name = claims.name().and_then(|names| names.get(None)).map(|name| name.as_str());
        let name = name.or(claims.email().map(|email| email.as_str())).map(quoted);
        Ok(Account {
            issuer: claims.issuer().as_str().to_owned(),
            subject: claims.subject().as_str().to_owned(),
            name,
        })
    }
}

/// What a person is called in what a provider tells about them apart from the token. Where there is an access token the
/// name is asked for there (OpenID Connect Core, section 5.4), and many providers put it nowhere else. It is for people
/// to read: without an answer, or with one about somebody else, which the library refuses, they come in without it.
fn called(claims: &CoreUserInfoClaims) -> Option<String> {
    let name = claims.name().and_then(|names| names.get(None)).map(|name| name.as_str());
    name.or(claims.email().map(|email| email.as_str())).map(quoted)
}

impl SignIn for Provider {
    fn name(&self) -> &str {
        &self.name
    }

    fn begin(&self) -> Wait<'_, Result<Begun, Trouble>> {
        Box::pin(self.start())
    }

    fn finish<'a>(
        &'a self,
        kept: &'a str,
        state: &'a str,
        code: &'a str,
        now: i64,
    ) -> Wait<'a, Result<Account, Trouble>> {
        Box::pin(self.end(kept, state, code, now))
    }
}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Provider").field("issuer", &self.issuer.as_str()).finish_non_exhaustive()
    }
}

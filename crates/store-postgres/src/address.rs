//! Where the database is, and that the way there is safe.

use crate::convert::describe;
use crate::encryption;
use deadpool_postgres::{Hook, HookError, Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};
use std::time::Duration;
use store::StoreError;
use tokio_postgres::config::{Config, Host, SslMode};
use tokio_postgres_rustls::MakeRustlsConnect;

/// A commit returns when it is on the disk, whatever the server does by default; a transaction that its process
/// left open gives the lock of the forum back.
const SETTINGS: &str = "
    SELECT set_config('synchronous_commit', 'on', false)
        WHERE current_setting('synchronous_commit') IN ('off', 'local', 'remote_write');
    SET default_transaction_isolation = 'read committed';
    SET idle_in_transaction_session_timeout = '60s';
    SET lock_timeout = '60s'";

/// For the connection that writes. Its queries all look up a few rows by their keys. A plan is kept, and one made
/// while a table was small would read all of it once it is large.
const PLANS: &str = "
    SET plan_cache_mode = force_generic_plan;
    SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;
    SET jit = off";

/// Where the database is, and how the way there is kept safe.
#[derive(Clone)]
pub(crate) struct Address {
    /// What the driver takes.
    pub(crate) config: Config,
    /// How connections are encrypted, where the mode in `config` asks for it.
    pub(crate) encryption: MakeRustlsConnect,
}

/// Reads the address of a database.
///
/// A server on another machine is spoken to over TLS, with a certificate that is believed, unless `sslmode=disable`
/// says that its network is safe. `sslrootcert=FILE` names the authority that is believed in place of those of the
/// system. Whether a server takes TLS is not tried out: who stands between could say no for it.
///
/// # Errors
/// [`StoreError::NotSupported`] if it cannot be read, or if the authority cannot.
pub(crate) fn read(url: &str) -> Result<Address, StoreError> {
    let unread = |why: String| {
        StoreError::NotSupported(format!(
            "the address of the database cannot be read ({why}); \
             it looks like postgres://user:password@host:5432/name"
        ))
    };
    let (url, authority) = take_authority(url);
    let mut config: Config = url.parse().map_err(|error| unread(describe(&error)))?;
    if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
        return Err(unread("it names no host".to_owned()));
    }
    let encrypted = match config.get_ssl_mode() {
        SslMode::Disable => false,
        SslMode::Prefer => elsewhere(&config),
        _ => true,
    };
    if encrypted && config.get_hosts().is_empty() {
        return Err(unread("a certificate is of a name; give host beside hostaddr".to_owned()));
    }
    config.ssl_mode(if encrypted { SslMode::Require } else { SslMode::Disable });
    let encryption =
        if encrypted { encryption::believing(authority.as_deref())? } else { encryption::none()? };
    patience(&mut config);
    Ok(Address { config, encryption })
}

/// The address without `sslrootcert`, which the driver does not know, and what it named.
fn take_authority(url: &str) -> (String, Option<String>) {
    const NAME: &str = "sslrootcert=";
    let is_url = url.contains("://");
    let Some((place, rest)) = (if is_url { url.split_once('?') } else { Some(("", url)) }) else {
        return (url.to_owned(), None);
    };
    let between = if is_url { '&' } else { ' ' };
    let (named, others): (Vec<&str>, Vec<&str>) =
        rest.split(between).partition(|pair| pair.starts_with(NAME));
    let others = others.join(&between.to_string());
    let url = match (is_url, others.is_empty()) {
        (true, false) => format!("{place}?{others}"),
        (true, true) => place.to_owned(),
        (false, _) => others,
    };
    (url, named.last().map(|pair| pair[NAME.len()..].to_owned()))
}

/// Whether any of its hosts is another machine.
fn elsewhere(config: &Config) -> bool {
    if !config.get_hostaddrs().is_empty() {
        // Where addresses are given, names are not looked up.
        return config.get_hostaddrs().iter().any(|address| !address.is_loopback());
    }
    config.get_hosts().iter().any(|host| match host {
        Host::Tcp(name) => {
            let address = name.parse::<std::net::IpAddr>();
            name != "localhost" && !address.is_ok_and(|address| address.is_loopback())
        }
        #[cfg(unix)]
        Host::Unix(_) => false,
    })
}

/// A server that fell silent is noticed within a minute, unless the address says otherwise.
fn patience(config: &mut Config) {
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(Duration::from_secs(10));
    }
    if config.get_tcp_user_timeout().is_none() {
        config.tcp_user_timeout(Duration::from_secs(30));
    }
    if config.get_keepalives_interval().is_none() {
        config.keepalives_idle(Duration::from_secs(20));
        config.keepalives_interval(Duration::from_secs(10));
        config.keepalives_retries(3);
    }
    if config.get_application_name().is_none() {
        config.application_name("plenary");
    }
}

/// Connections for reading and for rare writes.
pub(crate) fn pool(address: &Address, size: usize) -> Result<Pool, StoreError> {
    build(address, size, SETTINGS.to_owned())
}

/// The connection for the group commit.
pub(crate) fn writing(address: &Address) -> Result<Pool, StoreError> {
    build(address, 1, format!("{SETTINGS}; {PLANS}"))
}

fn build(address: &Address, size: usize, settings: String) -> Result<Pool, StoreError> {
    let manager = Manager::from_config(
        address.config.clone(),
        address.encryption.clone(),
        ManagerConfig { recycling_method: RecyclingMethod::Fast },
    );
    let settings: std::sync::Arc<str> = settings.into();
    let patience = Some(Duration::from_secs(15));
    Pool::builder(manager)
        .max_size(size)
        .runtime(Runtime::Tokio1)
        .wait_timeout(patience)
        .create_timeout(patience)
        .post_create(Hook::async_fn(move |client, _| {
            let settings = settings.clone();
            Box::pin(async move { client.batch_execute(&settings).await.map_err(HookError::Backend) })
        }))
        .build()
        .map_err(|error| StoreError::Database(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(url: &str) -> SslMode {
        read(url)
            .map(|address| address.config.get_ssl_mode())
            .unwrap_or_else(|error| panic!("{url}: {error}"))
    }

    #[test]
    fn a_server_elsewhere_is_spoken_to_openly_only_where_the_network_is_said_to_be_safe() {
        for encrypted in [
            "postgres://db.example.org/forum",
            "postgres://10.0.0.7/forum",
            "postgres://localhost,db.example.org/forum",
            "postgres://db.example.org/forum?sslmode=prefer",
            "postgres://localhost/forum?sslmode=require",
            "host=db.example.org hostaddr=10.0.0.7",
        ] {
            assert_eq!(mode(encrypted), SslMode::Require, "{encrypted}");
        }
        for open in [
            "postgres:///forum?host=/run/postgresql",
            "postgres://localhost/forum",
            "postgres://127.0.0.1:5433/forum",
            "postgres://[::1]/forum",
            "postgres://db.example.org/forum?sslmode=disable",
        ] {
            assert_eq!(mode(open), SslMode::Disable, "{open}");
        }
    }

    #[test]
    fn an_authority_is_taken_out_of_the_address() {
        let taken = |url: &str| take_authority(url);
        let some = |name: &str| Some(name.to_owned());
        assert_eq!(taken("postgres://h/f?sslrootcert=/a.pem"), ("postgres://h/f".to_owned(), some("/a.pem")));
        let kept = "postgres://h/f?sslmode=require&application_name=p";
        assert_eq!(
            taken("postgres://h/f?sslmode=require&sslrootcert=a&application_name=p"),
            (kept.to_owned(), some("a"))
        );
        assert_eq!(taken("host=h sslrootcert=b dbname=f"), ("host=h dbname=f".to_owned(), some("b")));
        assert_eq!(taken(kept), (kept.to_owned(), None));
    }

    #[test]
    fn an_authority_that_cannot_be_read_is_named() {
        let refused = read("postgres://db.example.org/f?sslrootcert=/nowhere/ca.pem").err();
        let refused = refused.map(|error| error.to_string()).unwrap_or_default();
        assert!(refused.contains("/nowhere/ca.pem"), "{refused}");
    }

    #[test]
    fn an_address_that_cannot_be_read_is_refused_without_its_password() {
        for bad in ["mysql://u:secret@localhost/f", "postgres://u:secret@localhost:port/f", ""] {
            let refused = read(bad).err().map(|error| error.to_string()).unwrap_or_default();
            assert!(refused.contains("postgres://") && !refused.contains("secret"), "{bad}: {refused}");
        }
    }
}

//! Where the database is, and that the way there is safe.

use crate::convert::describe;
use deadpool_postgres::{Hook, HookError, Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};
use std::time::Duration;
use store::StoreError;
use tokio_postgres::NoTls;
use tokio_postgres::config::{Config, Host, SslMode};

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

/// Reads the address of a database.
///
/// # Errors
/// [`StoreError::NotSupported`] if it cannot be read, or if the way there would be open: no TLS is spoken here, so a
/// server on another machine is taken only where `sslmode=disable` says that its network is safe.
pub(crate) fn read(url: &str) -> Result<Config, StoreError> {
    let unread = |why: String| {
        StoreError::NotSupported(format!(
            "the address of the database cannot be read ({why}); \
             it looks like postgres://user:password@host:5432/name?sslmode=disable"
        ))
    };
    let mut config: Config = url.parse().map_err(|error| unread(describe(&error)))?;
    if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
        return Err(unread("it names no host".to_owned()));
    }
    let elsewhere = elsewhere(&config);
    match config.get_ssl_mode() {
        SslMode::Disable => {}
        SslMode::Prefer if elsewhere.is_none() => {}
        mode => {
            let host = elsewhere.unwrap_or_else(|| "this machine".to_owned());
            return Err(StoreError::NotSupported(format!(
                "this program speaks no TLS to PostgreSQL and the address of {host} asks for it (sslmode: {mode:?}). \
                 Use a socket, a local pooler or tunnel that speaks TLS, or, where the network itself is safe, \
                 add sslmode=disable"
            )));
        }
    }
    patience(&mut config);
    Ok(config)
}

/// The first host that is not this machine.
fn elsewhere(config: &Config) -> Option<String> {
    if let Some(address) = config.get_hostaddrs().iter().find(|address| !address.is_loopback()) {
        return Some(address.to_string());
    }
    config.get_hosts().iter().find_map(|host| match host {
        Host::Tcp(name) => {
            let loopback = name == "localhost"
                || name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
            // Where addresses are given, names are not looked up.
            (!loopback && config.get_hostaddrs().is_empty()).then(|| name.clone())
        }
        #[cfg(unix)]
        Host::Unix(_) => None,
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
pub(crate) fn pool(config: &Config, size: usize) -> Result<Pool, StoreError> {
    build(config, size, SETTINGS.to_owned())
}

/// The connection for the group commit.
pub(crate) fn writing(config: &Config) -> Result<Pool, StoreError> {
    build(config, 1, format!("{SETTINGS}; {PLANS}"))
}

fn build(config: &Config, size: usize, settings: String) -> Result<Pool, StoreError> {
    let manager = Manager::from_config(
        config.clone(),
        NoTls,
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

    #[test]
    fn a_server_elsewhere_is_taken_only_where_the_network_is_said_to_be_safe() {
        for bad in [
            "postgres://db.example.org/forum",
            "postgres://10.0.0.7/forum",
            "postgres://localhost,db.example.org/forum",
            "postgres://db.example.org/forum?sslmode=prefer",
            "postgres://localhost/forum?sslmode=require",
            "host=localhost hostaddr=10.0.0.7",
        ] {
            let refused = read(bad).err().map(|error| error.to_string()).unwrap_or_default();
            assert!(refused.contains("sslmode=disable"), "{bad}: {refused}");
        }
        for good in [
            "postgres:///forum?host=/run/postgresql",
            "postgres://localhost/forum",
            "postgres://127.0.0.1:5433/forum",
            "postgres://[::1]/forum",
            "postgres://db.example.org/forum?sslmode=disable",
        ] {
            assert!(read(good).is_ok(), "{good}");
        }
    }

    #[test]
    fn an_address_that_cannot_be_read_is_refused_without_its_password() {
        for bad in ["mysql://u:secret@localhost/f", "postgres://u:secret@localhost:port/f", ""] {
            let refused = read(bad).err().map(|error| error.to_string()).unwrap_or_default();
            assert!(refused.contains("postgres://") && !refused.contains("secret"), "{bad}: {refused}");
        }
    }
}

//! Hosts that are this machine.

use std::net::IpAddr;

/// Whether a host, as it stands in an address, is this machine: `localhost` and what is below it (RFC 6761, section
/// 6.3), or an address of the loopback interface. What is sent there leaves no machine, so it may go openly.
pub(crate) fn is_loopback(host: &str) -> bool {
    let bare = host.strip_prefix('[').and_then(|h| h.strip_suffix(']')).unwrap_or(host);
    let name = bare.trim_end_matches('.').to_ascii_lowercase();
    name == "localhost"
        || name.ends_with(".localhost")
        || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::is_loopback;

    #[test]
    fn only_this_machine_is_loopback() {
        for here in ["localhost", "LOCALHOST", "mail.localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]"] {
            assert!(is_loopback(here), "{here}");
        }
        for away in ["example.org", "localhost.example.org", "notlocalhost", "10.0.0.1", "[2001:db8::1]", ""]
        {
            assert!(!is_loopback(away), "{away}");
        }
    }
}

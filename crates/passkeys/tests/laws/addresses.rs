//! For which addresses keys are.

use super::{ADA, at};
use passkeys::{PasskeyError, Relying};

#[test]
fn keys_are_bound_to_the_name_of_the_host() {
    for (address, host) in [
        ("https://forum.example", "forum.example"),
        ("https://forum.example/", "forum.example"),
        ("https://forum.example:8443/forums?x=1", "forum.example"),
        ("https://FORUM.example", "forum.example"),
        ("https://форум.example", "xn--l1adgmc.example"),
        ("http://localhost", "localhost"),
        ("http://localhost:3000/", "localhost"),
        ("http://forum.localhost:3000", "forum.localhost"),
    ] {
        let relying = Relying::new(address).unwrap_or_else(|error| panic!("{address}: {error}"));
        assert_eq!(relying.host(), host, "{address}");
        let (question, _) = relying.begin_registration(ADA, "Ada", &[], at(0)).expect("begun");
        let question = super::device::asked(&question);
        assert_eq!((&question["rp"]["id"], &question["rp"]["name"]), (&host.into(), &host.into()));
    }
}

#[test]
fn an_address_that_no_browser_makes_keys_for_is_named() {
    for address in [
        "http://forum.example",
        "http://127.0.0.1:3000",
        "https://127.0.0.1",
        "https://[::1]",
        "http://notlocalhost",
        "http://localhost.example",
        "ftp://localhost",
        "forum.example",
        "",
    ] {
        let error = Relying::new(address).expect_err(address);
        assert_eq!(error, PasskeyError::Address(address.to_owned()));
        assert!(error.to_string().starts_with(address) && error.to_string().contains("https"));
    }
}

//! Styles and scripts, compiled in. Their addresses carry their digest, so that browsers may keep them for good.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// One file.
pub(crate) struct Asset {
    /// Its bytes.
    pub(crate) bytes: &'static [u8],
    /// Its media type.
    pub(crate) media: &'static str,
}

/// All files, by name and by address.
pub(crate) struct Assets {
    by_address: BTreeMap<String, Asset>,
    address: BTreeMap<&'static str, String>,
}

const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// Where the style stands, for pages that are shown when nothing else is known.
pub(crate) static STYLE_ADDRESS: LazyLock<String> =
    LazyLock::new(|| Assets::embedded().address("plenary.css").to_owned());

/// The style of every page: tokens and shared rules, then what is the server's own.
const STYLE: &str = concat!(
    include_str!("../../present/assets/tokens.css"),
    include_str!("../../present/assets/page.css"),
    include_str!("../assets/site.css"),
    include_str!("../assets/vote.css"),
    include_str!("../assets/board.css"),
    include_str!("../../forum/assets/communique.css"),
    include_str!("../assets/desk.css"),
    include_str!("../assets/text.css"),
);

const FILES: [(&str, &str, &str); 6] = [
    ("plenary.css", STYLE, CSS),
    ("pictures.css", present::pictures::STYLES, CSS),
    ("live.js", include_str!("../assets/live.js"), SCRIPT),
    ("vote.js", include_str!("../assets/vote.js"), SCRIPT),
    ("passkey.js", include_str!("../assets/passkey.js"), SCRIPT),
    ("sw.js", include_str!("../assets/sw.js"), SCRIPT),
];

impl Assets {
    /// The files that were compiled in.
    pub(crate) fn embedded() -> Assets {
        let mut assets = Assets { by_address: BTreeMap::new(), address: BTreeMap::new() };
        for (name, text, media) in FILES {
            let digest = blake3::hash(text.as_bytes()).to_hex();
            let address = format!("/assets/{}/{name}", &digest[..16]);
            assets.by_address.insert(address.clone(), Asset { bytes: text.as_bytes(), media });
            assets.address.insert(name, address);
        }
        assets
    }

    /// The address of a file that is there.
    pub(crate) fn address(&self, name: &str) -> &str {
        self.address.get(name).map_or("", String::as_str)
    }

    /// The file at an address.
    pub(crate) fn at(&self, address: &str) -> Option<&Asset> {
        self.by_address.get(address)
    }
}

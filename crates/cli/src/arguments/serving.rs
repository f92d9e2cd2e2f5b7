//! What can be typed where forums are served.

use clap::Args;
use std::path::PathBuf;

/// Where a server listens and how it is reached.
#[derive(Debug, Args)]
pub(crate) struct Listening {
    /// The address to listen on.
    #[arg(long, default_value = "127.0.0.1", value_name = "ADDRESS")]
    pub bind: std::net::IpAddr,
    /// The port. Default: 2021, or any free one if it is taken.
    #[arg(long, value_name = "PORT")]
    pub port: Option<u16>,
    /// The address under which others reach this server, such as https://forum.example; links and picture codes begin
    /// with it.
    #[arg(long, value_name = "URL", value_parser = public_url)]
    pub public_url: Option<String>,
    /// Write a line of JSON per request to standard error: which kind of address, how it ended, how long it took; never
    /// the address itself nor who asked.
    #[arg(long)]
    pub log: bool,
}

/// What is kept where.
#[derive(Debug, Args)]
pub(crate) struct Keeping {
    /// The file that keeps everything, made if it is not there; or postgres://…
    #[arg(long, default_value = "plenary.sqlite", value_name = "FILE|URL")]
    pub database: String,
    /// The file of the key with which acts are signed, made if it is not there. Default: beside a database in a file.
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    /// Go on with another key than the one that forums were signed with so far, and say so in their records.
    #[arg(long)]
    pub replace_key: bool,
}

/// How letters go out.
#[derive(Debug, Args)]
pub(crate) struct Mail {
    /// The mail server that sends letters, such as smtp://forum@mail.example:587. Default: they are put in a folder.
    #[arg(long, value_name = "URL", requires = "mail_from")]
    pub mail: Option<String>,
    /// From whom letters are, such as "Forum <forum@example.org>".
    #[arg(long, value_name = "ADDRESS")]
    pub mail_from: Option<String>,
    /// A file that holds the password of the mail server and nothing else.
    #[arg(long, value_name = "FILE", requires = "mail")]
    pub mail_password_file: Option<PathBuf>,
    /// A file with the authority to which the mail server's certificate leads, where it is one of your own. No other is
    /// believed then.
    #[arg(long, value_name = "FILE", requires = "mail")]
    pub mail_ca: Option<PathBuf>,
    /// The folder for letters where no mail server is named. Default: outbox, beside the database.
    #[arg(long, value_name = "DIR", conflicts_with = "mail")]
    pub outbox: Option<PathBuf>,
}

/// The ways to others that a server may use; it uses none that is not named.
#[derive(Debug, Default, Args)]
pub(crate) struct Outward {
    /// Let people come to the desk by their account at this provider (OpenID Connect), such as
    /// https://id.example.org/realm. Tell the provider to send browsers back to PUBLIC_URL/sign-in/back.
    #[arg(long, value_name = "ISSUER", requires_all = ["sign_in_id", "sign_in_secret_file", "public_url"])]
    pub sign_in: Option<String>,
    /// The id that the provider gave this server.
    #[arg(long, value_name = "ID", requires = "sign_in")]
    pub sign_in_id: Option<String>,
    /// A file that holds the secret that the provider gave this server, and nothing else.
    #[arg(long, value_name = "FILE", requires = "sign_in")]
    pub sign_in_secret_file: Option<PathBuf>,
    /// Let moderators have statements translated by this translator (the interface of LibreTranslate), such as
    /// https://translate.example.org/translate. What they ask for is sent there.
    #[arg(long, value_name = "URL")]
    pub translator: Option<String>,
    /// A file that holds the key of the translator and nothing else.
    #[arg(long, value_name = "FILE", requires = "translator")]
    pub translator_key_file: Option<PathBuf>,
}

/// `plenary serve`
#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    pub keeping: Keeping,
    #[command(flatten)]
    pub listening: Listening,
    #[command(flatten)]
    pub mail: Mail,
    #[command(flatten)]
    pub outward: Outward,
    #[command(flatten)]
    pub setting: super::Setting,
}

/// `plenary doctor`
#[derive(Debug, Args)]
pub(crate) struct Doctor {
    #[command(flatten)]
    pub keeping: Keeping,
    #[command(flatten)]
    pub mail: Mail,
    /// The address under which others reach the server, such as https://forum.example: it is asked, and what arrives
    /// through the proxy is looked at.
    #[arg(long, value_name = "URL", value_parser = public_url)]
    pub public_url: Option<String>,
    #[command(flatten)]
    pub setting: super::Setting,
}

/// `plenary restore`
#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// The copy that backup made.
    pub from: PathBuf,
    /// The file to make. It must not exist yet.
    #[arg(long, default_value = "plenary.sqlite", value_name = "FILE")]
    pub database: PathBuf,
}

/// `plenary export`
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The key of the forum, as in its address.
    pub forum: String,
    /// The folder to make. It must not exist yet.
    pub to: PathBuf,
    /// The file that keeps everything, or postgres://…
    #[arg(long, default_value = "plenary.sqlite", value_name = "FILE|URL")]
    pub database: String,
}

/// `plenary import`
#[cfg(feature = "files")]
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The folder or zip of a Polis export, a Polis API dump, or a plain package.
    pub from: PathBuf,
    /// The name of the new forum.
    #[arg(long)]
    pub name: String,
    /// The language its statements are in, where the package does not say.
    #[arg(long, default_value = "en", value_name = "TAG")]
    pub lang: String,
    /// The zone of the forum.
    #[arg(long, default_value = "UTC", value_name = "IANA")]
    pub zone: String,
    /// Which sign means agree, where the file does not say: -1 or +1.
    #[arg(long, value_name = "SIGN", allow_hyphen_values = true, value_parser = super::sign)]
    pub agree: Option<i8>,
    #[command(flatten)]
    pub keeping: Keeping,
}

/// `plenary rebuild`
#[derive(Debug, Args)]
pub(crate) struct Database {
    /// The file that keeps everything, or postgres://…
    #[arg(long, default_value = "plenary.sqlite", value_name = "FILE|URL")]
    pub database: String,
}

/// `plenary backup`
#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// The file to make. It must not exist yet.
    pub to: PathBuf,
    /// The file that keeps everything.
    #[arg(long, default_value = "plenary.sqlite", value_name = "FILE")]
    pub database: PathBuf,
}

/// `plenary demo`
#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Write the result as files instead of opening a forum in the browser.
    #[arg(long)]
    pub headless: bool,
    #[command(flatten)]
    pub listening: Listening,
    /// How many simulated answers come in each second.
    #[arg(long, default_value_t = 1_500, value_name = "N")]
    pub pace: u32,
    /// Nobody leads: simulated people vote, and the text and its adoption are left to whoever opens the desk.
    #[arg(long, conflicts_with = "headless")]
    pub by_hand: bool,
    /// The file that keeps the forum, made if it is not there; or postgres://… Default: a temporary file, gone at the end.
    #[arg(long, value_name = "FILE|URL", conflicts_with = "headless")]
    pub database: Option<String>,
    /// How many seconds a delegation has to break the silence, in the browser.
    #[arg(long, default_value_t = 180, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(5..=86_400))]
    pub silence: u32,
    /// The folder to write to: everything without a browser, else the published text and its bundle.
    #[arg(long, value_name = "DIR", default_value = "demo")]
    pub out: PathBuf,
    /// The seed of the simulated participants.
    #[arg(long, default_value_t = 2021)]
    pub seed: u64,
    /// Language.
    #[arg(long, default_value = "en", value_name = "TAG")]
    pub lang: String,
    #[command(flatten)]
    pub setting: super::Setting,
}

fn public_url(typed: &str) -> Result<String, String> {
    let host = typed.strip_prefix("https://").or_else(|| typed.strip_prefix("http://"));
    match host.map(|host| host.trim_end_matches('/')) {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', ' ']) => {
            Ok(typed.trim_end_matches('/').to_owned())
        }
        _ => Err("expected an address such as https://forum.example".to_owned()),
    }
}

//! What all endpoints share.

use crate::assets::Assets;
use crate::journal::Journal;
use crate::keys::Passkeys;
use crate::limits::{Limiters, Limits};
use crate::published::{Setter, Shelf};
use crate::routes::live::Watchers;
use forum::live::{Forums, Secret};
use outside::sign_in::SignIn;
use outside::translation::Translate;
use std::fmt;
use std::sync::Arc;
use terms::Instant;

/// How letters go out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum MailWay {
    /// This server sends none: they wait.
    #[default]
    Nobody,
    /// They are put in a folder, and somebody sends them from there.
    Folder,
    /// This mail server sends them.
    Server(String),
}

/// The ways to others that the operator opened; none unless named.
#[derive(Clone, Default)]
pub struct Ways {
    /// Who vouches for accounts with which people come to the desk. Needs a public address to come back to.
    pub sign_in: Option<Arc<dyn SignIn>>,
    /// What keeps passkeys with which people come to the desk.
    pub passkeys: Option<Arc<dyn Passkeys>>,
    /// Who translates what a moderator asks for.
    pub translate: Option<Arc<dyn Translate>>,
    /// What sets papers as PDF. Without it no text is published but a simulated one.
    pub set: Option<Arc<dyn Setter>>,
}

impl fmt::Debug for Ways {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign_in = self.sign_in.as_ref().map(|way| way.name());
        let translate = self.translate.as_ref().map(|way| way.name());
        f.debug_struct("Ways")
            .field("sign_in", &sign_in)
            .field("translate", &translate)
            .field("passkeys", &self.passkeys.is_some())
            .field("set", &self.set.is_some())
            .finish()
    }
}

/// What an operator sets.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The address under which phones reach this server, such as `https://forum.example`; links and picture codes
    /// begin with it. Without it they begin with what the reader's browser asked for.
    pub public_url: Option<String>,
    /// Whether cookies are for secured connections alone.
    pub secure: bool,
    /// Who holds this may convene a forum here; `None`: nobody may.
    pub convene: Option<Secret>,
    /// How often somebody may ask.
    pub limits: Limits,
    /// How letters go out.
    pub mail: MailWay,
    /// The ways to others.
    pub ways: Ways,
    /// Where a line per request goes.
    pub journal: Journal,
}

impl Settings {
    /// Whether cookies are for secured connections alone: as the operator says, and wherever phones come by `https`.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.secure || self.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }
}

/// Reads the clock: only the binary has one.
pub type Clock = Arc<dyn Fn() -> Instant + Send + Sync>;

/// What all endpoints share. Clones share it.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    forums: Arc<Forums>,
    settings: Settings,
    clock: Clock,
    assets: Assets,
    watchers: Watchers,
    limiters: Limiters,
    shelf: Shelf,
}

impl App {
    /// The application over these forums.
    #[must_use]
    pub fn new(forums: Arc<Forums>, settings: Settings, clock: Clock) -> App {
        let (assets, watchers) = (Assets::embedded(), Watchers::default());
        let limiters = Limiters::new(settings.limits);
        App(Arc::new(Inner { forums, settings, clock, assets, watchers, limiters, shelf: Shelf::default() }))
    }

    /// The forums.
    #[must_use]
    pub fn forums(&self) -> &Arc<Forums> {
        &self.0.forums
    }

    /// What the operator set.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> Instant {
        (self.0.clock)()
    }

    pub(crate) fn assets(&self) -> &Assets {
        &self.0.assets
    }

    pub(crate) fn limiters(&self) -> &Limiters {
        &self.0.limiters
    }

    /// Forgets, of what was kept to limit them, those who have not asked for a while.
    pub fn forget_idle(&self) {
        self.0.limiters.forget();
    }

    /// What forums have published, as files.
    pub(crate) fn shelf(&self) -> &Shelf {
        &self.0.shelf
    }

    pub(crate) fn watchers(&self) -> &Watchers {
        &self.0.watchers
    }
}

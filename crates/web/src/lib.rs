//! HTTP: extract, ask the forum, present. No SQL, no decision, no words of its own.
//!
//! Pages are written by the server and need no script; a small layer of our own adds what moves. Every page of a forum
//! stands at a lasting address `/FORUM/LANGUAGE/PAGE`.
//!
//! | module | what it does |
//! |---|---|
//! | [`app`] | what all endpoints share |
//! | `router` | which address leads to which endpoint |
//! | `routes` | the endpoints, one per file |
//! | `extract` | out of a request: the forum, the reader's language, who they are |
//! | `api` | the same for programs, as JSON, with its own description |
//! | `frame` | what every page shares: head, phase bar, languages, simulation banner |
//! | `views` | findings, parties and statements as a page shows them |
//! | [`Journal`] | one line per request, without personal data |
//! | [`Limits`] | how often somebody may ask |
//! | `problem` | what is said where something cannot be done |
//! | `turned_away` | the same, for what no endpoint ever had: too large, not readable, sent from elsewhere |
//! | `assets` | styles and scripts, compiled in |

mod api;
pub mod app;
mod assets;
mod cookies;
mod extract;
mod frame;
mod journal;
mod keys;
mod limits;
mod problem;
mod published;
mod router;
mod routes;
mod serve;
mod speech;
mod turned_away;
mod views;

pub use app::{App, MailWay, Settings, Ways};
pub use journal::{Journal, Line};
pub use keys::{Asked, Passkeys};
pub use limits::Limits;
pub use published::Setter;
pub use router::router;
pub use serve::serve;

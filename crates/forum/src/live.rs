//! A forum that is going on: people come in, vote, act; what they agree on is seen forming.
//!
//! A [`LiveForum`] keeps in memory what follows from the acts ([`View`]) and from the votes ([`Board`]); the store
//! keeps the ground state. Everything here can be dropped and made again from the store, and is when the process
//! starts. Nothing here reads a clock: "now" is an argument.
//!
//! | module | what it does |
//! |---|---|
//! | [`forums`] | the forums of a store, opened once each and kept up to date |
//! | [`view`] | the state after the acts seen so far |
//! | [`counting`] | the votes, folded into tallies, apart by tier and capacity |
//! | `released` | what readers are shown of votes while voting goes on |
//! | [`board`] | what is found in them now |
//! | [`opinions`] | how opinions hang together: the map, and the groups where there are any |
//! | [`crowd`] | simulated participants, for demonstrations |
//! | [`director`] | a text and its adoption in a demonstration |
//! | [`acting`] | doing something in the forum: decide on the state, append, or look again |
//! | [`entering`] | links and codes, and the sessions they begin |
//! | [`voting`] | casting a vote, changing one's mind, what to ask next |
//! | `asking` | the counts as the choice of the next statement needs them |
//! | [`beginning`] | a forum from nothing |
//! | [`desk`] | what a secretariat does: parties, topics, statements, codes |
//! | [`delegate_acts`] | what a delegate does for their party |
//! | [`texts`] | what those who hold the pen do with a text |
//! | `brought` | a text that somebody brings, taken in as clauses |
//! | [`zero_draft`] | a first draft out of what was found |
//! | [`delegate_texts`] | what a delegation does with a text |
//! | [`delegations`] | invitations, delegations, links for the people of the desk |
//! | [`notes`] | what a delegation notes for itself beside a clause |
//! | [`links`] | links for people without a code that were given out |
//! | [`letters`] | letters that wait to be sent, and the log of those that were |
//! | [`papers`] | what a topic is guided by, and its background papers |
//! | [`search`] | searching what people wrote and what is shown |
//! | [`exchange`] | a forum out of a package of votes, and back |
//! | [`submissions`] | what people hand in, and what moderators decide |
//! | [`passkeys`] | passkeys with which people come to the desk |
//! | [`signing`] | the forum's key, and acts that a delegation signs with its own |
//! | [`publishing`] | a snapshot of the findings enters the record |
//! | [`secret`] | secrets that let somebody in, and how they are written |

pub mod accounts;
pub mod acting;
mod asking;
pub mod beginning;
pub mod board;
mod brought;
pub mod convening;
pub mod counting;
pub mod crowd;
pub mod cutting;
pub mod delegate_acts;
pub mod delegate_texts;
pub mod delegations;
pub mod desk;
pub mod desk_people;
pub mod director;
pub mod entering;
pub mod error;
pub mod exchange;
pub mod forums;
pub mod letters;
pub mod links;
pub mod naming;
pub mod notes;
pub mod opinions;
pub mod papers;
pub mod passkeys;
mod projects;
pub mod publishing;
mod released;
pub mod reports;
pub mod retention;
pub mod search;
pub mod secret;
pub mod signing;
pub mod submissions;
pub mod texts;
pub mod tokens;
pub mod view;
pub mod voting;
pub mod zero_draft;

pub use acting::Deed;
pub use board::Board;
pub use counting::{Counting, Sample};
pub use delegate_texts::TextAct;
pub use delegations::{Person, PersonalLink};
pub use entering::{Entered, Grant, Subject, Voter};
pub use error::{LiveError, Refusal};
pub use forums::{Forums, LiveForum, Pulse};
pub use letters::Letter;
pub use opinions::{Opinions, Outlook};
pub use papers::NewPaper;
pub use publishing::Published;
pub use secret::Secret;
pub use signing::ServerKey;
pub use texts::PenAct;
pub use view::View;
pub use voting::Cast;

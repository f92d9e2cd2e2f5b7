//! Cliques that answer as one: found, and counted as one.
//!
//! Nothing is struck. What is found here is a sensitivity analysis: the same engine run on [`coalesce`]d votes, printed
//! beside the run on all of them, says how much of a finding rests on people who answer as one. A flag is a reason to look,
//! never a proof: it says that chance and a shared opinion do not explain an agreement, not who caused it.
//!
//! | module | what it does |
//! |---|---|
//! | `signature` | sets of answers in 240 bytes; who has almost the same set (MinHash, buckets) |
//! | `traces` | what is kept of each person, as a summary that merges |
//! | `arrivals` | moments at which far more people began than around them |
//! | `residual` | agreement beyond what the opinions of two people explain |
//! | `cliques` | all of it together: [`find`] |
//! | `coalesce` | a clique as one voter |

mod arrivals;
mod cliques;
mod coalesce;
mod residual;
mod signature;
mod traces;

pub use arrivals::{Arrivals, Burst};
pub use cliques::{Clique, Reason, Settings, find};
pub use coalesce::{coalesce, weights, within};
pub use signature::{Signature, alike};
pub use traces::{Trace, Traces};

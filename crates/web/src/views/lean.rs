//! How one party answered one statement.

use crate::speech::Speech;
use tally::{Block, Counts, Tally};
use terms::{PartyKey, StatementKey};

/// The answers of a party, as shares of a hundred and in words.
pub(crate) struct Lean {
    pub(crate) agree: u64,
    pub(crate) disagree: u64,
    pub(crate) words: String,
}

/// How a party answered a statement.
pub(crate) fn lean(speech: &Speech, tally: &Tally, party: &PartyKey, statement: &StatementKey) -> Lean {
    let block = tally.find_block(&Block::Named(party.clone()));
    let counts = block.zip(tally.find_statement(statement)).map(|(b, s)| tally.counts(b, s));
    of(speech, counts.unwrap_or_default())
}

/// The same of counts.
pub(crate) fn of(speech: &Speech, counts: Counts) -> Lean {
    let share = |part: u64| (part * 100).checked_div(counts.answers()).unwrap_or(0);
    let words = if counts.answers() == 0 {
        speech.w("lean-nobody")
    } else {
        let mut args = present::locale::Args::new();
        args.set("agree", share(counts.agree));
        args.set("disagree", share(counts.disagree));
        args.set("answers", counts.answers());
        present::locale::say(speech.lang(), "lean", &args)
    };
    Lean { agree: share(counts.agree), disagree: share(counts.disagree), words }
}

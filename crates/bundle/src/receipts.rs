//! Receipts: that one act stands in the record, as a small file that its author keeps.

use crate::derive::{self, RECORD};
use crate::files::Files;
use crate::reading::Reading;
use crate::report::{Line, Report, Subject, Verdict};
use crate::trust::{self, HeldKey};
use crate::verify::Unreadable;
use forum::State;
use record::{Receipt, Record, Sequence as _, SignedHead, SigningKey};
use terms::Instant;

/// The largest receipt, in bytes: 1 MiB.
pub const LARGEST_RECEIPT: usize = 1 << 20;

/// The receipt of one act under a head signed by the host, as a file: of an objection, an amendment, a count of votes.
/// It holds the act itself where that is not too large; who asks must be somebody who may read the act.
///
/// `None` where there is no such act, or its head cannot be signed.
#[must_use]
pub fn receipt_for(record: &Record, seq: u64, at: Instant, host: &SigningKey) -> Option<Vec<u8>> {
    let mut receipt = Receipt::with_act(record, seq, at)?;
    receipt.head.sign(host).ok()?;
    let whole = derive::json(&receipt);
    if whole.len() <= LARGEST_RECEIPT {
        return Some(whole);
    }
    receipt.act = None;
    Some(derive::json(&receipt))
}

/// The kinds of acts whose authors are given a receipt: what is said to a text and in an adoption, amendments, and
/// each count of the votes.
const RECEIPTED: [&str; 9] = [
    "position_taken",
    "clause_position_taken",
    "amendment_tabled",
    "amendment_supported",
    "amendment_withdrawn",
    "approval_given",
    "approval_withheld",
    "tally_noted",
    "votes_counted",
];

/// Whether the author of an act of this kind is given a receipt.
#[must_use]
pub fn has_receipt(kind: &str) -> bool {
    RECEIPTED.contains(&kind)
}

/// Reads a receipt, or says why it is none.
fn read(bytes: &[u8]) -> Result<Result<Receipt, String>, Unreadable> {
    if bytes.len() > LARGEST_RECEIPT {
        return Err(Unreadable::Receipt(format!("it is larger than {LARGEST_RECEIPT} bytes")));
    }
    let receipt: Receipt = match serde_json::from_slice(bytes) {
        Ok(receipt) => receipt,
        Err(error) if error.is_eof() => return Err(Unreadable::Receipt("it breaks off".to_owned())),
        Err(error) => return Ok(Err(format!("The receipt is none: {error}."))),
    };
    if receipt.format != Receipt::FORMAT {
        let why = format!("its format is {:?}; this version reads {}", receipt.format, Receipt::FORMAT);
        return Err(Unreadable::Receipt(why));
    }
    Ok(if receipt.holds() {
        Ok(receipt)
    } else {
        let Receipt { seq, kind, .. } = &receipt;
        Err(format!("The receipt of act {seq} ({kind}): its proof does not lead from this act to its head."))
    })
}

/// Verifies a receipt by itself, or under a head of the same forum that came on another way. `held` are the keys of
/// those who may have signed its head, the host's among them if the reader has it.
///
/// # Errors
/// [`Unreadable::Receipt`] where this is no receipt, or no head.
pub fn verify_receipt(
    bytes: &[u8],
    head: Option<&[u8]>,
    held: &[HeldKey],
    needed: usize,
) -> Result<Report, Unreadable> {
    let mut report = Report::new(Subject::Receipt, needed);
    let receipt = match read(bytes)? {
        Ok(receipt) => receipt,
        Err(says) => {
            report.say(Verdict::Fails, says);
            return Ok(report);
        }
    };
    let Receipt { seq, kind, .. } = &receipt;
    let size = receipt.head.head.size;
    let holds = format!("Act {seq} ({kind}) is one of the {size} acts of the head in the receipt.");
    report.say(Verdict::Holds, holds);
    let keys = trust::known(held, None, &State::default());
    let checked = receipt.head.check_signatures(|id| keys.get(&id).copied());
    if let Some(wrong) = checked.iter().find(|checked| checked.verdict == record::Verdict::Wrong) {
        report.say(
            Verdict::Fails,
            format!("The signature of the key {} does not fit the head of the receipt.", wrong.key.short()),
        );
    }
    trust::countersigned(&receipt.head, &checked, None, held, &mut report);
    if let Some(head) = head {
        under(&receipt, head, &mut report)?;
    }
    if receipt.act.is_none() {
        report.say(Verdict::NotChecked, "What the act says is not in the receipt; its hash is.");
    }
    Ok(report)
}

/// Whether the head of a receipt is the one that came on another way, as far as two heads can tell.
fn under(receipt: &Receipt, head: &[u8], report: &mut Report) -> Result<(), Unreadable> {
    let none = |error: serde_json::Error| Unreadable::Receipt(format!("the tree head is none: {error}"));
    let head: SignedHead = serde_json::from_slice(head).map_err(none)?;
    let own = &receipt.head;
    if own.forum != head.forum {
        let says = format!("The tree head is of the forum {:?}, the receipt of {:?}.", head.forum, own.forum);
        report.say(Verdict::Fails, says);
    } else if own.head.size == head.head.size {
        report.check(
            own.head.root == head.head.root,
            "The tree head is the one of the receipt.",
            "The tree head has another root than the receipt over the same number of acts: there are two records.",
        );
    } else {
        let (ours, theirs) = (own.head.size, head.head.size);
        report.say(
            Verdict::NotChecked,
            format!("The tree head stands for {theirs} acts and the receipt for {ours}: whether one goes on from the other a bundle shows."),
        );
    }
    Ok(())
}

/// Whether the act of a receipt is in a bundle: one more line for a report whose other lines say whether it holds.
///
/// # Errors
/// [`Unreadable::Receipt`] where this is no receipt.
pub fn receipt_in(files: &Files, bytes: &[u8]) -> Result<Line, Unreadable> {
    let says = |verdict, says: String| Ok(Line { verdict, says });
    let receipt = match read(bytes)? {
        Ok(receipt) => receipt,
        Err(why) => return says(Verdict::Fails, why),
    };
    let Receipt { seq, kind, .. } = &receipt;
    let lines = files.get(RECORD).map_or(&[][..], Vec::as_slice);
    let Ok(Reading { outline, outside, .. }) = Reading::of(lines) else {
        return says(Verdict::Fails, format!("Act {seq} ({kind}) is sought in a record that does not hold."));
    };
    let acts = outline.acts().len() as u64;
    if *seq >= acts && receipt.head.forum == outline.forum() {
        let last = acts.saturating_sub(1);
        return says(
            Verdict::Fails,
            format!(
                "Act {seq} ({kind}) is not in this bundle, which ends with act {last}: ask for a later one."
            ),
        );
    }
    if !receipt.is_of(&outline) || (receipt.head.head.size <= acts && !outline.extends(&receipt.head.head)) {
        return says(
            Verdict::Fails,
            format!("Act {seq} ({kind}) is not in this record as its receipt says."),
        );
    }
    let withheld = outside.withheld.iter().any(|(act, ..)| act == seq);
    let how = if withheld { "; it is withheld here, and its hash stands in its place" } else { "" };
    says(Verdict::Holds, format!("Act {seq} ({kind}) stands in the record exactly as its receipt says{how}."))
}

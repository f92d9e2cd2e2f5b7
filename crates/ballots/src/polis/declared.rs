//! A table whose first line declares the sign: `# vote-convention: agree=+1;disagree=-1;pass=0`, as Polis' import
//! takes it. The line is no header; it is taken off, the others keep their numbers.

use crate::{BallotError, polis::sign};
use tables::{Source, SourceKind};

/// A table of votes behind a declaration.
pub(crate) struct Declared {
    /// The table alone.
    pub(crate) source: Source,
    /// The number that means agree.
    pub(crate) agree: i8,
}

/// The longest such file that is read.
const LIMIT: u64 = 1 << 30;
const MARK: &[u8] = b"# vote-convention:";

/// The table of votes of a source, if it begins with a declaration.
pub(crate) fn declared(source: &Source) -> Result<Option<Declared>, BallotError> {
    let member = match source.kind() {
        SourceKind::Folder | SourceKind::Zip => source.find("votes")?,
        SourceKind::File | SourceKind::Stdin => source.members().first().map(String::as_str),
    };
    // A declaration is no header of a table, so a table that opens has none.
    let Some(member) = member.filter(|member| source.table(member).is_err()) else { return Ok(None) };
    let Ok(mut bytes) = source.bytes(member, LIMIT) else { return Ok(None) };
    if !bytes.starts_with(MARK) {
        return Ok(None);
    }
    let end = bytes.iter().position(|&byte| byte == b'\n').unwrap_or(bytes.len());
    let text = String::from_utf8_lossy(&bytes[MARK.len()..end]).into_owned();
    let agree = sign::convention(member, text.trim())?;
    // Blank instead of gone: the lines after it are still where they were.
    bytes.drain(..end);
    Ok(Some(Declared { source: Source::from_reader(member, bytes.as_slice())?, agree }))
}

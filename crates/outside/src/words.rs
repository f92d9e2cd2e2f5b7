//! What others say of an error, made fit to stand in a sentence of ours.

/// The longest that is repeated of what somebody else said.
const LONGEST: usize = 300;

/// One line of at most three hundred characters: what comes from outside may hold anything, and goes into a log.
pub(crate) fn quoted(said: &str) -> String {
    let one_line: String = said.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut words = one_line.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = words.char_indices().nth(LONGEST) {
        words.truncate(end);
        words.push('…');
    }
    words
}

/// The innermost reason of an error: what libraries wrap around it says less than it does.
pub(crate) fn root(error: &dyn std::error::Error) -> String {
    let mut inner = error;
    while let Some(source) = inner.source() {
        inner = source;
    }
    quoted(&inner.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_repeated_is_one_short_line() {
        assert_eq!(quoted("no\r\nsuch \u{1b}[31muser\t"), "no such [31muser");
        assert_eq!(quoted(&"ж".repeat(1000)).chars().count(), LONGEST + 1);
    }
}

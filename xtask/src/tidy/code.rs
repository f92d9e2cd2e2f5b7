//! Rust as the rules read it: what is left when comments, the insides of literals and test modules are blanked.
//! Lines keep their numbers.

/// The text with comments and the insides of string and character literals replaced by spaces.
pub(super) fn bare(text: &str) -> String {
    let source: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < source.len() {
        let end = skipped_to(&source, at);
        if end > at {
            out.extend(source[at..end].iter().map(|&c| if c == '\n' { '\n' } else { ' ' }));
            at = end;
        } else {
            out.push(source[at]);
            at += 1;
        }
    }
    out
}

/// Where the comment or literal that starts here ends; `at` itself if none starts here.
fn skipped_to(s: &[char], at: usize) -> usize {
    let next = |n: usize| s.get(at + n).copied().unwrap_or('\0');
    match s[at] {
        '/' if next(1) == '/' => find(s, at, |c| c == '\n'),
        '/' if next(1) == '*' => block_comment(s, at),
        '"' => quoted(s, at, '"'),
        'r' | 'b' if !word_before(s, at) => raw(s, at),
        // A lifetime has no closing quote two places on, nor a backslash.
        '\'' if next(1) == '\\' || next(2) == '\'' => quoted(s, at, '\''),
        _ => at,
    }
}

fn find(s: &[char], from: usize, is: impl Fn(char) -> bool) -> usize {
    s[from..].iter().position(|&c| is(c)).map_or(s.len(), |n| from + n)
}

fn block_comment(s: &[char], at: usize) -> usize {
    let (mut depth, mut i) = (1, at + 2);
    while i < s.len() && depth > 0 {
        match (s[i], s.get(i + 1)) {
            ('/', Some('*')) => (depth, i) = (depth + 1, i + 2),
            ('*', Some('/')) => (depth, i) = (depth - 1, i + 2),
            _ => i += 1,
        }
    }
    i.min(s.len())
}

fn quoted(s: &[char], at: usize, quote: char) -> usize {
    let mut i = at + 1;
    while i < s.len() && s[i] != quote {
        i += if s[i] == '\\' { 2 } else { 1 };
    }
    (i + 1).min(s.len())
}

/// `r"…"`, `r#"…"#`, `b"…"`, `br#"…"#`; `at` itself if it is a word after all.
fn raw(s: &[char], at: usize) -> usize {
    let start = if s[at] == 'b' && s.get(at + 1) == Some(&'r') { at + 1 } else { at };
    let hashes = s[start + 1..].iter().take_while(|c| **c == '#').count();
    let open = start + 1 + hashes;
    if s.get(open) != Some(&'"') {
        return at;
    }
    if s[start] == 'b' {
        return quoted(s, open, '"');
    }
    let mut i = open + 1;
    while i < s.len() {
        let closes = s[i] == '"' && s[i + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes;
        i += 1;
        if closes {
            return (i + hashes).min(s.len());
        }
    }
    s.len()
}

fn word_before(s: &[char], at: usize) -> bool {
    at > 0 && (s[at - 1].is_alphanumeric() || s[at - 1] == '_')
}

/// Bare code with every item under `#[cfg(test)]` blanked too.
pub(super) fn shipped(text: &str) -> String {
    let mut code = bare(text);
    while let Some(start) = code.find("#[cfg(test)]") {
        let end = item_end(&code, start);
        let blank: String = code[start..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
        code.replace_range(start..end, &blank);
    }
    code
}

/// Where the item after an attribute ends: at its closing brace, or at a semicolon before any brace.
fn item_end(code: &str, start: usize) -> usize {
    let mut depth = 0_i32;
    for (i, c) in code[start..].char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return start + i + 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return start + i + 1,
            _ => {}
        }
    }
    code.len()
}

/// Whether `word` stands in `line` with no letter, digit or underscore touching either end of it.
pub(super) fn has_word(line: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    let open = |end: Option<char>, edge: Option<char>| !(end.is_some_and(part) && edge.is_some_and(part));
    line.match_indices(word).any(|(at, _)| {
        open(line[..at].chars().next_back(), word.chars().next())
            && open(line[at + word.len()..].chars().next(), word.chars().next_back())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_literals_are_blanked_and_code_is_kept() {
        for (source, left) in [
            ("a // b", "a"),
            ("a /* b /* c */ d */ e", "a e"),
            ("f(\"x\\\"y\", 'z', '\\'') g", "f( , , ) g"),
            ("r#\"a \" b\"# c", "c"),
            ("br\"x\" b\"y\" bar r for", "bar r for"),
            ("fn f<'a>(x: &'a str) {}", "fn f<'a>(x: &'a str) {}"),
        ] {
            let bare = bare(source);
            assert_eq!(bare.chars().count(), source.chars().count(), "{source}");
            let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(squeezed(&bare), left, "{source}");
        }
    }

    #[test]
    fn test_modules_are_blanked_and_lines_keep_their_numbers() {
        let source =
            "one();\n#[cfg(test)]\nmod tests {\n    fn f() { two(); }\n}\n#[cfg(test)] mod more;\nthree();\n";
        let code = shipped(source);
        assert!(
            code.contains("one") && code.contains("three") && !code.contains("two") && !code.contains("more")
        );
        assert_eq!(code.lines().count(), source.lines().count());
    }

    #[test]
    fn a_word_is_not_part_of_another() {
        assert!(has_word("use std::fs;", "fs"));
        assert!(!has_word("offsets", "fs"));
        assert!(has_word("println!(1)", "println!"));
        assert!(!has_word("eprintln!(1)", "println!"));
    }
}

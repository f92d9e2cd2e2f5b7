//! A long list in leaves: so many of it on one page, and where the others are. A page stays light on a slow line.

use crate::extract::Place;
use crate::frame::Link;
use std::ops::Range;

/// Which part of a list is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Asked {
    /// Where it begins.
    #[default]
    First,
    /// Where this one is, counted from zero.
    Around(usize),
    /// All of it, for those who print or search it.
    All,
}

impl Asked {
    /// As an address says it: the place of one, counted from one, or `all`.
    pub(crate) fn read(typed: &str) -> Asked {
        match (typed, typed.parse::<usize>()) {
            ("all", _) => Asked::All,
            (_, Ok(place)) => Asked::Around(place.saturating_sub(1)),
            _ => Asked::First,
        }
    }
}

/// The leaf that is shown of a list of so many, at most `most` to a leaf, and links to the others; none where all fit.
/// `href` makes the address of what an address says.
pub(crate) fn leaf(
    at: &Place,
    (count, most): (usize, usize),
    asked: Asked,
    href: impl Fn(&str) -> String,
) -> (Range<usize>, Vec<Link>) {
    if count <= most {
        return (0..count, Vec::new());
    }
    let first = match asked {
        Asked::Around(place) if place < count => place / most * most,
        Asked::All => count,
        _ => 0,
    };
    let link = |from: usize| Link {
        href: href(&(from + 1).to_string()),
        text: format!(
            "{}–{}",
            at.speech.integer(from as u64 + 1),
            at.speech.integer((from + most).min(count) as u64)
        ),
        lang: at.lang().to_string(),
        here: from == first,
    };
    let all = Link {
        href: href("all"),
        text: at.speech.w("leaf-all"),
        lang: at.lang().to_string(),
        here: asked == Asked::All,
    };
    let links = (0..count).step_by(most).map(link).chain([all]).collect();
    if asked == Asked::All { (0..count, links) } else { (first..(first + most).min(count), links) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_address_says_is_a_place_counted_from_one_or_all_or_the_beginning() {
        assert_eq!(Asked::read("all"), Asked::All);
        assert_eq!(Asked::read("51"), Asked::Around(50));
        assert_eq!(Asked::read("0"), Asked::Around(0));
        assert_eq!(["", "-3", "x"].map(Asked::read), [Asked::First; 3]);
    }
}

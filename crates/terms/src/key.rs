//! The names under which files and forums know things. One type per noun, so that none is taken for another.

use serde::{Deserialize, Serialize};
use std::{cmp::Ordering, fmt, sync::Arc};

macro_rules! key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The key with this text, byte for byte.
            #[must_use]
            pub fn new(text: &str) -> Self {
                Self(Arc::from(text))
            }

            /// The text of the key.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::new(text)
            }
        }
    };
}

key!(
    /// The name under which a server knows a forum, and which stands in its addresses.
    ForumKey
);
key!(
    /// A party: an ISO or own code, or whatever a file's party column holds.
    PartyKey
);
key!(
    /// A statement, as a file or the forum numbers it.
    StatementKey
);
key!(
    /// A participant's pseudonym. Never a name.
    ParticipantKey
);
key!(
    /// A topic of the forum.
    TopicKey
);

/// The order a reader expects: runs of digits compare as numbers (`9` before `10`), all else by character.
///
/// Total and consistent: two texts compare equal only when they are the same text.
#[must_use]
pub fn natural_order(a: &str, b: &str) -> Ordering {
    let (mut x, mut y) = (a.as_bytes(), b.as_bytes());
    while let (Some(&p), Some(&q)) = (x.first(), y.first()) {
        if p.is_ascii_digit() && q.is_ascii_digit() {
            let (m, n) = (digits(x), digits(y));
            let (u, v) = (trim_zeros(&x[..m]), trim_zeros(&y[..n]));
            match u.len().cmp(&v.len()).then_with(|| u.cmp(v)) {
                Ordering::Equal => (x, y) = (&x[m..], &y[n..]),
                unequal => return unequal,
            }
        } else if p != q {
            return p.cmp(&q);
        } else {
            (x, y) = (&x[1..], &y[1..]);
        }
    }
    x.len().cmp(&y.len()).then_with(|| a.cmp(b))
}

fn digits(text: &[u8]) -> usize {
    text.iter().take_while(|c| c.is_ascii_digit()).count()
}

fn trim_zeros(digits: &[u8]) -> &[u8] {
    let zeros = digits.iter().take_while(|&&c| c == b'0').count();
    &digits[zeros..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nine_stands_before_ten() {
        let mut keys = vec!["10", "9", "q2", "q10", "1", "01", ""];
        keys.sort_by(|a, b| natural_order(a, b));
        assert_eq!(keys, ["", "01", "1", "9", "10", "q2", "q10"]);
    }

    proptest! {
        #[test]
        fn natural_order_is_total(a in "[0-9a-c]{0,6}", b in "[0-9a-c]{0,6}", c in "[0-9a-c]{0,6}") {
            prop_assert_eq!(natural_order(&a, &b), natural_order(&b, &a).reverse());
            prop_assert_eq!(natural_order(&a, &b) == Ordering::Equal, a == b);
            if natural_order(&a, &b).is_le() && natural_order(&b, &c).is_le() {
                prop_assert!(natural_order(&a, &c).is_le());
            }
        }
    }
}

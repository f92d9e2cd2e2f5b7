//! Lists in running text: "A", "A and B", "A, B and C".

use crate::{locale, locale::Args};
use terms::Lang;

/// The items joined as the language joins them; empty without items.
#[must_use]
pub fn joined(lang: &Lang, mut items: Vec<String>) -> String {
    let join = |id: &str, a: String, b: String| {
        let mut args = Args::new();
        args.set("a", a);
        args.set("b", b);
        locale::say(lang, id, &args)
    };
    let Some(last) = items.pop() else { return String::new() };
    if items.len() == 1 {
        return join("list-two", items.remove(0), last);
    }
    match items.into_iter().reduce(|a, b| join("list-more", a, b)) {
        Some(head) => join("list-end", head, last),
        None => last,
    }
}

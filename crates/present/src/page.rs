//! What every page shares: the shell with its tokens and the simulation banner, and escaping.
//!
//! Pages are self-contained: no script, no font, nothing fetched. A content security policy in the page says so.

use crate::{locale, locale::Args, plain};
use askama::Template;
use terms::Lang;

/// The colours, sizes and font stacks, as CSS custom properties, light, dark and print.
pub const TOKENS: &str = include_str!("../assets/tokens.css");

const PAGE: &str = include_str!("../assets/page.css");

/// What a page's shell needs to know.
#[derive(Clone, Copy, Debug)]
pub struct PageMeta<'a> {
    /// The title, as people wrote it.
    pub title: &'a str,
    /// The language of the page, which also decides its direction.
    pub lang: &'a Lang,
    /// One sentence for search and previews.
    pub description: &'a str,
    /// The seed, where anything on the page is simulated: the page then says so on screen, in print and in its title.
    pub simulation: Option<u64>,
    /// The digest of what is shown.
    pub digest: Option<&'a str>,
    /// The date to print, written out by the caller: there is no clock here.
    pub date: Option<&'a str>,
    /// The address to print.
    pub address: Option<&'a str>,
    /// CSS of this kind of page, after the shared rules. Never text from outside.
    pub styles: &'a str,
}

impl<'a> PageMeta<'a> {
    /// A page with this title and language and nothing else.
    #[must_use]
    pub fn new(title: &'a str, lang: &'a Lang) -> Self {
        PageMeta {
            title,
            lang,
            description: "",
            simulation: None,
            digest: None,
            date: None,
            address: None,
            styles: "",
        }
    }
}

#[derive(Template)]
#[template(path = "shell.html")]
struct Shell<'a> {
    lang: &'a str,
    dir: &'static str,
    title: &'a str,
    description: &'a str,
    notice: Option<String>,
    styles: String,
    margins: String,
    skip: String,
    body: &'a str,
    date: Option<&'a str>,
    address: Option<&'a str>,
    digest: Option<&'a str>,
    digest_label: String,
    made_by: String,
}

/// A whole page around `body_html`, which is trusted: whoever builds it escapes what people wrote.
///
/// # Panics
/// Never: writing to a `String` does not fail.
#[must_use]
pub fn shell(meta: &PageMeta<'_>, body_html: &str) -> String {
    let notice = meta.simulation.map(|seed| simulation_notice(meta.lang, seed));
    let shell = Shell {
        lang: meta.lang.as_str(),
        dir: direction(meta.lang),
        title: &plain::line(meta.title),
        description: meta.description,
        margins: margins(notice.as_deref(), meta.digest),
        notice,
        styles: [TOKENS, PAGE, meta.styles].concat(),
        skip: locale::word(meta.lang, "page-skip"),
        body: body_html,
        date: meta.date,
        address: meta.address,
        digest: meta.digest,
        digest_label: locale::word(meta.lang, "page-digest"),
        made_by: locale::word(meta.lang, "page-made-by"),
    };
    shell.render().expect("writing to a String does not fail")
}

/// `rtl` or `ltr`.
#[must_use]
pub fn direction(lang: &Lang) -> &'static str {
    if lang.is_right_to_left() { "rtl" } else { "ltr" }
}

/// The mark of simulated votes in `lang`; the seed is written without grouping, as it is typed.
#[must_use]
pub fn simulation_notice(lang: &Lang, seed: u64) -> String {
    let mut args = Args::new();
    args.set("seed", seed.to_string());
    locale::say(lang, "simulation-notice", &args)
}

/// Running lines of the printed pages, so that no sheet can lose the mark or the digest.
fn margins(notice: Option<&str>, digest: Option<&str>) -> String {
    let top =
        notice.map_or_else(String::new, |notice| format!("@top-center{{content:\"{}\"}}", css_text(notice)));
    let foot = digest.map_or_else(String::new, |digest| {
        format!("@bottom-left{{content:\"{}\";font:7pt monospace}}", css_text(digest))
    });
    format!(
        "@page{{{top}{foot}@bottom-right{{content:counter(page) \" / \" counter(pages);font:8pt sans-serif}}}}"
    )
}

/// Inside a CSS string and a style element: everything but letters, digits, space and harmless marks as an escape.
fn css_text(text: &str) -> String {
    let one = |c: char| {
        if c.is_alphanumeric() || matches!(c, ' ' | ',' | ';' | '.' | ':' | '-') {
            c.to_string()
        } else {
            format!("\\{:x} ", u32::from(c))
        }
    };
    text.chars().map(one).collect()
}

/// The text with the characters HTML gives a meaning written as references.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

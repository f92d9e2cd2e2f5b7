//! The record: how to check it, and all its acts.

use super::html::{m, name, said, word};
use super::{STYLES, View, page};
use present::page::escape;
use record::Act;
use std::fmt::Write as _;

/// Longer bodies are cut on the page; the file has them whole.
const LONGEST: usize = 4000;

pub(super) fn section(view: &View) -> String {
    let head = view.record.head();
    format!(
        "<section id=\"record\">\n<h2>{}</h2>\n<p>{}</p>\n<p><b>{}:</b> <code dir=\"ltr\">{} · {}</code></p>\n<p>{}</p>\n\
         <pre dir=\"ltr\"><code>plenary communique {} --lang {}</code></pre>\n\
         <p class=\"more\"><a href=\"{}\">{}</a> · <a href=\"{}\">{}</a></p>\n</section>\n",
        word(view, "record-title"),
        said(view, m("record-recomputed").number("acts", head.size, [])),
        word(view, "record-head-now"),
        head.size,
        head.root,
        word(view, "record-check"),
        view.beside.record,
        escape(view.lang.as_str()),
        view.beside.record,
        word(view, "record-file"),
        view.beside.record_page,
        word(view, "record-all"),
    )
}

/// All acts as a page, act 7 at `#act-7`. `home` is the page to go back to.
#[must_use]
pub fn record_page(view: &View, home: &str) -> String {
    let head = view.record.head();
    let mut body = format!(
        "<header class=\"masthead\">\n<p class=\"dateline\"><a href=\"{home}\">{}</a></p>\n<h1>{}</h1>\n<p>{}</p>\n\
         <p class=\"quiet\"><a href=\"{}\">{}</a> · <code dir=\"ltr\">{}</code></p>\n</header>\n<div class=\"acts\">\n",
        word(view, "record-back"),
        word(view, "record-acts-title"),
        said(view, m("record-recomputed").number("acts", head.size, [])),
        view.beside.record,
        word(view, "record-file"),
        head.root,
    );
    for act in view.record.acts() {
        body.push_str(&entry(view, act));
    }
    body.push_str("</div>\n");
    page(view, &view.communique.forum, STYLES, &body)
}

fn entry(view: &View, act: &Act) -> String {
    let who = match &act.actor.party {
        Some(party) => format!("{} ({})", name(view, party), escape(&act.actor.role.replace('_', " "))),
        None => escape(&act.actor.role.replace('_', " ")),
    };
    let stamp = jiff::Timestamp::from_millisecond(act.at.millis());
    let when = stamp.map(|stamp| stamp.strftime("%Y-%m-%d %H:%M UTC").to_string()).unwrap_or_default();
    let mut content = format!("{:#}", act.body);
    let cut = content.len() > LONGEST;
    if cut {
        let end = (0..=LONGEST).rev().find(|&at| content.is_char_boundary(at)).unwrap_or_default();
        content.truncate(end);
    }
    let note =
        if cut { format!("<p class=\"quiet\">{}</p>", word(view, "record-cut")) } else { String::new() };
    let hash: String = act.hash.to_string().chars().take(16).collect();
    let mut out = format!("<details class=\"entry\" id=\"act-{0}\"><summary><b>{0}</b> ", act.seq);
    let _ = writeln!(
        out,
        "<span class=\"kind\">{}</span> <span>{who}</span> <time>{when}</time> <code dir=\"ltr\">{hash}</code></summary>\n\
         <pre dir=\"ltr\"><code>{}</code></pre>{note}</details>",
        escape(&act.kind.replace('_', " ")),
        escape(&content),
    );
    out
}

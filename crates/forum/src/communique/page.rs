//! The communiqué as a page.

use super::{Communique, Sentence, digits};
use present::locale::word;
use present::page::{PageMeta, escape, shell};
use std::fmt::Write as _;

const STYLES: &str = include_str!("../../assets/communique.css");

/// Where the number of an act leads.
pub(super) type Leads<'a> = &'a dyn Fn(u64) -> String;

pub(super) fn html(communique: &Communique, act: Option<Leads<'_>>) -> String {
    let headline = communique.headline.write(&communique.lang);
    let digest = communique.head.to_string();
    let meta = PageMeta {
        description: &headline,
        simulation: communique.simulation.as_ref().map(|(seed, _)| *seed),
        digest: Some(&digest),
        styles: STYLES,
        ..PageMeta::new(&communique.forum, &communique.lang)
    };
    shell(&meta, &article(communique, act))
}

/// The communiqué without what is around it.
pub(super) fn article(communique: &Communique, act: Option<Leads<'_>>) -> String {
    let headline = communique.headline.write(&communique.lang);
    let mut body = format!(
        "<article class=\"press\">\n<p class=\"kicker\"><bdi>{}</bdi></p>\n<h1><bdi>{}</bdi></h1>\n",
        escape(&communique.forum),
        escape(&headline)
    );
    let mut number = 0;
    for section in &communique.sections {
        let _ = write!(
            body,
            "<section>\n<h2><bdi>{}</bdi></h2>\n",
            escape(&word(&communique.lang, section.heading))
        );
        for sentence in &section.sentences {
            number += 1;
            let _ = writeln!(body, "<p>{}</p>", written(communique, sentence, number));
            if !sentence.items.is_empty() {
                body.push_str("<ul>\n");
                for item in &sentence.items {
                    number += 1;
                    let _ = writeln!(body, "<li>{}</li>", written(communique, item, number));
                }
                body.push_str("</ul>\n");
            }
        }
        body.push_str("</section>\n");
    }
    notes(&mut body, communique, act);
    body.push_str("</article>\n");
    body
}

fn written(communique: &Communique, sentence: &Sentence, number: usize) -> String {
    let text = escape(&sentence.write(&communique.lang));
    let shown = digits(&communique.lang, &number.to_string());
    format!(
        "<bdi>{text}</bdi> <sup class=\"cite\"><a id=\"said-{number}\" href=\"#note-{number}\">{shown}</a></sup>"
    )
}

fn notes(body: &mut String, communique: &Communique, act: Option<Leads<'_>>) {
    let heading = escape(&word(&communique.lang, "section-notes"));
    let _ = write!(body, "<section class=\"notes\">\n<h2>{heading}</h2>\n<ol>\n");
    for (number, sentence) in communique.numbered() {
        let acts: Vec<String> =
            sentence.acts().iter().map(|&number| cited(communique, number, act)).collect();
        let back = format!("<a class=\"back\" href=\"#said-{number}\" aria-label=\"{number}\">↑</a>");
        let _ = writeln!(body, "<li id=\"note-{number}\">{} {back}</li>", acts.join(" "));
    }
    body.push_str("</ol>\n</section>\n");
}

fn cited(communique: &Communique, act: u64, leads: Option<Leads<'_>>) -> String {
    let (kind, hash) =
        communique.note(act).map_or(("", ""), |note| (note.kind.as_str(), note.short_hash.as_str()));
    let title = format!("{} {hash}", escape(&kind.replace('_', " ")));
    let shown = digits(&communique.lang, &act.to_string());
    match leads {
        Some(leads) => format!("<a href=\"{}\" title=\"{title}\">{shown}</a>", escape(&leads(act))),
        None => format!("<span class=\"ref\">{shown} {title}</span>"),
    }
}

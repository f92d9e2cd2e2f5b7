//! Word files opened by another program, LibreOffice: each is converted, and looked at. Runs where `soffice` is;
//! elsewhere `cargo xtask test` counts it as skipped.

use papers::model::{Change, ChangeKind, Piece};
use papers::{Paper, Sheet, docx, files};
use std::path::Path;
use std::process::Command;
use terms::{Instant, Lang};

fn paper() -> Paper {
    let done = forum::demo::run(7, &Lang::new("en")).expect("the shipped forum");
    let state = forum::fold(&done.record).expect("a record that holds");
    papers::of_state("friendship-2021", &state, Some(&done.record.head())).expect("a text")
}

/// What LibreOffice makes of the Word files in a folder.
fn convert(folder: &Path, to: &str, names: &[String]) {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let mut command = Command::new("soffice");
    command.args([&profile, "--headless", "--convert-to", to, "--outdir"]).arg(folder);
    names.iter().for_each(|name| _ = command.arg(folder.join(name)));
    let done = command.output().expect("soffice (Debian: libreoffice-writer-nogui)");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The lines of a clause without the letters of its items, which LibreOffice counts itself.
fn lines(text: &str) -> impl Iterator<Item = String> {
    text.lines().map(|line| match line.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        Some((_, rest)) => letters(rest),
        None => letters(line),
    })
}

#[test]
fn libreoffice_opens_every_word_file_and_finds_every_clause() {
    let (paper, folder) = (paper(), tempfile::tempdir().expect("a folder"));
    let mut names = Vec::new();
    for lang in &paper.languages {
        for (what, sheet) in files::sheets(&paper, lang) {
            names.push(files::name(what, lang, "docx"));
            std::fs::write(folder.path().join(names.last().expect("a name")), docx::docx(&sheet))
                .expect("written");
        }
    }
    convert(folder.path(), "txt:Text (encoded):UTF8", &names);
    for name in &names {
        let path = folder.path().join(name).with_extension("txt");
        let text = letters(&std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}")));
        let lang = Lang::new(name.split('.').nth(1).expect("a language"));
        assert!(text.contains(&letters(&present::page::simulation_notice(&lang, 7))), "{name}");
        if name.starts_with("text.") {
            for line in
                paper.clauses.iter().flat_map(|clause| lines(clause.text.get(&lang).expect("written")))
            {
                assert!(text.contains(&line), "{name} lacks {line}");
            }
        }
    }
}

#[test]
fn libreoffice_finds_tracked_changes_with_their_author_and_date() {
    let (mut paper, folder) = (paper(), tempfile::tempdir().expect("a folder"));
    let en = Lang::new("en");
    // 2021-05-04T09:05:07Z
    let change = |kind| {
        Some(Change { kind, author: "Republic of A".to_owned(), at: Instant::from_millis(1_620_119_107_000) })
    };
    let clause = paper.clauses.last_mut().expect("a clause");
    let text = clause.text.get(&en).expect("English").to_owned();
    let new = format!("{text} Newly put in.");
    clause.text = std::mem::take(&mut clause.text).with("en", &new);
    clause.changes.insert(
        en.clone(),
        vec![
            Piece { text, change: None },
            Piece { text: " Newly put in.".to_owned(), change: change(ChangeKind::Ins) },
            Piece { text: " Now taken out.".to_owned(), change: change(ChangeKind::Del) },
        ],
    );
    paper.check().expect("it holds together");
    std::fs::write(folder.path().join("a.docx"), docx::docx(&Sheet::text(&paper, &en))).expect("written");
    convert(folder.path(), "fodt", &["a.docx".to_owned()]);
    let found = std::fs::read_to_string(folder.path().join("a.fodt")).expect("converted");
    let tracked = &found[found.find("<text:tracked-changes").expect("tracked changes")..];
    let tracked = &tracked[..tracked.find("</text:tracked-changes>").expect("it ends")];
    for sign in ["<text:insertion>", "<text:deletion>", "<dc:creator>Republic of A</dc:creator>"] {
        assert!(tracked.contains(sign), "{sign}: {tracked}");
    }
    // What was taken out stands in the list or, between marks, in the text, by the version of LibreOffice.
    let words = found.split('<').filter_map(|part| Some(part.split_once('>')?.1)).collect::<String>();
    assert!(letters(&words).contains("Nowtakenout"), "{tracked}");
    assert!(tracked.contains("<dc:date>2021-05-04T09:05:07"), "{tracked}");
}

//! Writes the made-up analysis of the tests in every format: `cargo run -p present --example sample -- DIR [LANG]`.

#[path = "../tests/samples/mod.rs"]
mod samples;

use present::analysis::{self, AnalysisView, TerminalStyle};
use present::page::{self, PageMeta};
use present::pictures::{self, Ground, OpinionMap};
use samples::opinions;
use std::{env, error::Error, fs, path::PathBuf};
use terms::Lang;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = env::args().skip(1);
    let dir = PathBuf::from(args.next().ok_or("name a folder to write to")?);
    let lang = Lang::new(&args.next().unwrap_or_else(|| "en".to_owned()));
    let (sample, opinions) = (samples::forum(), opinions::two_camps());
    let view = AnalysisView { map: Some(opinions.view()), ..sample.view() };
    fs::create_dir_all(&dir)?;
    fs::write(dir.join("sample.html"), analysis::html(&view, &lang))?;
    fs::write(dir.join("sample.csv"), analysis::csv(&view))?;
    fs::write(
        dir.join("sample.txt"),
        analysis::terminal(&view, &lang, TerminalStyle { colour: false, width: 80 }),
    )?;
    fs::write(dir.join("maps.html"), maps(&lang))?;
    analysis::write_json(&view, &lang, &mut fs::File::create(dir.join("sample.json"))?)?;
    Ok(())
}

/// The map as somebody sees it who stands on it: many groups, a few people, one cloud.
fn maps(lang: &Lang) -> String {
    let ground = Ground { lang, simulation: Some(7), attribution: None, anchors: false };
    let you = opinions::position(0.4, 0.5, 0.05);
    let few = opinions::camps(1, 9);
    let all = [opinions::camps(8, 560), opinions::two_camps(), few, opinions::one_cloud()];
    let map = |opinions: &opinions::Opinions| {
        let drawn = OpinionMap {
            groups: &opinions.groups,
            positions: &opinions.positions,
            strengths: opinions.strengths,
            ends: [[None; 2]; 2],
            you: Some(&you),
            marks_at_most: 600,
            people_at_least: 0,
        };
        pictures::opinion_map(&drawn, &ground).figure(&ground)
    };
    let meta = PageMeta { styles: pictures::STYLES, ..PageMeta::new("Maps", lang) };
    page::shell(&meta, &all.iter().map(map).collect::<String>())
}

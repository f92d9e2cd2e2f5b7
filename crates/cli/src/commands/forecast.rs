//! `plenary forecast`: how many answers a forum should plan for.

use super::settings;
use crate::arguments::Forecast as Typed;
use crate::terminal::{Failure, result, told};
use opinion::{Forecast, ForecastQuestion, Settings, forecast};

struct Row {
    agree: f64,
    /// With nobody outside, and with k outside.
    answers: [Forecast; 2],
}

/// Answers for every share asked about, with nobody outside and with k outside.
pub(crate) fn run(typed: &Typed) -> Result<(), Failure> {
    let settings = settings(&typed.thresholds)?;
    let k = settings.outside_allowed(typed.parties as usize);
    let rows =
        typed.agree.iter().map(|&agree| row(typed, &settings, agree, k)).collect::<Result<Vec<_>, _>>()?;
    if typed.json {
        return result(&json(typed, &settings, k, &rows));
    }
    result(&table(typed, &settings, k, &rows))
}

fn row(typed: &Typed, settings: &Settings, agree: f64, k: u32) -> Result<Row, Failure> {
    let with = |outside| {
        let question = ForecastQuestion {
            parties: typed.parties,
            agree: agree / 100.0,
            disagree: typed.disagree.map(|share| share / 100.0),
            roster: typed.roster,
            outside,
            chance: typed.chance,
        };
        forecast(&question, settings).map_err(|error| Failure::Input(told(&error)))
    };
    Ok(Row { agree, answers: [with(0)?, with(k)?] })
}

fn words(answer: Forecast) -> String {
    match answer {
        Forecast::Answers(number) => number.to_string(),
        Forecast::RosterTooSmall => "roster too small".to_owned(),
        Forecast::OutOfReach => "out of reach".to_owned(),
    }
}

fn table(typed: &Typed, settings: &Settings, k: u32, rows: &[Row]) -> String {
    let mut out = String::new();
    let percent = |share: f64| format!("{:.0} %", share * 100.0);
    let crowd = typed.roster.map_or("open crowds".to_owned(), |roster| format!("rosters of {roster}"));
    let rest = typed.disagree.map_or("half of the rest disagrees".to_owned(), |d| format!("{d} % disagree"));
    let lines = [
        format!("Answers needed in each of {} parties, {crowd}; {rest}.", typed.parties),
        format!(
            "Certified at {} that at least {} agree, opposition at most {}; reached in {} of such forums.",
            percent(settings.confidence),
            percent(settings.agreement),
            percent(settings.veto),
            percent(typed.chance)
        ),
        String::new(),
        format!("{:>10}  {:>18}  {:>22}", "who agree", "consensus", format!("broad, {k} outside")),
    ];
    lines.iter().for_each(|line| {
        out.push_str(line);
        out.push('\n');
    });
    for row in rows {
        let [strict, broad] = row.answers.map(words);
        out.push_str(&format!("{:>8} %  {strict:>18}  {broad:>22}\n", row.agree));
    }
    out
}

fn json(typed: &Typed, settings: &Settings, k: u32, rows: &[Row]) -> String {
    let rows: Vec<serde_json::Value> = rows
        .iter()
        .map(|row| serde_json::json!({ "agree": row.agree, "consensus": row.answers[0], "broad_consensus": row.answers[1] }))
        .collect();
    let value = serde_json::json!({
        "schema": "plenary-forecast/1", "parties": typed.parties, "roster": typed.roster, "outside": k,
        "chance": typed.chance, "settings": settings, "rows": rows,
    });
    format!("{value:#}\n")
}

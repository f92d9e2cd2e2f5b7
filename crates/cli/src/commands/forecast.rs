//! `plenary forecast`: how many answers a forum should plan for.

use super::settings;
use crate::arguments::Forecast as Typed;
use crate::terminal::{Failure, result, told};
use opinion::{Forecast, ForecastQuestion, Settings, forecast, forecast_roster};

struct Row {
    agree: f64,
    /// Answers of open crowds (or of the roster that was typed): with nobody outside, and with k outside.
    answers: [Forecast; 2],
    /// The smallest rosters that suffice once all of them have answered, likewise.
    rosters: [Forecast; 2],
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
    let question = |outside| ForecastQuestion {
        parties: typed.parties,
        agree: agree / 100.0,
        disagree: typed.disagree.map(|share| share / 100.0),
        roster: typed.roster,
        outside,
        chance: typed.chance,
    };
    let told = |error| Failure::Input(told(&error));
    let answers = |outside| forecast(&question(outside), settings).map_err(told);
    let rosters = |outside| forecast_roster(&question(outside), settings).map_err(told);
    Ok(Row { agree, answers: [answers(0)?, answers(k)?], rosters: [rosters(0)?, rosters(k)?] })
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
    body(&mut out, rows, |row| row.answers);
    out.push_str("\nOr delegations of so many, once all of them have answered:\n\n");
    body(&mut out, rows, |row| row.rosters);
    out
}

fn body(out: &mut String, rows: &[Row], pick: impl Fn(&Row) -> [Forecast; 2]) {
    for row in rows {
        let [strict, broad] = pick(row).map(words);
        out.push_str(&format!("{:>8} %  {strict:>18}  {broad:>22}\n", row.agree));
    }
}

fn json(typed: &Typed, settings: &Settings, k: u32, rows: &[Row]) -> String {
    let rows: Vec<serde_json::Value> = rows
        .iter()
        .map(|row| {
            let grade = |i: usize| serde_json::json!({ "answers": row.answers[i], "roster": row.rosters[i] });
            serde_json::json!({ "agree": row.agree, "consensus": grade(0), "broad_consensus": grade(1) })
        })
        .collect();
    let value = serde_json::json!({
        "schema": "plenary-forecast/1", "parties": typed.parties, "roster": typed.roster, "outside": k,
        "chance": typed.chance, "settings": settings, "rows": rows,
    });
    format!("{value:#}\n")
}

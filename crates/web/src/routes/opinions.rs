//! How opinions hang together: verdict, map, groups, and what unites and divides, drawn and in words.

use super::downloads::file as taken;
use crate::extract::Place;
use crate::frame::{Frame, Room};
use crate::problem::Problem;
use crate::views::opinions::{Drawn, GroupView, KINDS};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use opinion::groups::Representative;
use opinion::model::Position;
use present::analysis::group_name;
use present::pictures::Stand;
use serde_json::{Value, json};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "opinions.html")]
struct Page {
    frame: Frame,
    style: String,
    empty: String,
    verdict: Vec<String>,
    ground: String,
    own: String,
    pictures: Vec<Shown>,
    groups: Vec<GroupView>,
}

/// A picture with its addresses.
struct Shown {
    id: &'static str,
    title: String,
    figure: String,
    href: String,
}

pub(crate) async fn show(at: Place) -> Result<Response, Problem> {
    let drawn = Drawn::of(&at);
    let you = own(&at, &drawn).await?;
    let ground = drawn.ground();
    let shown = |kind: &&str| {
        let picture = drawn.picture(kind, you.as_ref())?;
        let nothing = *kind == "plane" && drawn.plane_statements().is_empty();
        let picture = if nothing { picture.undrawn() } else { picture };
        let figure = picture.figure(&ground);
        let href = at.to(&format!("opinions/{kind}"));
        Some(Shown { id: picture.id, title: picture.title, figure, href })
    };
    let people = drawn.opinions().map(forum::live::Opinions::people);
    Ok(super::page(&Page {
        frame: Frame::new(&at, Room::Board, &at.speech.w("hang-title")),
        style: at.app.assets().address("pictures.css").to_owned(),
        empty: drawn.empty(),
        verdict: drawn.verdict(),
        ground: people.map_or_else(String::new, |people| at.speech.n("opinions-ground", "people", people)),
        own: at.speech.w(if you.is_some() { "opinions-own" } else { "opinions-yours" }),
        pictures: if people.is_some() { KINDS.iter().filter_map(shown).collect() } else { Vec::new() },
        groups: drawn.groups(),
    }))
}

/// Where the reader stands, by the session of this device.
async fn own(at: &Place, drawn: &Drawn<'_>) -> Result<Option<Position>, Problem> {
    let Some(opinions) = drawn.opinions() else { return Ok(None) };
    let Some(voter) = at.voter().await? else { return Ok(None) };
    let answers = at.live.answers(&voter).await.map_err(|error| at.problem(error))?;
    Ok(opinions.place(&answers))
}

pub(crate) async fn file(
    at: Place,
    Path(parts): Path<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let missing = || Problem::not_found(at.lang()).back(at.to("opinions"));
    let name = parts.get("picture").map_or("", String::as_str);
    let (kind, ending) = name.rsplit_once('.').ok_or_else(missing)?;
    let drawn = Drawn::of(&at);
    drawn.opinions().ok_or_else(missing)?;
    let (text, media) = match ending {
        "svg" => (drawn.file(kind).ok_or_else(missing)?, "image/svg+xml"),
        "json" => (data(&drawn, kind).ok_or_else(missing)?.to_string(), "application/json"),
        _ => return Err(missing()),
    };
    Ok(taken(text, media, name))
}

/// A picture as data: the figures it shows, with what must be said beside them.
fn data(drawn: &Drawn<'_>, kind: &str) -> Option<Value> {
    let figures = match kind {
        "map" => map(drawn)?,
        "groups" => groups(drawn)?,
        "plane" => plane(drawn),
        "side-by-side" => side_by_side(drawn)?,
        "floors" => floors(drawn)?,
        _ => return None,
    };
    let ground = drawn.ground();
    let mark = ground.simulation.map(|seed| present::page::simulation_notice(ground.lang, seed));
    let title = drawn.picture(kind, None).map(|picture| picture.title);
    Some(
        json!({ "title": title, "people": drawn.opinions()?.people(), "simulation": mark, "figures": figures }),
    )
}

/// Three decimals: more would be noise, and tell of people.
fn rounded(value: f64) -> Value {
    let value = (value * 1000.0).round() / 1000.0;
    serde_json::Number::from_f64(value + 0.0).map_or(Value::Null, Value::Number)
}

fn map(drawn: &Drawn<'_>) -> Option<Value> {
    let opinions = drawn.opinions()?;
    let ends = present::pictures::ends(&opinions.directions, &opinions.strengths);
    let key = |column: usize| opinions.columns.get(column).map(terms::StatementKey::as_str);
    let axis = |(at, [low, high]): (usize, [Option<usize>; 2])| json!({ "strength": rounded(opinions.strengths[at]), "low": low.and_then(key), "high": high.and_then(key) });
    Some(json!({
        "verdict": if opinions.groups.are_there() { "groups" } else { "one-spectrum" },
        "reason": opinions.groups.one_spectrum.map(opinion::groups::OneSpectrum::key),
        "null_p": opinions.groups.null_p.map(rounded),
        "stability": opinions.groups.stability.map(rounded),
        "placed": opinions.groups.placed,
        "axes": ends.into_iter().enumerate().map(axis).collect::<Vec<_>>(),
        "groups": groups(drawn)?,
    }))
}

fn groups(drawn: &Drawn<'_>) -> Option<Value> {
    let opinions = drawn.opinions()?;
    let told = |told: &Representative| {
        json!({
            "statement": opinions.columns.get(told.statement).map(terms::StatementKey::as_str),
            "vote": told.vote,
            "share": rounded(told.share),
            "others": rounded(told.others),
            "at_least": rounded(told.at_least),
        })
    };
    let group = |(at, group): (usize, &opinion::groups::Group)| {
        json!({
            "id": group_name(at),
            "size": group.size,
            "stability": group.stability.map(rounded),
            "middle": group.centre.map(rounded),
            "statements": group.statements.iter().map(told).collect::<Vec<_>>(),
        })
    };
    Some(opinions.groups.list.iter().enumerate().map(group).collect())
}

fn plane(drawn: &Drawn<'_>) -> Value {
    let one = |one: present::pictures::PlaneStatement<'_>| {
        json!({
            "statement": one.key,
            "text": one.text,
            "grade": one.grade.key(),
            "agree": rounded(one.agree),
            "apart": rounded(one.apart()),
        })
    };
    drawn.plane_statements().into_iter().map(one).collect()
}

fn side_by_side(drawn: &Drawn<'_>) -> Option<Value> {
    let stand = |stand: &Stand| match stand {
        Stand::Share(share) => rounded(*share),
        Stand::Voted(vote) => json!(vote),
        Stand::NotAsked => json!("not_yet_asked"),
        Stand::Withheld => json!("withheld"),
    };
    drawn.side_by_side(|view| {
        let row = |row: &present::pictures::HeatRow<'_>| {
            json!({
                "statement": row.key,
                "text": row.text,
                "grade": row.grade.key(),
                "agree": row.stands.iter().map(stand).collect::<Vec<_>>(),
            })
        };
        json!({
            "columns": view.columns.iter().map(|column| column.name).collect::<Vec<_>>(),
            "rows": view.rows.iter().map(row).collect::<Vec<_>>(),
            "of": view.of,
        })
    })
}

fn floors(drawn: &Drawn<'_>) -> Option<Value> {
    let (rows, of, [agreement, confidence]) = drawn.floors()?;
    let interval = |one: &present::pictures::Interval<'_>| json!({ "party": one.name, "low": rounded(one.low), "high": rounded(one.high), "mean": rounded(one.mean) });
    let row = |row: &present::pictures::FloorRow<'_>| {
        json!({
            "statement": row.key,
            "text": row.text,
            "grade": row.grade.key(),
            "floor": rounded(row.floor),
            "parties": row.intervals.iter().map(interval).collect::<Vec<_>>(),
        })
    };
    let rows: Vec<Value> = rows.iter().map(row).collect();
    Some(json!({ "agreement": agreement, "confidence": confidence, "rows": rows, "of": of }))
}

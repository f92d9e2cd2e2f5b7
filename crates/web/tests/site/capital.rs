//! Deadlines as a party's capital meets them.

use crate::server::{FORUM, Server};
use axum::http::StatusCode;
use terms::Weekday;

#[tokio::test]
async fn a_deadline_is_shown_by_the_clock_the_calendar_and_the_working_week_of_a_capital() {
    let server = Server::start().await;
    let mut pen = crate::text::pen(&server).await;
    let mut head = crate::text::delegate(&server, "IR", "head").await;
    let path = format!("{FORUM}/en/delegation/capital");
    let wrong = head.post(&server, &path, &[("zone", "Tehran"), ("rest", "friday")]).await;
    assert!(wrong.text.contains("There is no such zone") && wrong.text.contains("value=\"Tehran\""));
    let rest = Weekday::ALL.map(|day| ("rest", day.name()));
    let idle: Vec<_> = [("zone", "Asia/Tehran")].into_iter().chain(rest).collect();
    assert!(head.post(&server, &path, &idle).await.text.contains("Somebody works"));
    let form =
        [("zone", "Asia/Tehran"), ("rest", "thursday"), ("rest", "friday"), ("calendar", "solar-hijri")];
    assert_eq!(head.post(&server, &path, &form).await.status, StatusCode::SEE_OTHER);
    let mut expert = crate::text::delegate(&server, "KZ", "expert").await;
    assert_eq!(expert.post(&server, &path, &form).await.status, StatusCode::FORBIDDEN, "only who leads");

    crate::text::found(&server).await;
    let statement = server.live.view().state.statements[0].body.statement.to_string();
    let begin = [("kind", "plan"), ("title-en", "T"), ("statement", statement.as_str())];
    pen.post(&server, &format!("{FORUM}/en/desk/text"), &begin).await;
    let sent = [("until", "2021-06-11T09:00")];
    pen.post(&server, &format!("{FORUM}/en/text/do/circulate"), &sent).await;
    let page = head.get(&server, &format!("{FORUM}/en/text")).await;
    assert!(
        page.text.contains("For Iran: Friday, 21 Khordad 1400 AP (11 June 2021), 05:30 (UTC+4:30)."),
        "{}",
        page.text
    );
    assert!(
        page.text.contains("the last working day before it is Wednesday, 19 Khordad 1400 AP (9 June 2021).")
    );
    let other = expert.get(&server, &format!("{FORUM}/en/text")).await;
    assert!(!other.text.contains("Khordad"), "each capital reads its own");
}

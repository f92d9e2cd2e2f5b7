//! Letters by SMTP.

use std::time::Duration;

use outside::mail::{Letter, NotSent, Post};

use super::fake::{Fake, Instead};
use super::letter;
use super::reading::{body, header};

use Instead::{HangUp, Say, Silence};

/// What a letter meets on a server that agrees to everything but this.
async fn refused(at: &'static str, instead: Instead) -> NotSent {
    let fake = Fake::start(&[(at, instead)]).await;
    let post = Post::server(&fake.url(), None)
        .expect("as the test set it up")
        .with_patience(Duration::from_millis(300));
    let not = post.send(&letter()).await.expect_err("not sent");
    assert!(not.why.contains(&fake.address.to_string()), "{not}");
    not
}

#[tokio::test]
async fn a_letter_arrives_as_it_was_written() {
    let fake = Fake::start(&[]).await;
    let post = Post::server(&fake.url(), None).expect("as the test set it up");
    let written = Letter { subject: "您的邀请".to_owned(), ..letter() };
    let sent = post.send(&written).await.expect("as the test set it up");
    assert_eq!(sent.receipt, "250 2.0.0 queued as 4711");
    let [arrived] = &fake.letters()[..] else { panic!("one letter") };
    assert_eq!(header(arrived, "Subject"), "您的邀请");
    assert_eq!(header(arrived, "Message-ID"), "<invitation-42@example.org>");
    assert_eq!(body(arrived), "Welcome.\r\n.A line that begins with a dot.\r\n");
    let commands = fake.commands();
    assert!(commands.contains(&"MAIL FROM:<forum@example.org>".to_owned()), "{commands:?}");
    assert!(commands.contains(&"RCPT TO:<delegate@example.net>".to_owned()), "{commands:?}");
}

#[tokio::test]
async fn every_try_has_the_same_message_id_and_date() {
    let fake = Fake::start(&[]).await;
    let post = Post::server(&fake.url(), None).expect("as the test set it up");
    for _ in 0..2 {
        post.send(&letter()).await.expect("as the test set it up");
    }
    let letters = fake.letters();
    assert_eq!(letters.len(), 2);
    assert_eq!(letters[0], letters[1]);
}

#[tokio::test]
async fn a_refusal_of_the_letter_for_good_is_for_good() {
    for (at, answer, says) in [
        ("MAIL", "553 5.1.8 sender unknown", "553 5.1.8 sender unknown"),
        ("RCPT", "550-5.1.1 no such\r\n550 5.1.1 user", "no such"),
        ("DATA", "554 no letters today", "554 no letters today"),
        ("LETTER", "552 5.3.4 too large", "552 5.3.4 too large"),
    ] {
        let not = refused(at, Say(answer)).await;
        assert!(!not.temporary && not.why.contains(says), "{at}: {not}");
    }
}

#[tokio::test]
async fn what_is_refused_for_now_is_for_now() {
    for (at, answer) in [
        ("MAIL", "451 4.3.0 try again"),
        ("RCPT", "450 4.2.1 greylisted, try again"),
        ("DATA", "421 4.3.2 going down, try again"),
        ("LETTER", "452 4.3.1 no room, try again"),
    ] {
        let not = refused(at, Say(answer)).await;
        assert!(not.temporary && not.why.contains("try again"), "{at}: {not}");
    }
}

#[tokio::test]
async fn a_server_that_will_not_have_us_is_not_the_letters_fault() {
    for (at, answer) in [
        ("GREETING", "554 no service here"),
        ("EHLO", "502 not spoken here"),
        ("MAIL", "530 5.7.0 authentication required"),
        ("GREETING", "hello, this is no mail server"),
    ] {
        let not = refused(at, Say(answer)).await;
        assert!(not.temporary, "{at}: {not}");
    }
}

#[tokio::test]
async fn a_line_that_breaks_anywhere_is_for_now() {
    for at in ["GREETING", "EHLO", "MAIL", "RCPT", "DATA", "LETTER"] {
        assert!(refused(at, HangUp).await.temporary, "{at}");
    }
    let gone = std::net::TcpListener::bind("127.0.0.1:0")
        .expect("as the test set it up")
        .local_addr()
        .expect("as the test set it up");
    let post = Post::server(&format!("smtp://{gone}"), None).expect("as the test set it up");
    let not = post.send(&letter()).await.expect_err("not sent");
    assert!(not.temporary && not.why.to_lowercase().contains("refused"), "{not}");
}

#[tokio::test]
async fn a_server_that_says_nothing_is_not_waited_for() {
    for at in ["GREETING", "EHLO", "MAIL", "DATA", "LETTER"] {
        let not = refused(at, Silence).await;
        assert!(not.temporary && not.why.contains("did not answer in time"), "{at}: {not}");
    }
}

#[tokio::test]
async fn a_goodbye_that_is_not_answered_takes_nothing_back() {
    for instead in [HangUp, Silence] {
        let fake = Fake::start(&[("QUIT", instead)]).await;
        let post = Post::server(&fake.url(), None)
            .expect("as the test set it up")
            .with_patience(Duration::from_millis(300));
        post.send(&letter()).await.expect("as the test set it up");
        assert_eq!(fake.letters().len(), 1);
    }
}

#[tokio::test]
async fn a_check_says_hello_and_sends_nothing() {
    let fake = Fake::start(&[]).await;
    Post::server(&fake.url(), None)
        .expect("as the test set it up")
        .check()
        .await
        .expect("as the test set it up");
    let commands = fake.commands();
    assert_eq!(commands, ["EHLO [127.0.0.1]", "QUIT"]);
    let named =
        Post::server(&format!("{}/forum.example.org", fake.url()), None).expect("as the test set it up");
    named.check().await.expect("as the test set it up");
    assert!(fake.commands().contains(&"EHLO forum.example.org".to_owned()));
    let deaf = Fake::start(&[("EHLO", Say("421 closing"))]).await;
    let not =
        Post::server(&deaf.url(), None).expect("as the test set it up").check().await.expect_err("not sent");
    assert!(not.why.contains("421 closing"), "{not}");
}

#[tokio::test]
async fn the_password_is_used_and_never_shown() {
    use base64::Engine as _;
    let secret = "s3cr3t/@ word";
    let fake = Fake::start(&[]).await;
    let host = fake.address;
    for (url, beside) in [
        (format!("smtp://u%40x:s3cr3t%2F%40%20word@{host}"), None),
        (format!("smtp://u%40x@{host}"), Some(secret)),
    ] {
        let post = Post::server(&url, beside).expect("as the test set it up");
        post.send(&letter()).await.expect("as the test set it up");
        for shown in [format!("{post:?}"), format!("{post:#?}"), post.to_string()] {
            assert!(
                !shown.contains("s3cr3t") && !shown.contains("u@x") && !shown.contains("u%40x"),
                "{shown}"
            );
        }
    }
    let expected = base64::engine::general_purpose::STANDARD.encode(format!("\0u@x\0{secret}"));
    let auths = fake.commands().iter().filter(|c| **c == format!("AUTH PLAIN {expected}")).count();
    assert_eq!(auths, 2);

    let fake = Fake::start(&[("AUTH", Say("535 5.7.8 s3cr3t/@ word is wrong"))]).await;
    let post =
        Post::server(&format!("smtp://u@{}", fake.address), Some(secret)).expect("as the test set it up");
    for not in [post.send(&letter()).await.expect_err("not sent"), post.check().await.unwrap_err()] {
        assert!(not.temporary && not.why.contains("does not accept the user and the password"), "{not}");
        assert!(!not.why.contains("s3cr3t") && !format!("{not:?}").contains("s3cr3t"), "{not}");
    }
}

#[tokio::test]
async fn nothing_but_a_hello_is_said_openly_where_encryption_is_asked_for() {
    let fake = Fake::start(&[]).await;
    let url = format!("smtp://u:secret@{}?tls=starttls", fake.address);
    let not =
        Post::server(&url, None).expect("as the test set it up").send(&letter()).await.expect_err("not sent");
    assert!(not.temporary && not.why.contains("STARTTLS is not supported"), "{not}");
    assert!(fake.commands().iter().all(|c| c.starts_with("EHLO") || c == "QUIT"), "{:?}", fake.commands());
    assert!(fake.letters().is_empty());
}

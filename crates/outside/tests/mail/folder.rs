//! Letters into a folder.

use outside::mail::{Letter, Post};
use terms::{Instant, Lang};

use super::letter;
use super::reading::{body, header, headers};

fn files(folder: &std::path::Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("as the test set it up")
        .map(|f| f.expect("as the test set it up").file_name().into_string().expect("as the test set it up"))
        .collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_letter_becomes_one_file_with_what_a_mailbox_needs() {
    let folder = tempfile::tempdir().expect("as the test set it up");
    let post = Post::folder(folder.path());
    let sent = post.send(&letter()).await.expect("as the test set it up");
    assert_eq!(files(folder.path()), ["invitation-42.eml"]);
    let written = std::fs::read_to_string(&sent.receipt).expect("as the test set it up");
    for (name, value) in [
        ("From", "\"Forum of Cities\" <forum@example.org>"),
        ("To", "delegate@example.net"),
        ("Subject", "Your invitation"),
        ("Message-ID", "<invitation-42@example.org>"),
        ("Date", "Tue, 25 Nov 2025 21:10:00 +0000"),
        ("Content-Language", "en"),
        ("Auto-Submitted", "auto-generated"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("MIME-Version", "1.0"),
    ] {
        assert_eq!(header(&written, name), value);
    }
    assert_eq!(body(&written), "Welcome.\r\n.A line that begins with a dot.\r\n");
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_servers_user_reads_a_letter() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("as the test set it up");
    let sent = Post::folder(folder.path()).send(&letter()).await.expect("as the test set it up");
    assert_eq!(
        std::fs::metadata(sent.receipt).expect("as the test set it up").permissions().mode() & 0o077,
        0
    );
}

#[tokio::test]
async fn every_script_arrives_as_it_was_written() {
    let folder = tempfile::tempdir().expect("as the test set it up");
    let post = Post::folder(folder.path());
    let long = "Совместное заявление глав делегаций о чистой воде ".repeat(6);
    for (id, lang, name, subject, text) in [
        ("zh", "zh-Hans", "城市论坛", "您的邀请：关于清洁水源的联合声明", "欢迎。\n"),
        ("ru", "ru", "Форум городов", long.trim_end(), "Добро пожаловать.\n"),
        ("fa", "fa", "همایش شهرها", "دعوت‌نامهٔ شما", "خوش آمدید. می‌توانید رأی دهید.\n"),
        ("mixed", "de", "Bürgerforum", "Grüße = \"50 %\" ?= _ and 中文", "ä=\n\n.\n.\n"),
        ("ascii", "en", "Plain", "=?utf-8?b?bm90IGVuY29kZWQ=?=x", "a\n"),
    ] {
        let letter = Letter {
            id: id.to_owned(),
            from: format!("{name} <forum@example.org>"),
            subject: subject.to_owned(),
            body: text.to_owned(),
            lang: Lang::new(lang),
            ..letter()
        };
        let sent = post.send(&letter).await.expect("as the test set it up");
        let written = std::fs::read_to_string(sent.receipt).expect("as the test set it up");
        assert!(written.is_ascii(), "{id}");
        assert!(written.split("\r\n").all(|line| line.len() <= 998 && !line.contains('\n')), "{id}");
        assert_eq!(header(&written, "Subject"), subject);
        assert_eq!(header(&written, "From").replace('"', ""), format!("{name} <forum@example.org>"));
        assert_eq!(header(&written, "Content-Language"), lang);
        assert_eq!(body(&written), text.replace('\n', "\r\n"));
    }
}

#[tokio::test]
async fn no_part_of_a_letter_can_begin_a_header() {
    let folder = tempfile::tempdir().expect("as the test set it up");
    let post = Post::folder(folder.path());
    for evil in [
        "x\r\nBcc: evil@example.com",
        "x\nBcc: evil@example.com",
        "x\rBcc: evil@example.com",
        "x\0",
        "x\u{85}",
    ] {
        for letter in [
            Letter { subject: evil.to_owned(), ..letter() },
            Letter { id: evil.to_owned(), ..letter() },
            Letter { lang: Lang::new(evil), ..letter() },
            Letter { from: format!("{evil} <forum@example.org>"), ..letter() },
            Letter { from: format!("forum@example.org{evil}"), ..letter() },
            Letter { to: format!("{evil} <delegate@example.org>"), ..letter() },
            Letter { to: format!("delegate@example.org{evil}"), ..letter() },
            Letter { to: format!("\"{evil}\"@example.org"), ..letter() },
        ] {
            let not = post.send(&letter).await.expect_err("not sent");
            assert!(!not.temporary && !not.why.contains(['\r', '\n', '\0']), "{letter:?}: {not}");
        }
    }
    assert!(files(folder.path()).is_empty());
    // In the text a line is a line.
    let written = Letter { body: "x\r\nBcc: evil@example.com\r\n\r\n".to_owned(), ..letter() };
    let sent = post.send(&written).await.expect("as the test set it up");
    let written = std::fs::read_to_string(sent.receipt).expect("as the test set it up");
    assert!(headers(&written).iter().all(|(name, _)| !name.eq_ignore_ascii_case("bcc")));
}

#[tokio::test]
async fn a_letter_that_cannot_be_is_refused_for_good_and_says_why() {
    let folder = tempfile::tempdir().expect("as the test set it up");
    let post = Post::folder(folder.path());
    for (letter, says) in [
        (Letter { to: "delegate".to_owned(), ..letter() }, "the receiver: found \"delegate\""),
        (Letter { to: "a@example.org, b@example.org".to_owned(), ..letter() }, "expected one address"),
        (Letter { from: String::new(), ..letter() }, "the sender"),
        (Letter { id: String::new(), ..letter() }, "0 bytes"),
        (Letter { id: "x".repeat(101), ..letter() }, "101 bytes"),
        (Letter { lang: Lang::new("en us"), ..letter() }, "language tag"),
        (Letter { date: Instant::from_millis(-1), ..letter() }, "1970"),
        (Letter { date: Instant::from_millis(i64::MAX), ..letter() }, "9999"),
    ] {
        let not = post.send(&letter).await.expect_err("not sent");
        assert!(!not.temporary && not.why.contains(says), "{not}");
    }
    assert!(files(folder.path()).is_empty());
}

#[tokio::test]
async fn the_same_letter_is_written_once_and_another_is_never_written_over_it() {
    let folder = tempfile::tempdir().expect("as the test set it up");
    let post = Post::folder(folder.path());
    let first = post.send(&letter()).await.expect("as the test set it up");
    let before = std::fs::read(&first.receipt).expect("as the test set it up");
    assert_eq!(post.send(&letter()).await, Ok(first.clone()));
    let other = Letter { body: "Something else.\n".to_owned(), ..letter() };
    let not = post.send(&other).await.expect_err("not sent");
    assert!(!not.temporary && not.why.contains("invitation-42.eml"), "{not}");
    assert_eq!(std::fs::read(&first.receipt).expect("as the test set it up"), before);
    assert_eq!(files(folder.path()), ["invitation-42.eml"]);
}

#[tokio::test]
async fn of_many_who_write_under_one_id_at_once_one_is_kept_whole() {
    let folder = tempfile::tempdir().expect("as the test set it up");
    let post = Post::folder(folder.path());
    let tries: Vec<_> = (0..16)
        .map(|n| {
            let (post, letter) = (post.clone(), Letter { body: format!("{n}").repeat(50_000), ..letter() });
            tokio::spawn(async move { post.send(&letter).await.map(|_| letter.body) })
        })
        .collect();
    let mut taken = Vec::new();
    for task in tries {
        taken.extend(task.await.expect("as the test set it up"));
    }
    assert_eq!(taken.len(), 1);
    let written =
        std::fs::read_to_string(folder.path().join("invitation-42.eml")).expect("as the test set it up");
    assert_eq!(body(&written), taken[0]);
    assert_eq!(files(folder.path()), ["invitation-42.eml"]);
}

#[tokio::test]
async fn an_id_with_slashes_stays_in_the_folder() {
    let folder = tempfile::tempdir().expect("as the test set it up");
    let inside = folder.path().join("letters");
    std::fs::create_dir(&inside).expect("as the test set it up");
    let letter = Letter { id: "../escaped".to_owned(), ..letter() };
    let sent = Post::folder(&inside).send(&letter).await.expect("as the test set it up");
    assert_eq!(files(folder.path()), ["letters"]);
    assert_eq!(files(&inside), ["_2e_2e_2fescaped.eml"]);
    let written = std::fs::read_to_string(sent.receipt).expect("as the test set it up");
    assert_eq!(header(&written, "Message-ID"), "<_2e_2e_2fescaped@example.org>");
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_to_is_an_error_for_now_with_a_way_out() {
    let folder = tempfile::tempdir().expect("as the test set it up");
    let file = folder.path().join("file");
    std::fs::write(&file, "").expect("as the test set it up");
    for (path, says) in [(folder.path().join("gone"), "make it or name another"), (file, "is no folder")] {
        let post = Post::folder(&path);
        for not in [post.send(&letter()).await.expect_err("not sent"), post.check().await.unwrap_err()] {
            assert!(not.temporary && not.why.contains(says), "{not}");
            assert!(not.why.contains(&path.display().to_string()), "{not}");
        }
    }
    Post::folder(folder.path()).check().await.expect("as the test set it up");
    assert_eq!(files(folder.path()), ["file"]);
}

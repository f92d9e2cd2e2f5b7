//! Any body to any address of the pages that takes one, from anybody who has a part in a forum: it is done or refused
//! in words, never an error of the server; a refusal leaves no act; nothing that runs comes back.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plenary_fuzz::{Address, MARK, addresses, with_site};
use std::sync::LazyLock;

static ADDRESSES: LazyLock<Vec<Address>> = LazyLock::new(|| addresses(false));

const FIELDS: [&str; 74] = [
    "after",
    "amendment",
    "answer_by",
    "answers",
    "audience",
    "authentic",
    "author",
    "calendar",
    "capacity",
    "chair",
    "clause",
    "closes",
    "code",
    "conclusion",
    "confirmed",
    "count",
    "days",
    "delegate",
    "digest",
    "granted",
    "hide",
    "id",
    "key",
    "kind",
    "lang",
    "link",
    "matter",
    "name",
    "needed",
    "note",
    "objection",
    "open",
    "opening",
    "opens",
    "page",
    "paper",
    "part",
    "party",
    "people",
    "phase",
    "place",
    "position",
    "project",
    "rapporteur",
    "reason",
    "remedy",
    "reply",
    "request",
    "rest",
    "right",
    "role",
    "ruling",
    "scope",
    "second",
    "second-digest",
    "second-verb",
    "seen",
    "since",
    "sources",
    "stance",
    "standing",
    "statement",
    "sure",
    "text",
    "tier",
    "title",
    "title-en",
    "topic",
    "until",
    "verb",
    "vote",
    "why",
    "words-en",
    "zone",
];

fuzz_target!(|data: &[u8]| {
    let [who, place, shape, bytes @ ..] = data else { return };
    let address = &ADDRESSES[usize::from(*place) % ADDRESSES.len()];
    let (media, body) = match shape % 4 {
        0 => ("application/x-www-form-urlencoded", bytes.to_vec()),
        1 => (
            ["multipart/form-data; boundary=x", "application/json", "text/plain", ""]
                [usize::from(shape / 4) % 4],
            bytes.to_vec(),
        ),
        _ => ("application/x-www-form-urlencoded", form(bytes)),
    };
    with_site(|site| {
        let before = site.live.view().acts();
        let answer = site.send(*who, address, media, &body);
        assert!(!answer.status.is_server_error(), "{address:?}: {}", answer.text);
        assert!(!answer.text.contains(MARK), "{address:?} gives back what runs");
        if answer.status.is_client_error() {
            assert_eq!(
                site.live.view().acts(),
                before,
                "{address:?}: {} and yet something was done",
                answer.status
            );
        }
    });
});

/// A form whose fields are named as forms here name them: values apart by zero bytes, each with its field before it.
fn form(bytes: &[u8]) -> Vec<u8> {
    let pairs = bytes.split(|&byte| byte == 0).filter_map(|part| part.split_first());
    let encoded = |value: &[u8]| value.iter().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let pairs = pairs
        .map(|(&field, value)| format!("{}={}", FIELDS[usize::from(field) % FIELDS.len()], encoded(value)));
    pairs.collect::<Vec<_>>().join("&").into_bytes()
}

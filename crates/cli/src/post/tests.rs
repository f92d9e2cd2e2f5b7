//! What is promised of letters that wait: each goes out when it is due, once, whatever happens beside it.

use super::*;
use forum::config::ForumConfig;
use forum::live::convening;
use forum::live::letters::{Letter, LetterFate, Occasion};
use std::slice::from_ref;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use store::{Batch, PutDocument};
use store_sqlite::SqliteStore;
use terms::Lang;
use tokio::sync::Notify;

const MINUTE: i64 = 60_000;

/// A post office that remembers what it took, and does first what it is told to do before it answers.
#[derive(Default)]
struct Office {
    took: Mutex<Vec<String>>,
    refuses: Mutex<Option<NotSent>>,
    meanwhile: Option<Box<dyn Fn() + Send + Sync>>,
}

impl PostOffice for &Office {
    async fn take(&self, kept: &KeptLetter) -> Result<(), NotSent> {
        if let Some(meanwhile) = &self.meanwhile {
            meanwhile();
        }
        if let Some(not) = &*self.refuses.lock().expect("no test panicked in it") {
            return Err(not.clone());
        }
        self.took.lock().expect("no test panicked in it").push(kept.letter.to.clone());
        Ok(())
    }
}

impl Office {
    fn took(&self) -> Vec<String> {
        self.took.lock().expect("no test panicked in it").clone()
    }

    fn refuses(&self, temporary: bool) {
        let why = "the office is closed".to_owned();
        *self.refuses.lock().expect("no test panicked in it") = Some(NotSent { temporary, why });
    }

    fn opens(&self) {
        *self.refuses.lock().expect("no test panicked in it") = None;
    }
}

/// A forum in a file, whose disk can be told to be full when something is to be noted, or always.
struct Place {
    live: Arc<LiveForum>,
    notes_nothing: AtomicBool,
    broken: AtomicBool,
    _folder: tempfile::TempDir,
}

impl Letters for Place {
    fn forum(&self) -> &ForumKey {
        self.live.key()
    }

    async fn claim(&self, now: Instant) -> Result<Option<KeptLetter>, LiveError> {
        if self.broken.load(Ordering::Relaxed) {
            return Err(LiveError::Broken("the disk is gone".to_owned()));
        }
        self.live.claim_letter(now).await
    }

    async fn settle(&self, kept: KeptLetter, tried: Tried, at: Instant) -> Result<(), LiveError> {
        if self.notes_nothing.load(Ordering::Relaxed) {
            return Err(LiveError::Broken("the disk is full".to_owned()));
        }
        self.live.settle_letter(kept, tried, at).await
    }
}

impl Place {
    /// A forum with letters to these addresses, which are due at 0, 1, 2 and so on.
    async fn with(key: &str, addresses: &[&str]) -> Arc<Place> {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Arc::new(SqliteStore::open(&folder.path().join("a.sqlite")).expect("a store"));
        let forums = Forums::open(store).await.expect("no forum yet");
        let mut config = ForumConfig::friendship_2021().expect("the shipped forum");
        key.clone_into(&mut config.forum.key);
        let record = convening::convened(&config, Some(7), Instant::from_millis(0)).expect("a forum");
        let live = forums.create(&ForumKey::new(key), &record).await.expect("a new forum");
        let mut batch = Batch::new(live.key());
        for (number, to) in addresses.iter().enumerate() {
            batch.writes.push(document(number, to).into());
        }
        live.store().commit(batch).await.expect("letters wait");
        let (notes_nothing, broken) = (AtomicBool::new(false), AtomicBool::new(false));
        Arc::new(Place { live, notes_nothing, broken, _folder: folder })
    }

    /// Who is still to get a letter.
    async fn waiting(&self) -> Vec<String> {
        let letters = self.live.letters(true).await.expect("letters");
        letters.into_iter().rev().map(|kept| kept.letter.to).collect()
    }

    async fn logged(&self) -> Vec<Letter> {
        let letters = self.live.letters(false).await.expect("letters");
        letters.into_iter().rev().map(|kept| kept.letter).collect()
    }
}

fn document(number: usize, to: &str) -> PutDocument {
    let due = i64::try_from(number).expect("few letters");
    let letter = Letter {
        to: to.to_owned(),
        name: "N. N.".to_owned(),
        person: "x".to_owned(),
        party: None,
        occasion: Occasion::Link,
        lang: Lang::new("en"),
        subject: "Your link".to_owned(),
        text: "https://forum.example/enter/secret".to_owned(),
        written: due,
        tries: 0,
        said: String::new(),
        fate: LetterFate::Waiting { next: due },
    };
    let body = Some(serde_json::to_vec(&letter).expect("a letter can be written"));
    PutDocument { kind: "letter".to_owned(), id: format!("{number:015}-x"), seen: Some(0), body, until: None }
}

/// A clock that is set by hand.
#[derive(Default)]
struct Hand(AtomicI64);

impl Hand {
    fn set(&self, millis: i64) {
        self.0.store(millis, Ordering::Relaxed);
    }

    fn now(&self) -> Instant {
        Instant::from_millis(self.0.load(Ordering::Relaxed))
    }
}

#[tokio::test]
async fn what_is_due_is_sent_and_logged_without_its_text_and_nothing_else_is() {
    let place = Place::with("a", &["one@example.org", "two@example.org", "three@example.org"]).await;
    let (office, hand, (_stop, stopped)) = (Office::default(), Hand::default(), watch::channel(false));
    let mut round = Round::of(&office, || hand.now(), stopped);
    hand.set(1);
    round.all(from_ref(&place)).await;
    assert_eq!(office.took(), ["one@example.org", "two@example.org"]);
    assert_eq!(place.waiting().await, ["three@example.org"]);
    let logged = place.logged().await;
    assert_eq!(logged.len(), 2);
    assert!(logged.iter().all(|letter| letter.text.is_empty() && letter.tries == 1));
    assert!(logged.iter().all(|letter| letter.fate == LetterFate::Sent { at: 1 }));
}

#[tokio::test]
async fn what_is_refused_for_now_is_tried_again_later_and_for_good_never() {
    let place = Place::with("a", &["one@example.org"]).await;
    let (office, hand, (_stop, stopped)) = (Office::default(), Hand::default(), watch::channel(false));
    let mut round = Round::of(&office, || hand.now(), stopped);
    office.refuses(true);
    round.all(from_ref(&place)).await;
    let waiting = place.live.letters(true).await.expect("letters");
    assert_eq!(waiting[0].letter.said, "the office is closed");
    assert_eq!(waiting[0].letter.fate, LetterFate::Waiting { next: MINUTE });
    office.opens();
    hand.set(MINUTE - 1);
    round.all(from_ref(&place)).await;
    assert!(office.took().is_empty(), "it is not due yet");
    hand.set(MINUTE);
    round.all(from_ref(&place)).await;
    assert_eq!(office.took(), ["one@example.org"]);

    let other = Place::with("b", &["two@example.org"]).await;
    office.refuses(false);
    round.all(from_ref(&other)).await;
    assert_eq!(other.logged().await[0].fate, LetterFate::GivenUp { at: MINUTE });
    assert!(other.waiting().await.is_empty());
}

#[tokio::test]
async fn a_letter_whose_sending_could_not_be_noted_is_not_sent_again() {
    let place = Place::with("a", &["one@example.org", "two@example.org"]).await;
    let (office, hand, (_stop, stopped)) = (Office::default(), Hand::default(), watch::channel(false));
    let mut round = Round::of(&office, || hand.now(), stopped);
    hand.set(1);
    place.notes_nothing.store(true, Ordering::Relaxed);
    for minutes in 0..60 {
        // Long after its claim has ended, it is due again for whoever looks.
        hand.set(1 + minutes * MINUTE);
        round.all(from_ref(&place)).await;
    }
    assert_eq!(office.took(), ["one@example.org"], "nothing new is claimed before the first is noted");
    place.notes_nothing.store(false, Ordering::Relaxed);
    round.all(from_ref(&place)).await;
    assert_eq!(office.took(), ["one@example.org", "two@example.org"]);
    assert!(place.waiting().await.is_empty());
    assert_eq!(place.logged().await[0].fate, LetterFate::Sent { at: 1 }, "noted as it was");
}

#[tokio::test]
async fn a_result_that_somebody_else_overtook_is_dropped_and_the_rest_goes_on() {
    let place = Place::with("a", &["one@example.org"]).await;
    let (office, hand, (_stop, stopped)) = (Office::default(), Hand::default(), watch::channel(false));
    let mut round = Round::of(&office, || hand.now(), stopped);
    place.notes_nothing.store(true, Ordering::Relaxed);
    round.all(from_ref(&place)).await;
    place.notes_nothing.store(false, Ordering::Relaxed);
    hand.set(10 * MINUTE);
    let other = place.live.claim_letter(hand.now()).await.expect("a look").expect("its claim has ended");
    round.all(from_ref(&place)).await;
    assert!(round.unsettled.is_empty(), "it can never be noted");
    place.live.settle_letter(other, Tried::Sent, hand.now()).await.expect("theirs holds");
    assert_eq!(office.took(), ["one@example.org"]);
}

#[tokio::test]
async fn a_forum_that_cannot_be_read_does_not_hold_up_the_others() {
    let first = Place::with("a", &["one@example.org"]).await;
    let second = Place::with("b", &["two@example.org"]).await;
    let third = Place::with("c", &["three@example.org"]).await;
    let (office, hand, (_stop, stopped)) = (Office::default(), Hand::default(), watch::channel(false));
    let mut round = Round::of(&office, || hand.now(), stopped);
    first.broken.store(true, Ordering::Relaxed);
    second.notes_nothing.store(true, Ordering::Relaxed);
    round.all(&[first.clone(), second, third]).await;
    assert_eq!(office.took(), ["two@example.org", "three@example.org"]);
    first.broken.store(false, Ordering::Relaxed);
    round.all(&[first]).await;
    assert_eq!(office.took().last().map(String::as_str), Some("one@example.org"));
}

#[tokio::test]
async fn a_stop_lets_the_letter_in_hand_be_noted_and_begins_no_other() {
    let place = Place::with("a", &["one@example.org", "two@example.org"]).await;
    let (stop, stopped) = watch::channel(false);
    let stops = move || _ = stop.send_replace(true);
    let office = Office { meanwhile: Some(Box::new(stops)), ..Office::default() };
    let round = Round::of(&office, || Instant::from_millis(1), stopped);
    let forums = vec![place.clone()];
    round.until_stopped(move || forums.clone()).await;
    assert_eq!(office.took(), ["one@example.org"]);
    assert_eq!(place.logged().await.len(), 1);
    let waiting = place.live.letters(true).await.expect("letters");
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].letter.fate, LetterFate::Waiting { next: 1 }, "nobody has claimed the other");
}

#[tokio::test]
async fn a_stop_notes_at_last_what_could_not_be_noted_before() {
    let place = Place::with("a", &["one@example.org"]).await;
    let (office, (stop, stopped)) = (Office::default(), watch::channel(false));
    let mut round = Round::of(&office, || Instant::from_millis(0), stopped);
    place.notes_nothing.store(true, Ordering::Relaxed);
    round.all(from_ref(&place)).await;
    place.notes_nothing.store(false, Ordering::Relaxed);
    stop.send(true).expect("it is heard");
    let forums = vec![place.clone()];
    round.until_stopped(move || forums.clone()).await;
    assert_eq!(place.logged().await.len(), 1);
    assert_eq!(office.took(), ["one@example.org"]);
}

#[tokio::test(start_paused = true)]
async fn a_letter_that_comes_later_is_found_without_being_told() {
    let place = Place::with("a", &[]).await;
    let (stop, stopped) = watch::channel(false);
    let office =
        Office { meanwhile: Some(Box::new(move || _ = stop.send_replace(true))), ..Office::default() };
    let round = Round::of(&office, || Instant::from_millis(0), stopped);
    let (forums, live) = (vec![place.clone()], place.live.clone());
    let write = async move {
        tokio::time::sleep(BEAT * 2).await;
        let mut batch = Batch::new(live.key());
        batch.writes.push(document(0, "one@example.org").into());
        live.store().commit(batch).await.expect("a letter waits");
    };
    tokio::join!(round.until_stopped(move || forums.clone()), write);
    assert_eq!(office.took(), ["one@example.org"]);
    assert_eq!(place.logged().await.len(), 1);
}

/// A post office with a queue: it says that somebody stands in it, and takes a letter once its door opens.
#[derive(Clone, Default)]
struct Queue {
    entered: Arc<Notify>,
    door: Arc<Notify>,
}

impl PostOffice for Queue {
    async fn take(&self, _: &KeptLetter) -> Result<(), NotSent> {
        self.entered.notify_one();
        self.door.notified().await;
        Ok(())
    }
}

fn delivering(queue: &Queue, place: &Arc<Place>) -> Delivering {
    let (stop, stopped) = watch::channel(false);
    let round = Round::of(queue.clone(), || Instant::from_millis(1), stopped);
    let forums = vec![place.clone()];
    Delivering { task: tokio::spawn(round.until_stopped(move || forums.clone())), stop }
}

#[tokio::test]
async fn a_server_that_stops_waits_until_the_letter_in_hand_is_noted() {
    let place = Place::with("a", &["one@example.org", "two@example.org"]).await;
    let queue = Queue::default();
    let delivering = delivering(&queue, &place);
    queue.entered.notified().await;
    tokio::join!(delivering.stop(), async { queue.door.notify_one() });
    assert_eq!(place.logged().await.len(), 1);
    assert_eq!(place.waiting().await, ["two@example.org"]);
}

#[tokio::test]
async fn a_server_that_stops_does_not_wait_for_ever() {
    let place = Place::with("a", &["one@example.org"]).await;
    let queue = Queue::default();
    let delivering = delivering(&queue, &place);
    queue.entered.notified().await;
    tokio::time::pause();
    let began = tokio::time::Instant::now();
    delivering.stop().await;
    assert!(began.elapsed() >= LAST, "the letter in hand has its time");
    assert!(place.logged().await.is_empty(), "nobody said that it was taken");
    assert_eq!(place.waiting().await, ["one@example.org"]);
}

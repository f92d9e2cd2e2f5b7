//! The state of a forum after the acts seen so far, and how the next one is made of it.

use super::error::LiveError;
use crate::fold::{State, apply};
use record::Record;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// So many views that were shown before are kept to be brought up to date.
const KEPT: usize = 2;
/// A view that is further behind is not brought up to date: copying costs less than so many acts.
const FURTHEST: u64 = 256;

/// The record and what follows from it. It does not change; a newer one takes its place.
#[derive(Clone, Debug)]
pub struct View {
    /// The acts.
    pub record: Record,
    /// What follows from them.
    pub state: State,
}

impl View {
    /// The view of a stored forum: its header line and the lines of its acts, every one checked.
    ///
    /// # Errors
    /// [`LiveError::Broken`] at the first act that does not hold.
    pub fn read(header: &[u8], lines: &[Vec<u8>]) -> Result<View, LiveError> {
        let with_end = [header, b"\n"].concat();
        let record = Record::read_from(with_end.as_slice()).map_err(|error| broken(&error))?;
        let mut view = View { record, state: State::default() };
        view.extend(lines)?;
        Ok(view)
    }

    /// Takes in further acts.
    ///
    /// # Errors
    /// [`LiveError::Broken`]; the view must then be dropped.
    pub fn extend(&mut self, lines: &[Vec<u8>]) -> Result<(), LiveError> {
        for line in lines {
            let act = self.record.push_line(line).map_err(|error| broken(&error))?;
            apply(&mut self.state, act).map_err(|error| broken(&error))?;
        }
        Ok(())
    }

    /// How many acts it knows.
    #[must_use]
    pub fn acts(&self) -> u64 {
        self.record.acts().len() as u64
    }

    /// Takes in the acts that a newer view knows beside. They were checked when that view took them in, and are checked
    /// again: what does not follow is an error here as well.
    fn catch_up(&mut self, newer: &View) -> Result<(), LiveError> {
        for act in newer.record.acts().iter().skip(self.record.acts().len()) {
            let line = act.line().map_err(|error| broken(&error))?;
            self.extend(&[line])?;
        }
        Ok(())
    }
}

/// What is shown of a forum. Whoever reads holds one view and sees it as it was, however long they read.
///
/// A view is large, and one act changes little of it. So a view that is no longer shown and that nobody reads any more
/// is brought up to date and becomes the next one; only where every such view is still read is the shown one copied.
#[derive(Debug)]
pub(super) struct Views {
    shown: RwLock<Arc<View>>,
    before: Mutex<Vec<Arc<View>>>,
}

impl Views {
    pub(super) fn of(view: View) -> Views {
        Views { shown: RwLock::new(Arc::new(view)), before: Mutex::default() }
    }

    /// What is shown now.
    pub(super) fn shown(&self) -> Arc<View> {
        self.shown.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A view like this one, to be changed. Where a change is refused it is dropped: it may hold part of the act.
    pub(super) fn like(&self, seen: &View) -> View {
        self.unread(seen).unwrap_or_else(|| seen.clone())
    }

    /// A view of before that nobody reads, brought up to date.
    fn unread(&self, seen: &View) -> Option<View> {
        let near = |view: &View| seen.acts().checked_sub(view.acts()).is_some_and(|acts| acts <= FURTHEST);
        let free = {
            let mut before = self.before.lock().unwrap_or_else(PoisonError::into_inner);
            before.retain(|view| near(view));
            // Whoever holds the only reference can be joined by nobody.
            let place = before.iter().position(|view| Arc::strong_count(view) == 1)?;
            Arc::into_inner(before.swap_remove(place))
        };
        let mut view = free?;
        view.catch_up(seen).ok()?;
        Some(view)
    }

    /// Shows a view, unless one that knows as much is shown.
    pub(super) fn show(&self, next: View) {
        let next = Arc::new(next);
        let last = {
            let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
            if shown.acts() >= next.acts() {
                return;
            }
            std::mem::replace(&mut *shown, next)
        };
        let mut before = self.before.lock().unwrap_or_else(PoisonError::into_inner);
        before.push(last);
        let many = before.len().saturating_sub(KEPT);
        before.drain(..many);
    }
}

fn broken(error: &dyn std::error::Error) -> LiveError {
    LiveError::Broken(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::{Body, TopicOpened};
    use crate::config::ForumConfig;
    use crate::live::convening;
    use record::{Actor, Entry};
    use terms::{Instant, MultiText, TopicKey};

    fn begun() -> Views {
        let config = ForumConfig::friendship_2021().unwrap();
        let record = convening::convened(&config, None, Instant::from_millis(0)).unwrap();
        let state = crate::fold::fold(&record).unwrap();
        Views::of(View { record, state })
    }

    /// A topic is opened as an act is done: on a view like the shown one, which is shown where nothing is refused.
    fn opens(views: &Views, topic: &str) -> Result<(), crate::FoldError> {
        let seen = views.shown();
        let mut next = views.like(&seen);
        let body: Body = TopicOpened { topic: TopicKey::new(topic), name: MultiText::of("en", topic) }.into();
        let (kind, at) = (body.kind().to_owned(), Instant::from_millis(1));
        let entry =
            Entry { kind, actor: Actor::role("secretariat"), at, zone: None, body: body.value().unwrap() };
        apply(&mut next.state, next.record.append_entry(entry).unwrap())?;
        views.show(next);
        Ok(())
    }

    /// The shown view holds what follows from its acts, and nothing else.
    fn holds(views: &Views) {
        let shown = views.shown();
        shown.record.verify().unwrap();
        let anew = crate::fold::fold(&shown.record).unwrap();
        assert_eq!(format!("{anew:?}"), format!("{:?}", shown.state));
    }

    #[test]
    fn act_after_act_gives_the_state_of_the_whole_record_whoever_reads_meanwhile() {
        let (read, unread) = (begun(), begun());
        let mut readers = Vec::new();
        for number in 0..6 {
            readers.push((read.shown(), format!("{:?}", read.shown().state)));
            opens(&read, &format!("t{number}")).unwrap();
            opens(&unread, &format!("t{number}")).unwrap();
            holds(&unread);
        }
        holds(&read);
        assert_eq!(read.shown().record, unread.shown().record, "the same bytes");
        for (place, (view, state)) in readers.iter().enumerate() {
            assert_eq!(view.acts(), readers[0].0.acts() + place as u64, "a reader's view stays as it was");
            assert_eq!(format!("{:?}", view.state), *state);
        }
    }

    #[test]
    fn a_view_that_nobody_reads_any_more_becomes_the_next_one() {
        let views = begun();
        opens(&views, "t1").unwrap();
        let before = views.before.lock().unwrap().first().map(Arc::downgrade).unwrap();
        let reader = views.shown();
        opens(&views, "t2").unwrap();
        assert!(before.upgrade().is_none(), "it was taken, not copied");
        opens(&views, "t3").unwrap();
        let kept = views.before.lock().unwrap();
        assert!(kept.len() <= KEPT && kept.iter().any(|view| Arc::ptr_eq(view, &reader)), "it is still read");
    }

    #[test]
    fn a_refused_act_changes_nothing() {
        let views = begun();
        for number in 0..3 {
            opens(&views, &format!("t{number}")).unwrap();
        }
        let seen = views.shown();
        opens(&views, "t1").unwrap_err();
        assert!(Arc::ptr_eq(&seen, &views.shown()));
        opens(&views, "t4").unwrap();
        holds(&views);
        assert_eq!(views.shown().acts(), seen.acts() + 1);
    }

    #[test]
    fn a_view_that_catches_up_is_the_newer_one() {
        let views = begun();
        let newer = views.shown();
        let mut view = View::read(&newer.record.header().line(), &[]).unwrap();
        view.catch_up(&newer).unwrap();
        assert_eq!(view.record, newer.record);
        assert_eq!(format!("{:?}", view.state), format!("{:?}", newer.state));
    }
}

//! A parallel map that hands its results over in order, with bounded memory.
//!
//! Units are taken one after the other under a lock; a worker turns its unit into items. Every unit has a short
//! queue of its own and the queues are emptied in the order of the units, so a worker that is ahead waits instead
//! of piling up results, and the worker on the oldest unit never waits.

use crate::TableError;
use std::{
    sync::{
        Arc, Mutex,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
};

/// Items of one unit that may wait for their turn: as many as a usual row group has (a million rows, 64 thousand at a
/// time), so that two threads read two of them side by side.
const QUEUE: usize = 16;

type Outcome<T> = Result<T, TableError>;

/// What the workers do: take a unit (one at a time, in order), then work on it.
pub(crate) trait Job: Sync {
    /// What a worker keeps from unit to unit: buffers.
    type Scratch;
    /// What is taken from under the lock: a reader.
    type Feed: Send;
    /// What is taken.
    type Unit: Send;
    /// What comes out.
    type Item: Send;

    fn scratch(&self) -> Self::Scratch;
    /// The next unit; `None` at the end. Not called again after an error.
    fn take(&self, feed: &mut Self::Feed, scratch: &mut Self::Scratch) -> Outcome<Option<Self::Unit>>;
    /// Works on a unit and emits its items in order; stops early when `emit` says `false`.
    fn work(
        &self,
        scratch: &mut Self::Scratch,
        unit: Self::Unit,
        emit: &mut dyn FnMut(Self::Item) -> bool,
    ) -> Outcome<()>;
}

/// Runs the job on `threads` threads (one is the calling thread); `each` gets the items in order on the calling
/// thread. The first error in the order of the units ends it. Beside the units that are worked on, the items of at most
/// `ahead` may wait.
pub(crate) fn run<J: Job>(
    job: &J,
    feed: J::Feed,
    (threads, ahead): (usize, usize),
    each: impl FnMut(J::Item) -> Outcome<()>,
) -> Outcome<()> {
    if threads <= 1 { run_here(job, feed, each) } else { run_on(job, feed, (threads, ahead), each) }
}

fn run_here<J: Job>(job: &J, mut feed: J::Feed, mut each: impl FnMut(J::Item) -> Outcome<()>) -> Outcome<()> {
    let mut scratch = job.scratch();
    while let Some(unit) = job.take(&mut feed, &mut scratch)? {
        let mut outcome = Ok(());
        let worked = job.work(&mut scratch, unit, &mut |item| {
            outcome = each(item);
            outcome.is_ok()
        });
        outcome?;
        worked?;
    }
    Ok(())
}

/// The reader and the list of queues; nothing after the end or an error, which closes the list.
type Head<J> = Mutex<Option<(<J as Job>::Feed, SyncSender<Queue<J>>)>>;
type Queue<J> = Receiver<Outcome<<J as Job>::Item>>;

fn run_on<J: Job>(
    job: &J,
    feed: J::Feed,
    (threads, ahead): (usize, usize),
    mut each: impl FnMut(J::Item) -> Outcome<()>,
) -> Outcome<()> {
    let (queues, order) = sync_channel::<Queue<J>>(ahead);
    let head: Arc<Head<J>> = Arc::new(Mutex::new(Some((feed, queues))));
    thread::scope(|scope| {
        for _ in 0..threads {
            let head = Arc::clone(&head);
            scope.spawn(move || work_through(job, &head));
        }
        // Only the workers keep the list open: when all of them have ended, however they ended, it is closed.
        drop(head);
        // Consumed, so that leaving early drops every queue and the workers see that nobody listens.
        for queue in order {
            for item in queue {
                each(item?)?;
            }
        }
        Ok(())
    })
}

fn work_through<J: Job>(job: &J, head: &Head<J>) {
    let mut scratch = job.scratch();
    while let Some((unit, sender)) = take_next(job, head, &mut scratch) {
        let mut emit = |item| sender.send(Ok(item)).is_ok();
        if let Err(error) = job.work(&mut scratch, unit, &mut emit) {
            // That nobody listens any more means that the error is of no interest.
            drop(sender.send(Err(error)));
        }
    }
}

type Taken<J> = (<J as Job>::Unit, SyncSender<Outcome<<J as Job>::Item>>);

fn take_next<J: Job>(job: &J, head: &Head<J>, scratch: &mut J::Scratch) -> Option<Taken<J>> {
    // A poisoned lock means that another worker panicked; the scope passes that panic on.
    let mut head = head.lock().ok()?;
    let (feed, queues) = head.as_mut()?;
    let taken = job.take(feed, scratch);
    let (sender, receiver) = sync_channel(QUEUE);
    if let Ok(Some(unit)) = taken {
        queues.send(receiver).ok()?;
        return Some((unit, sender));
    }
    if let Err(error) = taken {
        drop(sender.send(Err(error)));
        drop(queues.send(receiver));
    }
    *head = None;
    None
}

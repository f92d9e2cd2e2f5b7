//! Sending the letters that wait: by the mail server that was named, else into a folder.

use crate::arguments::Mail;
use crate::server::{is_address, now};
use crate::terminal::{Failure, note, told};
use forum::live::letters::{KeptLetter, Tried};
use forum::live::{Forums, LiveError, LiveForum};
use outside::mail::{self, NotSent, Post};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use store::{Condition, StoreError};
use terms::{ForumKey, Instant};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{MissedTickBehavior, timeout};

/// How often it is looked whether a letter waits.
const BEAT: Duration = Duration::from_secs(3);

/// So long the letter in hand may take when the server stops: longer than handing one over can.
const LAST: Duration = Duration::from_secs(30);

/// How letters go out, and from whom.
pub(crate) struct Sender {
    post: Post,
    from: String,
    folder: Option<PathBuf>,
    server: Option<String>,
}

impl Sender {
    /// What was typed; without a server the folder `outbox` beside the database.
    pub(crate) fn of(typed: &Mail, database: &str) -> Result<Sender, Failure> {
        let from = typed.mail_from.clone().unwrap_or_else(|| "forum@plenary.invalid".to_owned());
        let Some(url) = &typed.mail else {
            let folder = typed.outbox.clone().unwrap_or_else(|| outbox(database));
            return Ok(Sender { post: Post::folder(&folder), from, folder: Some(folder), server: None });
        };
        let password = typed.mail_password_file.as_ref().map(std::fs::read_to_string).transpose();
        let password = password.map_err(|error| Failure::Input(format!("the password file: {error}")))?;
        let post = Post::server(url, password.as_deref().map(str::trim));
        let mut post = post.map_err(|error| Failure::Input(told(&error)))?;
        if let Some(file) = &typed.mail_ca {
            let place = |why: String| Failure::Input(format!("{}: {why}", file.display()));
            let authority = std::fs::read(file).map_err(|error| place(error.to_string()))?;
            post = post.with_authority(&authority).map_err(|error| place(told(&error)))?;
        }
        let server = Some(post.to_string());
        Ok(Sender { post, from, folder: None, server })
    }

    /// The server that sends; `None` for a folder.
    pub(crate) fn server(&self) -> Option<String> {
        self.server.clone()
    }

    /// Whether a letter could be sent, in a sentence.
    pub(crate) async fn checked(&self) -> Result<String, String> {
        if let Some(folder) = self.folder.as_ref().filter(|folder| !folder.exists()) {
            return Ok(format!("none waits yet; letters will be put in the folder {}", folder.display()));
        }
        match self.post.check().await {
            Ok(()) => Ok(format!("{} takes letters", self.post)),
            Err(error) => Err(error.why),
        }
    }

    /// Begins to send what waits, until it is told to stop.
    pub(crate) fn deliver(self, forums: Arc<Forums>) -> Delivering {
        let (stop, stopped) = watch::channel(false);
        let round = Round::of(self, now, stopped);
        Delivering { task: tokio::spawn(round.until_stopped(move || forums.all())), stop }
    }
}

/// Letters that are being sent beside the server.
pub(crate) struct Delivering {
    task: JoinHandle<()>,
    stop: watch::Sender<bool>,
}

impl Delivering {
    /// Lets the letter in hand go out and be noted, and begins no other.
    pub(crate) async fn stop(mut self) {
        // Where nobody hears it any more, it has stopped.
        let _ = self.stop.send(true);
        if timeout(LAST, &mut self.task).await.is_err() {
            self.task.abort();
            note("error: the last letter took too long; it may go out once more after the next start");
        }
    }
}

/// Whoever takes letters over.
trait PostOffice: Sync {
    /// Hands one over.
    fn take(&self, kept: &KeptLetter) -> impl Future<Output = Result<(), NotSent>> + Send;
}

impl PostOffice for Sender {
    async fn take(&self, kept: &KeptLetter) -> Result<(), NotSent> {
        let letter = &kept.letter;
        if let Some(folder) = &self.folder {
            // A folder that cannot be made is said by the letter that does not get in.
            let _ = std::fs::create_dir_all(folder);
        }
        let ready = mail::Letter {
            id: kept.id.clone(),
            from: self.from.clone(),
            to: letter.to.clone(),
            subject: letter.subject.clone(),
            body: letter.text.clone(),
            lang: letter.lang.clone(),
            date: Instant::from_millis(letter.written),
        };
        self.post.send(&ready).await.map(drop)
    }
}

/// Where the letters of a forum wait.
trait Letters: Sync {
    /// The forum.
    fn forum(&self) -> &ForumKey;
    /// One that is due, claimed.
    fn claim(&self, now: Instant) -> impl Future<Output = Result<Option<KeptLetter>, LiveError>> + Send;
    /// Notes what came of it.
    fn settle(
        &self,
        kept: KeptLetter,
        tried: Tried,
        at: Instant,
    ) -> impl Future<Output = Result<(), LiveError>> + Send;
}

impl Letters for LiveForum {
    fn forum(&self) -> &ForumKey {
        self.key()
    }

    async fn claim(&self, now: Instant) -> Result<Option<KeptLetter>, LiveError> {
        self.claim_letter(now).await
    }

    async fn settle(&self, kept: KeptLetter, tried: Tried, at: Instant) -> Result<(), LiveError> {
        self.settle_letter(kept, tried, at).await
    }
}

/// A letter that was tried, and when.
struct Outcome {
    kept: KeptLetter,
    tried: Tried,
    at: Instant,
}

/// Sends the letters of all forums, in turn.
struct Round<O, C> {
    office: O,
    clock: C,
    stop: watch::Receiver<bool>,
    /// What could not be noted, by forum. A letter whose sending is not noted would be claimed again, so a forum sends
    /// nothing new before this is.
    unsettled: BTreeMap<ForumKey, Vec<Outcome>>,
}

impl<O: PostOffice, C: Fn() -> Instant + Sync> Round<O, C> {
    fn of(office: O, clock: C, stop: watch::Receiver<bool>) -> Round<O, C> {
        Round { office, clock, stop, unsettled: BTreeMap::new() }
    }

    fn stopped(&self) -> bool {
        *self.stop.borrow() || self.stop.has_changed().is_err()
    }

    async fn until_stopped<L: Letters + Send>(mut self, forums: impl Fn() -> Vec<Arc<L>>) {
        let mut beats = tokio::time::interval(BEAT);
        beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
        while !self.stopped() {
            tokio::select! {
                _ = beats.tick() => self.all(&forums()).await,
                _ = self.stop.changed() => {}
            }
        }
        for live in forums() {
            if let Err(error) = self.settle(&*live).await {
                let count = self.unsettled.get(live.forum()).map_or(0, Vec::len);
                note(&format!(
                    "error: what came of {count} letters of {} could not be noted; they may go out once more: {}",
                    live.forum(),
                    told(&error)
                ));
            }
        }
    }

    /// Everything that is due in all forums. What goes wrong in one does not hold up the others.
    async fn all<L: Letters>(&mut self, forums: &[Arc<L>]) {
        for live in forums {
            if let Err(error) = self.of_one(&**live).await {
                note(&format!("error: the letters of {} could not be sent: {}", live.forum(), told(&error)));
            }
        }
    }

    async fn of_one<L: Letters>(&mut self, live: &L) -> Result<(), LiveError> {
        self.settle(live).await?;
        while !self.stopped() {
            let Some(kept) = live.claim((self.clock)()).await? else { break };
            let taken = self.office.take(&kept).await;
            let at = (self.clock)();
            let tried = match taken {
                Ok(()) => Tried::Sent,
                Err(not) if not.temporary => Tried::Later(not.why, mail::next_try(kept.letter.tries + 1, at)),
                Err(not) => Tried::Refused(not.why),
            };
            self.unsettled.entry(live.forum().clone()).or_default().push(Outcome { kept, tried, at });
            self.settle(live).await?;
        }
        Ok(())
    }

    /// Notes what was not noted yet; what cannot be noted now stays.
    async fn settle<L: Letters>(&mut self, live: &L) -> Result<(), LiveError> {
        let Some(outcomes) = self.unsettled.get_mut(live.forum()) else { return Ok(()) };
        while let Some(Outcome { kept, tried, at }) = outcomes.last() {
            match live.settle(kept.clone(), tried.clone(), *at).await {
                Ok(()) => {}
                // Somebody else has it, it was erased, or it was noted although we were told otherwise.
                Err(LiveError::Store(StoreError::Refused(Condition::DocumentChanged))) => {
                    let (id, forum) = (&kept.id, live.forum());
                    note(&format!("the letter {id} of {forum} was changed by somebody else meanwhile"));
                }
                Err(error) => return Err(error),
            }
            outcomes.pop();
        }
        self.unsettled.remove(live.forum());
        Ok(())
    }
}

fn outbox(database: &str) -> PathBuf {
    let beside = Path::new(database).parent().filter(|_| !is_address(database));
    beside.unwrap_or(Path::new("")).join("outbox")
}

#[cfg(test)]
mod tests;

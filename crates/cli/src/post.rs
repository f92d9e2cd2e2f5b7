//! Sending the letters that wait: by the mail server that was named, else into a folder.

use crate::arguments::Mail;
use crate::server::{is_address, now};
use crate::terminal::{Failure, note, told};
use forum::live::letters::{KeptLetter, Tried};
use forum::live::{Forums, LiveError, LiveForum};
use outside::mail::{self, Post};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// How often it is looked whether a letter waits.
const BEAT: Duration = Duration::from_secs(3);

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
        let post = post.map_err(|error| Failure::Input(told(&error)))?;
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

    /// Sends what waits until it is stopped.
    pub(crate) async fn deliver(self, forums: Arc<Forums>) {
        let mut beats = tokio::time::interval(BEAT);
        loop {
            beats.tick().await;
            for live in forums.all() {
                if let Err(error) = self.round(&live).await {
                    note(&format!("error: letters could not be sent: {}", told(&error)));
                }
            }
        }
    }

    async fn round(&self, live: &LiveForum) -> Result<(), LiveError> {
        while let Some(kept) = live.claim_letter(now()).await? {
            let tried = self.send(&kept).await;
            live.settle_letter(kept, tried, now()).await?;
        }
        Ok(())
    }

    async fn send(&self, kept: &KeptLetter) -> Tried {
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
            date: terms::Instant::from_millis(letter.written),
        };
        match self.post.send(&ready).await {
            Ok(_) => Tried::Sent,
            Err(not) if not.temporary => Tried::Later(not.why, mail::next_try(letter.tries + 1, now())),
            Err(not) => Tried::Refused(not.why),
        }
    }
}

fn outbox(database: &str) -> PathBuf {
    let beside = Path::new(database).parent().filter(|_| !is_address(database));
    beside.unwrap_or(Path::new("")).join("outbox")
}

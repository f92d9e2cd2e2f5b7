//! What changed, in this process or another.

use crate::address::Address;
use crate::convert::{failed, unsigned};
use crate::read;
use crate::voting::Forum;
use futures_util::stream::{StreamExt as _, poll_fn};
use std::collections::BTreeMap;
use std::time::Duration;
use store::{Change, StoreError};
use terms::ForumKey;
use tokio::sync::{broadcast, mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio_postgres::{AsyncMessage, Client, Error};

/// How long to wait before a lost connection is made anew.
const PAUSE: Duration = Duration::from_millis(250);

/// What the other processes are told: the number of the forum, its acts, its last vote.
pub(crate) fn payload(forum: &Forum) -> String {
    format!("{} {} {}", forum.id, forum.acts, forum.votes)
}

fn parse(payload: &str) -> Option<(i64, u64, u64)> {
    let mut numbers = payload.split(' ');
    let id = numbers.next()?.parse().ok()?;
    let acts: i64 = numbers.next()?.parse().ok()?;
    let votes: i64 = numbers.next()?.parse().ok()?;
    Some((id, unsigned(acts), unsigned(votes)))
}

/// Listens as long as it is kept.
pub(crate) struct Listener {
    changes: broadcast::Sender<Change>,
    task: JoinHandle<()>,
}

impl Listener {
    /// Starts to listen. What is committed after this has returned is heard.
    pub(crate) async fn start(address: Address) -> Result<Listener, StoreError> {
        let changes = broadcast::Sender::new(1_024);
        let (ready, listening) = oneshot::channel();
        let task = tokio::spawn(keep(address, changes.clone(), ready));
        let listener = Listener { changes, task };
        let gone = |_| StoreError::Database("the listener has stopped".to_owned());
        listening.await.map_err(gone)?.map_err(|error| failed(&error))?;
        Ok(listener)
    }

    pub(crate) fn changes(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn keep(
    address: Address,
    changes: broadcast::Sender<Change>,
    ready: oneshot::Sender<Result<(), Error>>,
) {
    let mut ears = match Ears::open(&address).await {
        Ok(ears) => {
            let _ = ready.send(Ok(()));
            Some(ears)
        }
        Err(error) => {
            let _ = ready.send(Err(error));
            return;
        }
    };
    loop {
        if let Some(mut ears) = ears.take() {
            // An error is a lost connection, as is its end.
            let _ = ears.hear(&changes).await;
        }
        tokio::time::sleep(PAUSE).await;
        if let Ok(mut again) = Ears::open(&address).await
            // What was said in the meantime was not heard, so everyone looks again.
            && again.catch_up(&changes).await.is_ok()
        {
            ears = Some(again);
        }
    }
}

/// A connection that listens.
struct Ears {
    client: Client,
    heard: mpsc::UnboundedReceiver<String>,
    forums: BTreeMap<i64, ForumKey>,
}

impl Ears {
    async fn open(address: &Address) -> Result<Ears, Error> {
        let (client, mut connection) = address.config.connect(address.encryption.clone()).await?;
        let (tell, heard) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            let mut messages = poll_fn(|context| connection.poll_message(context));
            while let Some(Ok(message)) = messages.next().await {
                if let AsyncMessage::Notification(notification) = message
                    && tell.send(notification.payload().to_owned()).is_err()
                {
                    return;
                }
            }
        });
        client.batch_execute("LISTEN plenary").await?;
        Ok(Ears { client, heard, forums: BTreeMap::new() })
    }

    async fn hear(&mut self, changes: &broadcast::Sender<Change>) -> Result<(), Error> {
        while let Some(payload) = self.heard.recv().await {
            // Others may use the channel too.
            let Some((id, acts, votes)) = parse(&payload) else { continue };
            if !self.forums.contains_key(&id) {
                self.forums().await?;
            }
            if let Some(forum) = self.forums.get(&id) {
                // Nobody may be listening.
                let _ = changes.send(Change { forum: forum.clone(), acts, votes });
            }
        }
        Ok(())
    }

    async fn catch_up(&mut self, changes: &broadcast::Sender<Change>) -> Result<(), Error> {
        for Forum { key, acts, votes, .. } in self.forums().await? {
            let _ = changes.send(Change { forum: key, acts, votes });
        }
        Ok(())
    }

    async fn forums(&mut self) -> Result<Vec<Forum>, Error> {
        let sql = "SELECT key, id, acts, votes FROM forums ORDER BY id";
        let forums: Vec<Forum> = self.client.query(sql, &[]).await?.iter().map(read::standing).collect();
        self.forums = forums.iter().map(|forum| (forum.id, forum.key.clone())).collect();
        Ok(forums)
    }
}

//! The forums of a store, opened once each and kept up to date.

use super::asking::Asking;
use super::board::Board;
use super::counting::Counting;
use super::error::LiveError;
use super::opinions::Looks;
use super::signing::ServerKey;
use super::view::{View, Views};
use crate::acts::KeyRegistered;
use record::SigningKey;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use store::{Store, StoreError};
use terms::{Capacity, ForumKey};
use tokio::sync::{broadcast::error::RecvError, watch};

/// How many votes are read at once.
const PAGE: usize = 20_000;
/// How many acts are read at once.
const ACTS: u64 = 10_000;

/// Whoever holds it is the only one that acts in the forum.
pub(super) type Turn<'a> = tokio::sync::MutexGuard<'a, ()>;

/// The forums of a store.
pub struct Forums {
    store: Arc<dyn Store>,
    key: Option<ServerKey>,
    open: RwLock<BTreeMap<ForumKey, Arc<LiveForum>>>,
}

/// One forum, as this process knows it.
pub struct LiveForum {
    key: ForumKey,
    store: Arc<dyn Store>,
    views: Views,
    counting: Mutex<Counting>,
    /// What is found over all capacities; `None` until the store was read.
    board: RwLock<Option<Arc<Board>>>,
    /// What is found among the people of one capacity, beside the board over all with which it was found.
    boards: RwLock<BTreeMap<Capacity, [Arc<Board>; 2]>>,
    asking: Mutex<Asking>,
    looks: Looks,
    pulse: watch::Sender<Pulse>,
    /// One at a time reads from the store what others wrote.
    following: tokio::sync::Mutex<()>,
    /// One at a time acts, or takes in what others did.
    acting: tokio::sync::Mutex<()>,
    /// What this process signs acts with.
    signing: Option<SigningKey>,
}

/// What those who watch are told: numbers that only grow. A vote that moves nothing they are shown is none of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pulse {
    /// How many acts there are.
    pub acts: u64,
    /// The number of the last vote with which the board changed.
    pub board: u64,
    /// How often it was looked at how opinions hang together.
    pub looks: u64,
}

impl fmt::Display for Pulse {
    /// The three numbers, with spaces between them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.acts, self.board, self.looks)
    }
}

impl Forums {
    /// Opens every forum of a store.
    ///
    /// # Errors
    /// Where the store fails, or a forum in it does not hold.
    pub async fn open(store: Arc<dyn Store>) -> Result<Forums, LiveError> {
        Forums::with_key(store, None).await
    }

    /// The same, for a server that signs what is done here.
    ///
    /// # Errors
    /// As [`Forums::open`].
    pub async fn with_key(store: Arc<dyn Store>, key: Option<ServerKey>) -> Result<Forums, LiveError> {
        let forums = Forums { store, key, open: RwLock::default() };
        forums.find_new().await?;
        Ok(forums)
    }

    /// The store.
    #[must_use]
    pub fn store(&self) -> &Arc<dyn Store> {
        &self.store
    }

    /// A forum.
    #[must_use]
    pub fn get(&self, key: &ForumKey) -> Option<Arc<LiveForum>> {
        self.open.read().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }

    /// All forums, in order of key.
    #[must_use]
    pub fn all(&self) -> Vec<Arc<LiveForum>> {
        self.open.read().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }

    /// Opens what was created since, here or by another process.
    ///
    /// # Errors
    /// As [`Forums::open`].
    pub async fn find_new(&self) -> Result<(), LiveError> {
        for row in self.store.forums().await? {
            if self.get(&row.key).is_none() {
                let signing = self.key.as_ref().map(|key| key.of(&row.key));
                let live = LiveForum::open(self.store.clone(), row.key.clone(), &row.header, signing).await?;
                let mut open = self.open.write().unwrap_or_else(PoisonError::into_inner);
                open.entry(row.key).or_insert(live);
            }
        }
        Ok(())
    }

    /// Creates a forum from a record that holds at least the act that convenes it.
    ///
    /// # Errors
    /// [`store::Condition::ForumExists`] and what the store says.
    pub async fn create(&self, key: &ForumKey, record: &record::Record) -> Result<Arc<LiveForum>, LiveError> {
        let signed = match &self.key {
            Some(server) => Some(signed_from_the_start(record, &server.of(key))?),
            None => None,
        };
        let record = signed.as_ref().unwrap_or(record);
        let lines: Result<Vec<Vec<u8>>, _> = record.acts().iter().map(record::Act::line).collect();
        let lines = lines.map_err(|error| LiveError::Broken(error.to_string()))?;
        self.store.create(key, &record.header().line(), &lines).await?;
        self.find_new().await?;
        self.get(key).ok_or_else(|| StoreError::NoForum(key.to_string()).into())
    }

    /// Keeps every forum up to date until the store is gone: takes in what this process or another wrote. `pause`
    /// waits between two looks at a busy forum, so that a board is not found anew for every single vote.
    pub async fn follow<P: Future<Output = ()>>(&self, pause: impl Fn() -> P, failed: impl Fn(&LiveError)) {
        let mut changes = self.store.changes();
        loop {
            let waited = match changes.recv().await {
                Ok(change) => self.catch_up(Some(&change.forum)).await,
                Err(RecvError::Lagged(_)) => self.catch_up(None).await,
                Err(RecvError::Closed) => return,
            };
            if let Err(error) = waited {
                failed(&error);
            }
            pause().await;
            while changes.try_recv().is_ok() {}
            // What came in while pausing is taken in at once, not at the next change.
            if let Err(error) = self.catch_up(None).await {
                failed(&error);
            }
        }
    }

    async fn catch_up(&self, forum: Option<&ForumKey>) -> Result<(), LiveError> {
        if forum.is_none_or(|key| self.get(key).is_none()) {
            self.find_new().await?;
        }
        for live in self.all() {
            if forum.is_none_or(|key| *key == live.key) {
                live.refresh().await?;
                live.look_beside();
            }
        }
        Ok(())
    }
}

/// The same acts, signed with the key of the forum, which is registered as soon as the forum is convened: that act names
/// the hash of the one before it, so that its signature covers both. A record that knows a key of the forum already, or
/// that somebody signed, is left as it is.
fn signed_from_the_start(record: &record::Record, key: &SigningKey) -> Result<record::Record, LiveError> {
    let broken = |error: &dyn std::error::Error| LiveError::Broken(error.to_string());
    let Some((convening, others)) = record.acts().split_first() else { return Ok(record.clone()) };
    if record.acts().iter().any(|act| act.kind == "key_registered" || !act.signatures.is_empty()) {
        return Ok(record.clone());
    }
    let mut signed = record.first(1);
    let registers = KeyRegistered { party: None, key: key.public() };
    let registers = record::Entry {
        kind: "key_registered".to_owned(),
        actor: record::Actor::role("system"),
        at: convening.at,
        zone: None,
        body: serde_json::to_value(registers).map_err(|error| broken(&error))?,
    };
    let acts = others.iter().cloned().map(|act| record::Entry {
        kind: act.kind,
        actor: act.actor,
        at: act.at,
        zone: act.zone,
        body: act.body,
    });
    for entry in std::iter::once(registers).chain(acts) {
        signed.append_signed(entry, &[key]).map_err(|error| broken(&error))?;
    }
    Ok(signed)
}

impl LiveForum {
    async fn open(
        store: Arc<dyn Store>,
        key: ForumKey,
        header: &[u8],
        signing: Option<SigningKey>,
    ) -> Result<Arc<LiveForum>, LiveError> {
        let view = View::read(header, &[])?;
        let live = Arc::new(LiveForum {
            key,
            store,
            views: Views::of(view),
            counting: Mutex::default(),
            board: RwLock::default(),
            boards: RwLock::default(),
            asking: Mutex::default(),
            looks: Looks::default(),
            pulse: watch::Sender::new(Pulse::default()),
            following: tokio::sync::Mutex::default(),
            acting: tokio::sync::Mutex::default(),
            signing,
        });
        live.refresh().await?;
        Ok(live)
    }

    /// What this process signs acts, bundles and receipts with.
    #[must_use]
    pub fn signing_key(&self) -> Option<&SigningKey> {
        self.signing.as_ref()
    }

    /// Its key.
    #[must_use]
    pub fn key(&self) -> &ForumKey {
        &self.key
    }

    /// The store.
    #[must_use]
    pub fn store(&self) -> &dyn Store {
        self.store.as_ref()
    }

    /// What follows from the acts seen so far.
    #[must_use]
    pub fn view(&self) -> Arc<View> {
        self.views.shown()
    }

    /// What is found now, over all capacities.
    #[must_use]
    pub fn board(&self) -> Arc<Board> {
        self.board.read().unwrap_or_else(PoisonError::into_inner).clone().unwrap_or_default()
    }

    /// What is found now among the people of one capacity.
    ///
    /// # Errors
    /// [`LiveError::Broken`] where counting fails.
    pub fn board_of(&self, capacity: Capacity) -> Result<Arc<Board>, LiveError> {
        let now = self.board();
        let known = self.boards.read().unwrap_or_else(PoisonError::into_inner).get(&capacity).cloned();
        // An act changes what is found as a vote does, so it is the board over all itself that must be the same.
        if let Some([_, board]) = known.filter(|[all, _]| Arc::ptr_eq(all, &now)) {
            return Ok(board);
        }
        let counting = self.counting().clone();
        let board = Arc::new(Board::of(&counting, &self.view().state, Some(capacity))?);
        let mut boards = self.boards.write().unwrap_or_else(PoisonError::into_inner);
        boards.insert(capacity, [now, board.clone()]);
        Ok(board)
    }

    /// The votes counted so far.
    pub fn counting(&self) -> MutexGuard<'_, Counting> {
        self.counting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the votes counted so far say should be asked, after the acts of this view.
    pub(super) fn asking(&self, view: &View) -> MutexGuard<'_, Asking> {
        let board = self.board();
        let mut asking = self.asking.lock().unwrap_or_else(PoisonError::into_inner);
        asking.follow(view, &board);
        asking
    }

    /// Told whenever there is something new to see.
    #[must_use]
    pub fn pulse(&self) -> watch::Receiver<Pulse> {
        self.pulse.subscribe()
    }

    /// What was told last to those who watch.
    #[must_use]
    pub fn told(&self) -> Pulse {
        *self.pulse.borrow()
    }

    /// Takes in what is new in the store, and finds anew.
    ///
    /// # Errors
    /// Where the store fails or what it holds does not hold.
    pub async fn refresh(&self) -> Result<(), LiveError> {
        let _one = self.following.lock().await;
        self.follow_acts().await?;
        let votes = self.follow_votes().await?;
        let first = self.board.read().unwrap_or_else(PoisonError::into_inner).is_none();
        // An act that was done here is in the view already, and told to nobody yet.
        let acts = self.pulse.borrow().acts != self.view().acts();
        if acts || votes || first { self.find() } else { Ok(()) }
    }

    /// Finds anew, where what is found may have changed though no vote came.
    pub(super) async fn find_anew(&self) -> Result<(), LiveError> {
        let _one = self.following.lock().await;
        self.find()
    }

    fn find(&self) -> Result<(), LiveError> {
        let counting = self.counting().clone();
        let looks = self.looks.times();
        // One view for both: an act that comes meanwhile is told of with the next board.
        let view = self.view();
        let mut board = Board::of(&counting, &view.state, None)?;
        board.hold(&self.looks.outlook())?;
        let pulse = Pulse { acts: view.acts(), board: counting.moved(), looks };
        *self.board.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(board));
        self.pulse.send_if_modified(|last| {
            let new = *last != pulse;
            *last = pulse;
            new
        });
        Ok(())
    }

    pub(super) fn looks(&self) -> &Looks {
        &self.looks
    }

    pub(super) fn views(&self) -> &Views {
        &self.views
    }

    /// Waits until nobody else acts here.
    pub(super) async fn acting(&self) -> Turn<'_> {
        self.acting.lock().await
    }

    async fn follow_acts(&self) -> Result<(), LiveError> {
        let one = self.acting().await;
        self.take_acts(&one).await
    }

    /// Takes in the acts that others did. Whoever asks for it is the one that acts now.
    pub(super) async fn take_acts(&self, _one: &Turn<'_>) -> Result<(), LiveError> {
        let seen = self.view();
        let mut next = None;
        loop {
            let after = next.as_ref().map_or(seen.acts(), View::acts);
            let lines = self.store.acts(&self.key, after..after + ACTS).await?;
            if lines.is_empty() {
                break;
            }
            next.get_or_insert_with(|| self.views.like(&seen)).extend(&lines)?;
        }
        next.into_iter().for_each(|next| self.views.show(next));
        Ok(())
    }

    async fn follow_votes(&self) -> Result<bool, LiveError> {
        let mut grew = false;
        loop {
            let after = self.counting().followed();
            let rows = self.store.votes(&self.key, after, PAGE).await?;
            if rows.is_empty() {
                return Ok(grew);
            }
            let mut counting = self.counting();
            for row in &rows {
                counting.add(row).map_err(|error| LiveError::Broken(error.to_string()))?;
            }
            grew = true;
        }
    }
}

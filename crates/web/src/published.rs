//! What a forum has published, as files: its papers as of the act that published its text, and the bundle of its record.
//! They are made when they are first asked for, once for everybody, and kept.

use forum::State;
use forum::live::{LiveForum, View};
use papers::Batch;
use papers::published::{Files, Published};
use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use std::sync::{Arc, Mutex, PoisonError};
use terms::{ForumKey, Instant, Lang};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// What sets sheets as PDF. It may take seconds, and is called where that holds up nobody else.
pub trait Setter: Send + Sync {
    /// The sheets as PDF, by name of file: all of them or none.
    ///
    /// # Errors
    /// Why nothing was set, and the way out, in one sentence.
    fn set(&self, batch: &Batch) -> Result<Files, String>;
}

/// Why there are no files.
#[derive(Debug)]
pub(crate) enum NoFiles {
    /// The text is not published.
    NotYet,
    /// This server has no key to sign with.
    NoKey,
    /// They could not be made: why.
    Failed(String),
}

/// The papers of a published text.
#[derive(Debug)]
pub(crate) struct Papers {
    files: BTreeMap<String, Vec<u8>>,
    /// Why there is no PDF, where there is none.
    pub(crate) without_pdf: Option<String>,
}

impl Papers {
    /// A file by its name.
    pub(crate) fn file(&self, name: &str) -> Option<&[u8]> {
        self.files.get(name).map(Vec::as_slice)
    }
}

/// A kind of thing that was made of a forum, with the number of acts it was made of.
type Made<T> = Mutex<BTreeMap<ForumKey, (u64, Arc<T>)>>;

/// What was made so far.
#[derive(Default)]
pub(crate) struct Shelf {
    papers: Made<Papers>,
    bundles: Made<Vec<u8>>,
    /// One at a time, however many ask.
    gate: tokio::sync::Mutex<()>,
}

fn kept<T>(made: &Made<T>, forum: &ForumKey, acts: u64) -> Option<Arc<T>> {
    let made = made.lock().unwrap_or_else(PoisonError::into_inner);
    made.get(forum).filter(|(of, _)| *of == acts).map(|(_, kept)| kept.clone())
}

fn keep<T>(made: &Made<T>, forum: &ForumKey, acts: u64, what: T) -> Arc<T> {
    let what = Arc::new(what);
    made.lock().unwrap_or_else(PoisonError::into_inner).insert(forum.clone(), (acts, what.clone()));
    what
}

impl Shelf {
    /// The papers of the text that is published. They stay as they were when it was. Those without PDF are made anew for
    /// whoever asks for a PDF: somebody may have put the fonts there.
    pub(crate) async fn papers(
        &self,
        live: &LiveForum,
        setter: Option<Arc<dyn Setter>>,
        pdf: bool,
    ) -> Result<Arc<Papers>, NoFiles> {
        let view = live.view();
        let acts = published_with(&view.state).ok_or(NoFiles::NotYet)? + 1;
        let there = || {
            let kept = kept(&self.papers, live.key(), acts);
            kept.filter(|kept| !pdf || kept.without_pdf.is_none())
        };
        // What is there waits for nobody else's papers.
        if let Some(kept) = there() {
            return Ok(kept);
        }
        let _one = self.gate.lock().await;
        if let Some(kept) = there() {
            return Ok(kept);
        }
        let made = tokio::task::spawn_blocking(move || {
            let record = view.record.first(acts);
            let state = forum::fold(&record).map_err(|error| NoFiles::Failed(error.to_string()))?;
            let papers = Published::of(&record, &state, false);
            let papers = papers.map_err(|error| NoFiles::Failed(error.to_string()))?;
            let set = set(setter.as_deref(), papers.batch());
            let without_pdf = set.as_ref().err().cloned();
            let files = papers.with(set.unwrap_or_default()).into_iter().collect();
            Ok(Papers { files, without_pdf })
        });
        let made = made.await.map_err(|error| NoFiles::Failed(error.to_string()))??;
        Ok(keep(&self.papers, live.key(), acts, made))
    }

    /// The bundle of the record as it is now, as a zip archive.
    pub(crate) async fn bundle(&self, live: &Arc<LiveForum>, now: Instant) -> Result<Arc<Vec<u8>>, NoFiles> {
        let view = live.view();
        published_with(&view.state).ok_or(NoFiles::NotYet)?;
        live.signing_key().ok_or(NoFiles::NoKey)?;
        let acts = view.acts();
        if let Some(kept) = kept(&self.bundles, live.key(), acts) {
            return Ok(kept);
        }
        let _one = self.gate.lock().await;
        if let Some(kept) = kept(&self.bundles, live.key(), acts) {
            return Ok(kept);
        }
        let signing = live.clone();
        let made = tokio::task::spawn_blocking(move || {
            let key = signing.signing_key().ok_or(NoFiles::NoKey)?;
            let files = bundle::write(&view.record, key, now, Vec::new());
            files.map(|files| zipped(&files)).map_err(|error| NoFiles::Failed(error.to_string()))
        });
        let made = made.await.map_err(|error| NoFiles::Failed(error.to_string()))??;
        Ok(keep(&self.bundles, live.key(), acts, made))
    }
}

/// Whether the papers of a text could be set if it were published now: all of it is published or nothing. What is
/// simulated may do without.
pub(crate) async fn ready(view: Arc<View>, setter: Option<Arc<dyn Setter>>) -> Result<(), String> {
    let simulated = view.state.convened.as_ref().is_some_and(|c| c.body.simulation.is_some());
    let due = view.state.text.as_ref().is_some_and(|text| text.may_be_published());
    if simulated || !due {
        return Ok(());
    }
    let made = tokio::task::spawn_blocking(move || {
        let papers = Published::of(&view.record, &view.state, false).map_err(|error| error.to_string())?;
        set(setter.as_deref(), papers.batch()).map(drop)
    });
    made.await.map_err(|error| error.to_string())?
}

fn set(setter: Option<&dyn Setter>, batch: &Batch) -> Result<Files, String> {
    let setter = setter.ok_or("this server has no program that sets papers")?;
    setter.set(batch)
}

/// The act with which the text was published.
fn published_with(state: &State) -> Option<u64> {
    state.text.as_ref()?.negotiation.published.as_ref().map(|published| published.act)
}

/// The languages in which the published text is written, as its papers are, and whether there is a record of its adoption.
pub(crate) fn offered(forum: &ForumKey, state: &State) -> (Vec<Lang>, bool) {
    let paper = papers::of_state(forum.as_str(), state, None);
    paper.map(|paper| (paper.languages, paper.adoption.is_some())).unwrap_or_default()
}

/// Files in an archive, in a folder `bundle`.
fn zipped(files: &bundle::Files) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in files {
        zip.start_file(format!("bundle/{name}"), options).expect("memory takes a file");
        zip.write_all(bytes).expect("memory takes bytes");
    }
    zip.finish().expect("memory takes a directory").into_inner()
}

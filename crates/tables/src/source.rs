//! A folder, a zip, one file or standard input, seen as a list of named members.

use crate::{
    Table, TableError,
    archive::Archive,
    blob::Blob,
    folder,
    stream::{self, Packing, Stream},
};
use std::{
    io::{self, Read},
    path::{Path, PathBuf},
};

/// What the member of standard input is called.
const STDIN: &str = "standard input";
/// A Parquet file inside a zip or in gzip is unpacked to memory or a temporary file of at most this size.
const UNPACKED_LIMIT: u64 = 8 << 30;
/// What `find` puts behind a stem, all lower case.
const ENDINGS: [&str; 4] = [".csv", ".csv.gz", ".csv.zst", ".parquet"];

/// What a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// A folder.
    Folder,
    /// A zip archive, also one that came through standard input.
    Zip,
    /// One file.
    File,
    /// One file through standard input.
    Stdin,
}

enum Store {
    Folder(PathBuf),
    Zip(Archive),
    One(Blob),
}

/// A folder, a zip, one file, or standard input.
pub struct Source {
    label: String,
    kind: SourceKind,
    members: Vec<String>,
    store: Store,
}

impl Source {
    /// Opens a folder, a zip, a file, or `-` for standard input, which is read to its end here (kept in memory up to
    /// 16 MiB, in a temporary file beyond) so that it can be read more than once.
    ///
    /// # Errors
    /// Nothing there, not readable, or a zip that is damaged or holds unsafe names.
    pub fn open(path: &Path) -> Result<Source, TableError> {
        if path.as_os_str() == "-" {
            return Self::from_reader(STDIN, io::stdin().lock());
        }
        let label = path.display().to_string();
        let meta = std::fs::metadata(path).map_err(|error| cannot_open(&label, &error))?;
        if meta.is_dir() {
            let members = folder::members(path, &label)?;
            let store = Store::Folder(path.to_owned());
            return Ok(Source { label, kind: SourceKind::Folder, members, store });
        }
        let name = path.file_name().map_or_else(|| label.clone(), |name| name.to_string_lossy().into_owned());
        Self::of_blob(label, &name, Blob::Path(path.to_owned()), SourceKind::File)
    }

    /// Reads a stream to its end and treats it like standard input, under another label.
    ///
    /// # Errors
    /// As [`Source::open`].
    pub fn from_reader(label: &str, stream: impl Read) -> Result<Source, TableError> {
        let blob = Blob::spool(stream, u64::MAX).map_err(|error| cannot_open(label, &error))?;
        let blob = blob.ok_or_else(|| TableError::file(label, "is endless", ""))?;
        Self::of_blob(label.to_owned(), label, blob, SourceKind::Stdin)
    }

    fn of_blob(label: String, name: &str, blob: Blob, kind: SourceKind) -> Result<Source, TableError> {
        let reader = blob.open().map_err(|error| cannot_open(&label, &error))?;
        let (start, _) = stream::peek(reader, 4).map_err(|error| cannot_open(&label, &error))?;
        if start.starts_with(stream::ZIP) || name.to_ascii_lowercase().ends_with(".zip") {
            let (archive, members) = Archive::open(blob, &label)?;
            return Ok(Source { label, kind: SourceKind::Zip, members, store: Store::Zip(archive) });
        }
        Ok(Source { label, kind, members: vec![name.to_owned()], store: Store::One(blob) })
    }

    /// What it is.
    #[must_use]
    pub fn kind(&self) -> SourceKind {
        self.kind
    }

    /// What to call it in messages: the path as typed, or "standard input".
    #[must_use]
    pub fn label(&self) -> &str {
        &self.label
    }

    /// Names of the files, relative to the folder or zip, with `/`, sorted. Hidden files are left out, and the one
    /// folder that a zip wraps around everything is not part of the names.
    #[must_use]
    pub fn members(&self) -> &[String] {
        &self.members
    }

    /// The one member called `stem` plus `.csv`, `.csv.gz`, `.csv.zst` or `.parquet`, in whatever case.
    ///
    /// # Errors
    /// Two candidates; both are named.
    pub fn find(&self, stem: &str) -> Result<Option<&str>, TableError> {
        let is_it = |member: &&String| {
            let (name, stem) = (member.to_ascii_lowercase(), stem.to_ascii_lowercase());
            name.strip_prefix(&stem).is_some_and(|ending| ENDINGS.contains(&ending))
        };
        let mut found = self.members.iter().filter(is_it);
        match (found.next(), found.next()) {
            (Some(one), Some(other)) => {
                let problem = format!("holds both {one} and {other}");
                Err(TableError::file(&self.label, problem, format!("one table of {stem}")))
            }
            (first, _) => Ok(first.map(String::as_str)),
        }
    }

    /// The unpacked content of a member.
    ///
    /// # Errors
    /// No such member, damaged data, or more than `limit` bytes.
    pub fn bytes(&self, member: &str, limit: u64) -> Result<Vec<u8>, TableError> {
        self.with_stream(member, |stream| {
            let mut bytes = Vec::new();
            let mut reader = stream.reader.take(limit.saturating_add(1));
            let read = reader.read_to_end(&mut bytes);
            read.map_err(|error| stream::read_error(member, stream.packing, &error))?;
            if bytes.len() as u64 > limit {
                let problem = format!("more than {limit} bytes");
                return Err(TableError::file(member, problem, "a smaller file"));
            }
            Ok(bytes)
        })
    }

    /// A member as a table with a header. Reads the header of a text file, the footer of a Parquet file.
    ///
    /// # Errors
    /// No such member, or no table: see [`Table`].
    pub fn table(&self, member: &str) -> Result<Table<'_>, TableError> {
        Table::open(self, member, true)
    }

    /// A member as a table whose first row is data. The columns are called `1`, `2`, `3` and so on; a Parquet file
    /// keeps its names.
    ///
    /// # Errors
    /// As [`Source::table`].
    pub fn headerless(&self, member: &str) -> Result<Table<'_>, TableError> {
        Table::open(self, member, false)
    }

    /// Hands the unpacked stream of a member over; an empty member is an error.
    pub(crate) fn with_stream<R>(
        &self,
        member: &str,
        then: impl FnOnce(Stream<'_>) -> Result<R, TableError>,
    ) -> Result<R, TableError> {
        if !self.members.iter().any(|name| name == member) {
            let problem = format!("holds no {member}");
            return Err(TableError::file(&self.label, problem, "a file of that name"));
        }
        let open = |blob: &Blob| {
            let reader = blob.open().map_err(|error| cannot_open(member, &error))?;
            let total = reader.len().map_err(|error| cannot_open(member, &error))?;
            stream::unpack(member, reader, total, Packing::Plain)
        };
        match &self.store {
            Store::Folder(folder) => then(open(&Blob::Path(folder.join(member)))?),
            Store::One(blob) => then(open(blob)?),
            Store::Zip(archive) => archive.with_member(member, then),
        }
    }

    /// A member as something that can be opened again and again, unpacked where needed.
    pub(crate) fn blob(&self, member: &str) -> Result<Blob, TableError> {
        let path = match &self.store {
            Store::Folder(folder) => Some(folder.join(member)),
            Store::One(Blob::Path(path)) => Some(path.clone()),
            Store::One(_) | Store::Zip(_) => None,
        };
        if let Some(path) = path
            && self.with_stream(member, |stream| Ok(stream.packing == Packing::Plain))?
        {
            return Ok(Blob::Path(path));
        }
        self.with_stream(member, |stream| {
            let blob = Blob::spool(stream.reader, UNPACKED_LIMIT)
                .map_err(|error| stream::read_error(member, stream.packing, &error))?;
            let problem = format!("unpacks to more than {} GiB", UNPACKED_LIMIT >> 30);
            blob.ok_or_else(|| TableError::file(member, problem, "a smaller file, or an unpacked one"))
        })
    }
}

fn cannot_open(label: &str, error: &io::Error) -> TableError {
    let problem = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "may not be read (permission denied)".to_owned(),
        _ => format!("cannot be opened: {error}"),
    };
    TableError::file(label, problem, "")
}

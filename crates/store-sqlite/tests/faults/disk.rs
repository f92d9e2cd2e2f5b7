//! A disk that forgets what was not synced, and can be full or fail: a layer under SQLite.
//!
//! Everything goes to real files, so that locks and shared memory work as ever. Beside them it is kept what would have
//! survived: writes wait until the file is synced. A power cut writes that, and only that, into another folder.
#![expect(unsafe_code, reason = "SQLite calls its file system through pointers")]

use rusqlite::ffi;
use std::collections::BTreeMap;
use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What the disk does to those who use it.
#[derive(Clone, Copy, Default)]
pub(crate) struct Temper {
    /// It says that it has synced, and has not.
    pub(crate) lies: bool,
    /// So many bytes can still be written.
    pub(crate) room: Option<usize>,
    /// It fails to sync.
    pub(crate) fails: bool,
}

#[derive(Default)]
struct Kept {
    durable: Vec<u8>,
    waiting: Vec<Change>,
    syncs: u32,
}

enum Change {
    Write(usize, Vec<u8>),
    Truncate(usize),
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    match change {
        Change::Write(at, new) => {
            let end = at + new.len();
            bytes.resize(bytes.len().max(end), 0);
            bytes[*at..end].copy_from_slice(new);
        }
        Change::Truncate(length) => bytes.resize(*length, 0),
    }
}

#[derive(Default)]
struct State {
    files: BTreeMap<String, Kept>,
    temper: Temper,
}

/// The disk. It lives as long as the process, because SQLite keeps its address.
pub(crate) struct Disk {
    state: Mutex<State>,
    real: *mut ffi::sqlite3_vfs,
    name: String,
}

// SAFETY: the state is behind a lock; the real file system of SQLite may be used from any thread.
unsafe impl Sync for Disk {}

impl Disk {
    /// A disk that is registered with SQLite under `name`.
    pub(crate) fn new(name: &str) -> &'static Disk {
        // SAFETY: a null name asks for the default file system, which stays registered.
        let real = unsafe { ffi::sqlite3_vfs_find(std::ptr::null()) };
        assert!(!real.is_null(), "SQLite has a file system");
        let disk: &'static Disk =
            Box::leak(Box::new(Disk { state: Mutex::default(), real, name: name.to_owned() }));
        // SAFETY: `real` points to a file system that stays registered; the copy and its name are never freed.
        unsafe {
            let mut vfs = *real;
            vfs.szOsFile += size_of::<Handle>() as c_int;
            vfs.pNext = std::ptr::null_mut();
            vfs.zName = CString::new(name).expect("no zero byte").into_raw();
            vfs.pAppData = std::ptr::from_ref(disk).cast_mut().cast();
            vfs.xOpen = Some(open);
            vfs.xDelete = Some(delete);
            assert_eq!(ffi::sqlite3_vfs_register(Box::leak(Box::new(vfs)), 0), ffi::SQLITE_OK);
        }
        disk
    }

    /// The name to open a store with.
    pub(crate) fn name(&self) -> String {
        self.name.clone()
    }

    pub(crate) fn set(&self, temper: Temper) {
        self.state().temper = temper;
    }

    /// The power goes: what is on the disk now, in `folder`. Of what was written and not synced, what `survives`.
    pub(crate) fn cut(&self, folder: &Path, mut survives: impl FnMut() -> bool) {
        let state = self.state();
        for (name, file) in &state.files {
            let mut bytes = file.durable.clone();
            for change in file.waiting.iter().filter(|_| survives()) {
                apply(&mut bytes, change);
            }
            std::fs::write(folder.join(name), bytes).expect("an image");
        }
    }

    /// How often a file was synced.
    pub(crate) fn syncs(&self, name: &str) -> u32 {
        self.state().files.get(name).map_or(0, |file| file.syncs)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The result for SQLite.
    fn write(&mut self, name: &str, change: Change) -> c_int {
        if let (Change::Write(_, bytes), Some(room)) = (&change, &mut self.temper.room) {
            match room.checked_sub(bytes.len()) {
                Some(left) => *room = left,
                None => return ffi::SQLITE_FULL,
            }
        }
        self.files.entry(name.to_owned()).or_default().waiting.push(change);
        ffi::SQLITE_OK
    }

    fn sync(&mut self, name: &str) -> c_int {
        if self.temper.fails {
            return ffi::SQLITE_IOERR_FSYNC;
        }
        let file = self.files.entry(name.to_owned()).or_default();
        file.syncs += 1;
        if !self.temper.lies {
            for change in file.waiting.drain(..) {
                apply(&mut file.durable, &change);
            }
        }
        ffi::SQLITE_OK
    }
}

/// An open file; the real one lies behind it in the memory that SQLite gave.
#[repr(C)]
struct Handle {
    base: ffi::sqlite3_file,
    disk: *const Disk,
    /// Null for temporary files.
    name: *mut String,
}

unsafe fn real(file: *mut ffi::sqlite3_file) -> *mut ffi::sqlite3_file {
    // SAFETY: `szOsFile` asked for the size of both.
    unsafe { file.cast::<Handle>().add(1).cast() }
}

/// The methods of the real file.
unsafe fn methods(file: *mut ffi::sqlite3_file) -> &'static ffi::sqlite3_io_methods {
    // SAFETY: `open` succeeded, so the real file has its methods.
    unsafe { &*(*real(file)).pMethods }
}

unsafe fn tracked<'a>(file: *mut ffi::sqlite3_file) -> Option<(MutexGuard<'a, State>, &'a str)> {
    // SAFETY: `open` filled the handle; the disk lives for ever and the name until `close`.
    unsafe {
        let handle = file.cast::<Handle>();
        let name = (*handle).name.as_ref()?;
        Some(((*(*handle).disk).state(), name.as_str()))
    }
}

fn last_part(path: &CStr) -> String {
    let path = path.to_string_lossy();
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

unsafe extern "C" fn open(
    vfs: *mut ffi::sqlite3_vfs,
    path: *const c_char,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: SQLite gives `szOsFile` bytes for the file, and our own registered file system.
    unsafe {
        let disk = (*vfs).pAppData.cast::<Disk>();
        let original = (*disk).real;
        (*file).pMethods = std::ptr::null();
        let done = (*original).xOpen.expect("a method")(original, path, real(file), flags, out);
        if done != ffi::SQLITE_OK {
            return done;
        }
        let handle = file.cast::<Handle>();
        (*handle).disk = disk;
        (*handle).name = std::ptr::null_mut();
        if !path.is_null() {
            let name = last_part(CStr::from_ptr(path));
            (*disk).state().files.entry(name.clone()).or_default();
            (*handle).name = Box::into_raw(Box::new(name));
        }
        (*file).pMethods = &raw const METHODS;
        done
    }
}

unsafe extern "C" fn delete(vfs: *mut ffi::sqlite3_vfs, path: *const c_char, sync: c_int) -> c_int {
    // SAFETY: as in `open`.
    unsafe {
        let disk = (*vfs).pAppData.cast::<Disk>();
        let original = (*disk).real;
        (*disk).state().files.remove(&last_part(CStr::from_ptr(path)));
        (*original).xDelete.expect("a method")(original, path, sync)
    }
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: the name was made by `open` and is not used after this.
    unsafe {
        let handle = file.cast::<Handle>();
        if !(*handle).name.is_null() {
            drop(Box::from_raw((*handle).name));
        }
        methods(file).xClose.expect("a method")(real(file))
    }
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    from: *const c_void,
    count: c_int,
    at: ffi::sqlite3_int64,
) -> c_int {
    // SAFETY: SQLite gives `count` bytes at `from`. The lock is held until the real file has them.
    unsafe {
        let mut tracked = tracked(file);
        if let Some((state, name)) = &mut tracked {
            let bytes = std::slice::from_raw_parts(from.cast::<u8>(), count as usize).to_vec();
            let done = state.write(name, Change::Write(at as usize, bytes));
            if done != ffi::SQLITE_OK {
                return done;
            }
        }
        methods(file).xWrite.expect("a method")(real(file), from, count, at)
    }
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, length: ffi::sqlite3_int64) -> c_int {
    // SAFETY: as in `write`.
    unsafe {
        if let Some((mut state, name)) = tracked(file) {
            state.write(name, Change::Truncate(length as usize));
        }
        methods(file).xTruncate.expect("a method")(real(file), length)
    }
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, _flags: c_int) -> c_int {
    // SAFETY: as in `write`. The real file need not be synced: the machine does not lose its power.
    unsafe { tracked(file).map_or(ffi::SQLITE_OK, |(mut state, name)| state.sync(name)) }
}

/// Methods that ask the real file.
macro_rules! passed_on {
    ($($name:ident = $method:ident($($argument:ident: $of:ty),*) -> $out:ty;)*) => {
        $(unsafe extern "C" fn $name(file: *mut ffi::sqlite3_file, $($argument: $of),*) -> $out {
            // SAFETY: the arguments are passed on as they came.
            unsafe { methods(file).$method.expect("a method")(real(file), $($argument),*) }
        })*
    };
}

passed_on! {
    read = xRead(to: *mut c_void, count: c_int, at: ffi::sqlite3_int64) -> c_int;
    size = xFileSize(out: *mut ffi::sqlite3_int64) -> c_int;
    lock = xLock(level: c_int) -> c_int;
    unlock = xUnlock(level: c_int) -> c_int;
    reserved = xCheckReservedLock(out: *mut c_int) -> c_int;
    control = xFileControl(op: c_int, argument: *mut c_void) -> c_int;
    sector = xSectorSize() -> c_int;
    device = xDeviceCharacteristics() -> c_int;
    shm_map = xShmMap(page: c_int, size: c_int, extend: c_int, out: *mut *mut c_void) -> c_int;
    shm_lock = xShmLock(offset: c_int, count: c_int, flags: c_int) -> c_int;
    shm_barrier = xShmBarrier() -> ();
    shm_unmap = xShmUnmap(delete: c_int) -> c_int;
}

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    // Without the third version there is no memory mapping past this layer.
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(reserved),
    xFileControl: Some(control),
    xSectorSize: Some(sector),
    xDeviceCharacteristics: Some(device),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

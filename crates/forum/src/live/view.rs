//! The state of a forum after the acts seen so far.

use super::error::LiveError;
use crate::fold::{State, apply};
use record::Record;

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
}

fn broken(error: &dyn std::error::Error) -> LiveError {
    LiveError::Broken(error.to_string())
}

//! One command per file: read what was typed, do it through the crates below, show it.

#[cfg(feature = "files")]
mod alike;
#[cfg(feature = "files")]
pub(crate) mod analyze;
#[cfg(feature = "files")]
mod attribution;
mod bundle_files;
pub(crate) mod communique;
#[cfg(feature = "files")]
pub(crate) mod convert;
pub(crate) mod demo;
pub(crate) mod doctor;
#[cfg(feature = "files")]
pub(crate) mod evaluate;
pub(crate) mod export;
pub(crate) mod forecast;
#[cfg(feature = "files")]
pub(crate) mod import;
pub(crate) mod key;
#[cfg(feature = "files")]
mod opinions;
pub(crate) mod papers;
#[cfg(feature = "files")]
mod phases;
#[cfg(feature = "files")]
mod polis;
#[cfg(feature = "files")]
pub(crate) mod predict;
#[cfg(feature = "files")]
mod reading;
pub(crate) mod serve;
pub(crate) mod show;
#[cfg(feature = "files")]
pub(crate) mod simulate;
pub(crate) mod upkeep;
pub(crate) mod verify;

use crate::arguments::Thresholds;
use crate::terminal::Failure;
use opinion::{Evidence, Settings};

/// The settings that were typed.
fn settings(typed: &Thresholds) -> Result<Settings, Failure> {
    let settings = Settings {
        agreement: typed.agreement,
        confidence: typed.confidence,
        veto: typed.veto,
        outside_at_most: typed.outside,
        minimum_answers: typed.minimum,
        evidence: if typed.live { Evidence::Anytime } else { Evidence::Fixed },
        ..Settings::default()
    };
    settings.check().map_err(|error| Failure::Input(error.to_string()))?;
    Ok(settings)
}

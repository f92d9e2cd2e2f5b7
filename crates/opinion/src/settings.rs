//! What a forum fixes before voting begins.

use serde::{Deserialize, Serialize};

/// The thresholds under which findings are made. Political choices: fixed before voting, printed with every result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// τ: the share that must agree in a party. Default 0.60.
    pub agreement: f64,
    /// How sure the engine must be before it certifies. Default 0.95.
    pub confidence: f64,
    /// ν: the share of opposition that no party may exceed. Default 0.30.
    pub veto: f64,
    /// k: how many parties may stand outside a broad consensus; `None` means ⌊n/9⌋, at least 1 from five parties on.
    pub outside_at_most: Option<u32>,
    /// How many answers make a party asked, unless its whole roster is smaller. Default 20.
    pub minimum_answers: u64,
    /// How far apart two parties' agree shares must lie to be divided. Default 0.30.
    pub divide_gap: f64,
    /// The share of fake voters per party that the robust floor survives. Default 0.10.
    pub fake_share: f64,
    /// How evidence is read: once, at the end, or watched live.
    pub evidence: Evidence,
}

/// Whether a result is looked at once or watched while votes come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// The posterior at one moment that was fixed beforehand.
    Fixed,
    /// Bounds that hold at every moment at once, however often one looks.
    Anytime,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            agreement: 0.60,
            confidence: 0.95,
            veto: 0.30,
            outside_at_most: None,
            minimum_answers: 20,
            divide_gap: 0.30,
            fake_share: 0.10,
            evidence: Evidence::Fixed,
        }
    }
}

/// A setting outside its range.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{name} is {value}; it must lie {range}")]
pub struct SettingsError {
    /// Which setting.
    pub name: &'static str,
    /// What it was.
    pub value: f64,
    /// What it may be.
    pub range: &'static str,
}

impl Settings {
    /// Refuses settings that no certificate could be read under.
    ///
    /// # Errors
    /// [`SettingsError`] names the first setting out of range and the range.
    pub fn check(&self) -> Result<(), SettingsError> {
        let rules = [
            (
                "the agreement threshold",
                self.agreement,
                self.agreement > 0.0 && self.agreement < 1.0,
                "above 0 and below 1",
            ),
            (
                "the confidence",
                self.confidence,
                self.confidence > 0.5 && self.confidence < 1.0,
                "above 0.5 and below 1",
            ),
            ("the veto threshold", self.veto, self.veto > 0.0 && self.veto <= 1.0, "above 0 and at most 1"),
            (
                "the gap of a divide",
                self.divide_gap,
                self.divide_gap > 0.0 && self.divide_gap < 1.0,
                "above 0 and below 1",
            ),
            (
                "the share of fake voters",
                self.fake_share,
                self.fake_share >= 0.0 && self.fake_share < 1.0,
                "from 0 to below 1",
            ),
        ];
        let broken = rules.into_iter().find(|&(_, _, holds, _)| !holds);
        broken.map_or(Ok(()), |(name, value, _, range)| Err(SettingsError { name, value, range }))
    }

    /// k for `parties` counted parties: as set, else ⌊n/9⌋ and at least 1 from five parties on.
    #[must_use]
    pub fn outside_allowed(&self, parties: usize) -> u32 {
        let default = u32::try_from(parties / 9).unwrap_or(u32::MAX).max(u32::from(parties >= 5));
        self.outside_at_most.unwrap_or(default)
    }

    /// How many answers make a party with this roster asked.
    #[must_use]
    pub fn minimum_for(&self, roster: Option<u64>) -> u64 {
        roster.map_or(self.minimum_answers, |roster| roster.min(self.minimum_answers))
    }
}

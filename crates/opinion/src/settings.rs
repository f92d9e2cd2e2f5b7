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

//! Pledged, agreed, received: three totals that never meet.

use serde::{Deserialize, Serialize};

macro_rules! total {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(u64);

        impl $name {
            /// So many, in the unit of the [`Totals`].
            #[must_use]
            pub fn new(quantity: u64) -> $name {
                $name(quantity)
            }

            /// How many.
            #[must_use]
            pub fn quantity(self) -> u64 {
                self.0
            }
        }
    };
}

total!(
    /// What was pledged: shown, and never counted as anything more (the practice of OCHA's Financial Tracking Service).
    Pledged
);
total!(
    /// What giver and receiver agreed on.
    Agreed
);
total!(
    /// What both sides confirmed as received.
    Received
);

/// What each side says of one arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// What the giver says it handed over; `None` until it said so.
    pub by_giver: Option<u64>,
    /// What the receiver says it got; `None` until it said so.
    pub by_receiver: Option<u64>,
}

impl Receipt {
    /// What both confirm: the smaller of the two figures, and nothing while one side is silent.
    #[must_use]
    pub fn confirmed(self) -> Received {
        match (self.by_giver, self.by_receiver) {
            (Some(given), Some(got)) => Received(given.min(got)),
            _ => Received(0),
        }
    }

    /// What only one side says: it is shown as one-sided and is in no total.
    #[must_use]
    pub fn one_sided(self) -> u64 {
        self.by_giver.max(self.by_receiver).unwrap_or(0) - self.confirmed().0
    }
}

/// What was pledged, agreed and received of one thing in one unit. Each is its own type, and nothing adds two of them
/// up. Nothing is agreed that was not pledged, and nothing received that was not agreed (invariant I7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Raw", into = "Raw")]
pub struct Totals {
    unit: String,
    pledged: Pledged,
    agreed: Agreed,
    received: Received,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    unit: String,
    pledged: Pledged,
    agreed: Agreed,
    received: Received,
}

/// Why a quantity was not entered. The totals are as they were before.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TotalsError {
    /// More would be agreed than was pledged.
    #[error("{agreed} {unit} agreed would exceed the {pledged} pledged; the rest has to be pledged first")]
    ExceedsPledge {
        /// The unit.
        unit: String,
        /// What would be agreed.
        agreed: u64,
        /// What was pledged.
        pledged: u64,
    },
    /// More would be received than was agreed.
    #[error("{received} {unit} received would exceed the {agreed} agreed; the rest has to be agreed first")]
    ExceedsAgreement {
        /// The unit.
        unit: String,
        /// What would be received.
        received: u64,
        /// What was agreed.
        agreed: u64,
    },
    /// The number is beyond 64 bits.
    #[error("the total is larger than a 64-bit number")]
    TooLarge,
}

impl Totals {
    /// Nothing pledged, agreed or received, in this unit.
    #[must_use]
    pub fn new(unit: &str) -> Totals {
        Totals {
            unit: unit.to_owned(),
            pledged: Pledged::default(),
            agreed: Agreed::default(),
            received: Received::default(),
        }
    }

    /// The unit.
    #[must_use]
    pub fn unit(&self) -> &str {
        &self.unit
    }

    /// What was pledged.
    #[must_use]
    pub fn pledged(&self) -> Pledged {
        self.pledged
    }

    /// What was agreed.
    #[must_use]
    pub fn agreed(&self) -> Agreed {
        self.agreed
    }

    /// What both sides confirmed as received.
    #[must_use]
    pub fn received(&self) -> Received {
        self.received
    }

    /// Enters a pledge.
    ///
    /// # Errors
    /// [`TotalsError::TooLarge`].
    pub fn pledge(&mut self, quantity: u64) -> Result<(), TotalsError> {
        self.pledged = Pledged(sum(self.pledged.0, quantity)?);
        Ok(())
    }

    /// Enters an agreement.
    ///
    /// # Errors
    /// [`TotalsError::ExceedsPledge`] or [`TotalsError::TooLarge`].
    pub fn agree(&mut self, quantity: u64) -> Result<(), TotalsError> {
        let agreed = Agreed(sum(self.agreed.0, quantity)?);
        self.replace(Totals { agreed, ..self.clone() })
    }

    /// Enters an arrival: what both sides confirm, and nothing of what only one says.
    ///
    /// # Errors
    /// [`TotalsError::ExceedsAgreement`] or [`TotalsError::TooLarge`].
    pub fn receive(&mut self, receipt: Receipt) -> Result<(), TotalsError> {
        let received = Received(sum(self.received.0, receipt.confirmed().0)?);
        self.replace(Totals { received, ..self.clone() })
    }

    fn replace(&mut self, next: Totals) -> Result<(), TotalsError> {
        *self = next.checked()?;
        Ok(())
    }

    fn checked(self) -> Result<Totals, TotalsError> {
        let Totals { unit, pledged: Pledged(pledged), agreed: Agreed(agreed), received: Received(received) } =
            &self;
        let (unit, pledged, agreed, received) = (unit.clone(), *pledged, *agreed, *received);
        if agreed > pledged {
            return Err(TotalsError::ExceedsPledge { unit, agreed, pledged });
        }
        if received > agreed {
            return Err(TotalsError::ExceedsAgreement { unit, received, agreed });
        }
        Ok(self)
    }
}

fn sum(a: u64, b: u64) -> Result<u64, TotalsError> {
    a.checked_add(b).ok_or(TotalsError::TooLarge)
}

impl TryFrom<Raw> for Totals {
    type Error = TotalsError;

    fn try_from(Raw { unit, pledged, agreed, received }: Raw) -> Result<Totals, TotalsError> {
        Totals { unit, pledged, agreed, received }.checked()
    }
}

impl From<Totals> for Raw {
    fn from(Totals { unit, pledged, agreed, received }: Totals) -> Raw {
        Raw { unit, pledged, agreed, received }
    }
}

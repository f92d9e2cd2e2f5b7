//! The rules the crate ships, beside the basic ones.

use crate::rule::{Absent, Consent, Over, Rule, Test};

impl Rule {
    /// Adopted without a vote, no formal objection being made (practice of the UN General Assembly).
    #[must_use]
    pub fn un_consensus() -> Rule {
        Rule::without_objection("un_consensus", Over::All, Absent::NoEffect)
    }

    /// No break received before the deadline (UN General Assembly, decision 74/544; OSCE Rules of Procedure, Annex 1(A)).
    /// One break stops it.
    #[must_use]
    pub fn silence() -> Rule {
        Rule::without_objection("silence", Over::All, Absent::Assent)
    }

    /// No member present formally objects (WTO Agreement, Art. IX:1, footnote 1). Where that fails, a majority may be
    /// turned to, one member one vote.
    #[must_use]
    pub fn wto() -> Rule {
        Rule {
            fallback: Some("majority".to_owned()),
            ..Rule::without_objection("wto", Over::Present, Absent::NoEffect)
        }
    }

    /// No objection is expressed to taking the decision (OSCE Rules of Procedure). Interpretative statements and
    /// reservations stand beside it.
    #[must_use]
    pub fn osce() -> Rule {
        Rule::without_objection("osce", Over::All, Absent::NoEffect)
    }

    /// The same less the state in clear, gross and uncorrected violation of its commitments (CSCE, Prague 1992).
    #[must_use]
    pub fn osce_minus_one() -> Rule {
        Rule {
            exclude_concerned: true,
            ..Rule::without_objection("osce_minus_one", Over::All, Absent::NoEffect)
        }
    }

    /// Consultation and consensus (ASEAN Charter, Art. 20). Where that fails the Summit decides how to decide, which is
    /// no rule that could be named here.
    #[must_use]
    pub fn asean() -> Rule {
        Rule::without_objection("asean", Over::All, Absent::NoEffect)
    }

    /// Consensus to allow that some take part later in carrying out an economic commitment (ASEAN Charter, Art. 21(2)).
    /// Who takes part is no matter of this decision.
    #[must_use]
    pub fn asean_minus_x() -> Rule {
        Rule::without_objection("asean_minus_x", Over::All, Absent::NoEffect)
    }

    /// Nobody objects, absence being tacit assent; takes effect after 30 days (OPEC Statute).
    #[must_use]
    pub fn opec() -> Rule {
        Rule { effect_after_days: Some(30), ..Rule::without_objection("opec", Over::All, Absent::Assent) }
    }

    /// No objection with a reason stands, and the decision is looked at again after as many days as said (consent as
    /// sociocracy has it). An objection without a reason is invalid and recorded as such.
    #[must_use]
    pub fn consent(review_after_days: u32) -> Rule {
        let consent = Some(Consent { review_after_days });
        Rule { consent, ..Rule::without_objection("consent", Over::All, Absent::NoEffect) }
    }

    fn without_objection(id: &str, over: Over, absent: Absent) -> Rule {
        Rule::plain(id, Test::NoObjection { over, absent })
    }

    /// The rule the crate ships under this id.
    #[must_use]
    pub fn named(id: &str) -> Option<Rule> {
        Rule::shipped().into_iter().find(|rule| rule.id == id)
    }

    /// All rules the crate ships.
    #[must_use]
    pub fn shipped() -> [Rule; 15] {
        [
            Rule::sco16(),
            Rule::sco16_minus_one(),
            Rule::un_consensus(),
            Rule::silence(),
            Rule::wto(),
            Rule::osce(),
            Rule::osce_minus_one(),
            Rule::asean(),
            Rule::asean_minus_x(),
            Rule::majority(),
            Rule::two_thirds(),
            Rule::qmv(),
            Rule::qmv_reinforced(),
            Rule::unanimity_constructive(),
            Rule::opec(),
        ]
    }
}

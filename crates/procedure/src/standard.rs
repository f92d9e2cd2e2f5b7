//! The rules the crate ships, beside the basic ones.

use crate::input::StatementKind;
use crate::rule::{Absent, Consent, Contrary, Judged, Over, Rule, Test, Threshold};
use crate::silence::Silence;

impl Rule {
    /// Adopted without a vote, no formal objection being made (practice of the UN General Assembly). "By consensus"
    /// says of every party that it agrees; "without a vote" says only that nobody asked for one. The ground of the
    /// outcome is the first only where each counted party said that it agrees and none dissociated itself.
    #[must_use]
    pub fn un_consensus() -> Rule {
        Rule { without_vote: true, ..Rule::without_objection("un_consensus", Over::All, Absent::NoEffect) }
    }

    /// No break received before the deadline, 72 hours at the least, and confirmed at a meeting (UN General Assembly,
    /// decision 74/544; broken by an amendment too: OSCE Rules of Procedure, Annex 1(A)). One break stops it. Silence
    /// is the assent of those that accepted the rule beforehand; of the others no objection was received.
    #[must_use]
    pub fn silence() -> Rule {
        let silence = Silence { amendment_breaks: true, prior_acceptance: true, ..Silence::united_nations() };
        Rule { silence: Some(silence), ..Rule::without_objection("silence", Over::All, Absent::Assent) }
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

    /// No objection is expressed to taking the decision (OSCE Rules of Procedure). Interpretative statements are attached
    /// to it; a reservation is in the record.
    #[must_use]
    pub fn osce() -> Rule {
        Rule {
            attaches: vec![StatementKind::Interpretative],
            ..Rule::without_objection("osce", Over::All, Absent::NoEffect)
        }
    }

    /// The same less the state in clear, gross and uncorrected violation of its commitments (CSCE, Prague 1992). Where
    /// no such violation is stated, the party concerned is counted as any other.
    #[must_use]
    pub fn osce_minus_one() -> Rule {
        Rule {
            id: "osce_minus_one".to_owned(),
            exclude_concerned: true,
            asks_for_violation: true,
            ..Rule::osce()
        }
    }

    /// Consultation and consensus (ASEAN Charter, Art. 20). Where that fails the Summit decides how to decide, which is
    /// no rule that could be turned to.
    #[must_use]
    pub fn asean() -> Rule {
        Rule {
            refers_to: Some("ASEAN Summit".to_owned()),
            ..Rule::without_objection("asean", Over::All, Absent::NoEffect)
        }
    }

    /// Consensus to allow that some take part later in carrying out an economic commitment (ASEAN Charter, Art. 21(2)).
    /// Who does not participate lets the others go ahead, is named, and joins later ([`Participation`]).
    ///
    /// [`Participation`]: crate::Participation
    #[must_use]
    pub fn asean_minus_x() -> Rule {
        Rule { flexible: true, ..Rule::without_objection("asean_minus_x", Over::All, Absent::NoEffect) }
    }

    /// Nobody objects, absence being tacit assent; takes effect after 30 days unless notified to the contrary, by an
    /// absent member 10 days before at the latest (OPEC Statute). What is notified in time is an objection, so nothing
    /// is decided before.
    #[must_use]
    pub fn opec() -> Rule {
        Rule {
            contrary: Some(Contrary { effect_after_days: 30, absent_before_days: 10 }),
            ..Rule::without_objection("opec", Over::All, Absent::Assent)
        }
    }

    /// Every objection that stands has a written answer in time: addressed, not necessarily accommodated (RFC 7282).
    /// Nothing is counted.
    #[must_use]
    pub fn rough() -> Rule {
        Rule::plain("rough", Test::Judged(Judged::Rough))
    }

    /// General agreement, without sustained opposition to substantial issues by an important part (ISO/IEC Guide 2:2004,
    /// 1.7). The definition gives no figures. Set here: two thirds of those who accept or object (ISO/IEC Directives,
    /// Part 1, 2.5.6: in doubt two thirds of those voting), and more than a quarter of all as an important part (2.6.3:
    /// not more than a quarter of the votes negative). A forum that reads it otherwise sets its own.
    #[must_use]
    pub fn iso() -> Rule {
        let (important_part, agreement) = (Threshold::MORE_THAN_A_QUARTER, Threshold::TWO_THIRDS);
        Rule::plain("iso", Test::Judged(Judged::Iso { important_part, agreement }))
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

    /// All rules the crate ships. Consent is looked at again after a year, where a forum does not say otherwise.
    #[must_use]
    pub fn shipped() -> [Rule; 18] {
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
            Rule::iso(),
            Rule::rough(),
            Rule::consent(365),
            Rule::opec(),
        ]
    }
}

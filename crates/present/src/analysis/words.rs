//! An analysis' own lines of words: ground, settings, sections.

use super::{AnalysisView, figures::Section};
use crate::{
    locale,
    locale::Args,
    sentence::{at_least, at_most},
};
use opinion::Grade;
use terms::Lang;

/// The words of one view in one language.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) view: &'a AnalysisView<'a>,
    pub(super) lang: &'a Lang,
}

impl<'a> Words<'a> {
    /// Arguments every message may use: what blocks are called, how many, and the settings.
    pub(super) fn args(&self) -> Args<'static> {
        let report = self.view.report;
        let settings = &report.settings;
        let mut args = Args::new();
        args.set("blocks", self.view.block_word().key());
        args.set("n", report.parties.len());
        args.set("confidence", u64::from(at_least(settings.confidence)));
        args.set("agreement", u64::from(at_least(settings.agreement)));
        args.set("veto", u64::from(at_most(settings.veto)));
        args.set("fake", u64::from(at_least(settings.fake_share)));
        args.set("gap", u64::from(at_least(settings.divide_gap)));
        args.set("outside", u64::from(report.outside_at_most));
        args.set("minimum", settings.minimum_answers);
        args
    }

    /// The message `id` with the common arguments.
    pub(super) fn say(&self, id: &str) -> String {
        locale::say(self.lang, id, &self.args())
    }

    /// The message `id` with one more whole number.
    pub(super) fn say_with(&self, id: &str, name: &'static str, number: u64) -> String {
        let mut args = self.args();
        args.set(name, number);
        locale::say(self.lang, id, &args)
    }

    /// The message `id`, in the form for one block where all people are one.
    pub(super) fn say_for_blocks(&self, id: &str) -> String {
        if self.view.report.single_block { self.say(&format!("{id}-single")) } else { self.say(id) }
    }

    pub(super) fn integer(&self, number: u64) -> String {
        locale::integer(self.lang, number)
    }

    /// "71 %".
    pub(super) fn percent(&self, percent: u8) -> String {
        self.say_with("figure-percent", "percent", u64::from(percent))
    }

    /// "62–81 %", rounded outwards.
    pub(super) fn range(&self, low: f64, high: f64) -> String {
        let mut args = Args::new();
        args.set("low", u64::from(at_least(low)));
        args.set("high", u64::from(at_most(high)));
        locale::say(self.lang, "figure-range", &args)
    }

    /// "Of those who took part: …", the ground of everything below it.
    pub(super) fn ground(&self) -> String {
        let mut args = self.args();
        args.set("participants", self.view.input.participants);
        args.set("votes", self.view.input.votes);
        args.set("statements", self.view.input.statements);
        let id = match (self.view.report.single_block, self.view.parties_vote()) {
            (true, _) => "ground-single",
            (false, true) => "ground-votes",
            (false, false) => "ground",
        };
        locale::say(self.lang, id, &args)
    }

    /// The thresholds, in one line.
    pub(super) fn settings(&self) -> String {
        self.say_for_blocks("settings-line")
    }

    /// Answers by kind, changed votes and bad rows.
    pub(super) fn answers(&self) -> String {
        let input = &self.view.input;
        let mut args = self.args();
        args.set("agree", input.agree);
        args.set("pass", input.pass);
        args.set("disagree", input.disagree);
        args.set("revotes", input.revotes);
        args.set("skipped", input.skipped);
        let mut parts = vec![locale::say(self.lang, "answers-line", &args)];
        if input.revotes > 0 {
            parts.push(locale::say(self.lang, "revotes-line", &args));
        }
        if input.skipped > 0 {
            parts.push(locale::say(self.lang, "skipped-line", &args));
        }
        parts.join(" · ")
    }

    /// The exact counts beside the grades; nothing for one block, where there is nobody to object.
    pub(super) fn exact(&self) -> Option<String> {
        let exact = self.view.report.exact;
        let mut args = self.args();
        args.set("objection", exact.no_objection);
        args.set("all", exact.unanimous);
        (!self.view.report.single_block).then(|| locale::say(self.lang, "exact-line", &args))
    }

    pub(super) fn grade(&self, grade: Grade) -> String {
        locale::word(self.lang, &format!("grade-{}", grade.key()))
    }

    pub(super) fn section(&self, section: Section) -> String {
        locale::word(self.lang, &format!("section-{}", section.key()))
    }

    /// "2 unanimous · 5 consensus · 4 broad consensus", grades without a finding left out.
    /// Empty for a section of one grade, whose name says it already.
    pub(super) fn breakdown(&self, section: Section) -> String {
        if matches!(section, Section::Rejected | Section::Differ | Section::NotAsked) {
            return String::new();
        }
        let count = |grade: &Grade| (*grade, self.view.report.summary.of(*grade));
        let grades = Grade::ALL.iter().filter(|grade| Section::of(**grade) == section).map(count);
        let named =
            grades.filter(|(_, n)| *n > 0).map(|(g, n)| format!("{} {}", self.integer(n), self.grade(g)));
        named.collect::<Vec<_>>().join(" · ")
    }
}

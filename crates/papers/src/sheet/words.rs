//! What a paper says in a language.

use super::{Block, Run};
use crate::model::{Clause, Forum, Note, Paper, Signature, Status};
use present::collate::Collation;
use present::locale::{self, Args, speaks};
use present::{dates, list, numbers};
use terms::{Instant, Lang, MultiText, PartyKey, Standing};
use text::{AssertedBy, Part};

/// The name of a value as files write it.
pub(crate) fn key(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Whether punctuation is as wide as the signs it stands among.
fn full_width(lang: &Lang) -> bool {
    matches!(lang.language(), "zh" | "ja")
}

/// A colon with the space behind it, where the script puts one.
pub(crate) fn colon(lang: &Lang) -> &'static str {
    if full_width(lang) { "：" } else { ": " }
}

/// Words in brackets, behind others.
pub(crate) fn aside(lang: &Lang, words: &str) -> String {
    if full_width(lang) { format!("（{words}）") } else { format!(" ({words})") }
}

/// Where and when a forum meets.
pub(crate) fn place_of(forum: &Forum, lang: &Lang) -> String {
    let mut args = Args::new();
    args.set("place", forum.place.best(lang).map_or(String::new(), |(_, place)| place.to_owned()));
    args.set("days", dates::written_range(lang, &forum.opens, &forum.closes));
    locale::say(lang, "paper-where", &args)
}

/// A paper and the language in which it speaks.
pub(crate) struct Words<'a> {
    pub(crate) paper: &'a Paper,
    pub(crate) lang: &'a Lang,
}

impl Words<'_> {
    pub(crate) fn say(&self, id: &str) -> String {
        locale::word(self.lang, id)
    }

    pub(crate) fn say_with(&self, id: &str, arguments: &[(&'static str, String)]) -> String {
        let mut args = Args::new();
        for (name, value) in arguments {
            args.set(*name, value.clone());
        }
        locale::say(self.lang, id, &args)
    }

    pub(crate) fn say_count(&self, id: &str, name: &'static str, count: u64) -> String {
        let mut args = Args::new();
        args.set(name, count);
        locale::say(self.lang, id, &args)
    }

    /// A text in this language, or in the one next to it.
    pub(crate) fn multi(&self, text: &MultiText) -> String {
        text.best(self.lang).map_or(String::new(), |(_, text)| text.to_owned())
    }

    /// The same, its language named where it is another.
    pub(crate) fn multi_runs(&self, text: &MultiText) -> Vec<Run> {
        let run = |(own, text): (&Lang, &str)| Run {
            text: text.to_owned(),
            lang: (own.language() != self.lang.language()).then(|| own.clone()),
            ..Run::default()
        };
        text.best(self.lang).map(run).into_iter().collect()
    }

    pub(crate) fn number(&self, number: u32) -> String {
        numbers::ungrouped(self.lang, u64::from(number))
    }

    pub(crate) fn count(&self, number: u64) -> String {
        numbers::integer(self.lang, number)
    }

    pub(crate) fn moment(&self, at: Instant) -> String {
        dates::moment(self.lang, at, &self.paper.forum.zone)
    }

    pub(crate) fn party(&self, key: &PartyKey) -> String {
        self.paper.parties.get(key).map_or_else(|| key.to_string(), |named| self.multi(&named.name))
    }

    pub(crate) fn standing(&self, standing: &Standing) -> String {
        let name = self.paper.standings.get(standing);
        name.map_or_else(|| standing.to_string(), |name| self.multi(name))
    }

    /// Names in the order of the language, as a list.
    pub(crate) fn names<'k>(&self, keys: impl IntoIterator<Item = &'k PartyKey>) -> String {
        let collation = Collation::of(&speaks(self.lang));
        let mut names: Vec<String> = keys.into_iter().map(|key| self.party(key)).collect();
        names.sort_by(|a, b| collation.compare(a, b));
        list::joined(self.lang, names)
    }

    pub(crate) fn place(&self) -> String {
        place_of(&self.paper.forum, self.lang)
    }

    pub(crate) fn title_and_symbol(&self) -> String {
        let title = self.multi(&self.paper.title);
        self.say_with("paper-adoption-of", &[("title", title), ("symbol", self.paper.symbol.clone())])
    }

    /// How far the text has come, and in which languages it is authentic.
    pub(crate) fn status(&self) -> Vec<String> {
        let mut out = vec![match self.paper.status {
            Status::Draft => self.say("paper-status-draft"),
            Status::Frozen => self.say("paper-status-frozen"),
            Status::Adopted | Status::NotAdopted => self.result(),
            Status::Issued => self.say("paper-status-issued"),
        }];
        let authentic = &self.paper.authentic;
        if !authentic.is_empty() {
            let languages = authentic.iter().map(|lang| self.language(lang)).collect();
            let own = authentic.iter().any(|lang| lang.language() == self.lang.language());
            let mut args = Args::new();
            args.set("count", authentic.len() as u64);
            args.set("languages", list::joined(self.lang, languages));
            let id = if own { "paper-authentic" } else { "paper-translation" };
            out.push(locale::say(self.lang, id, &args));
        }
        out
    }

    /// The result of the adoption in words: computed from what the rule yielded.
    pub(crate) fn result(&self) -> String {
        let outcome = self.paper.adoption.as_ref().and_then(|adoption| adoption.outcome.as_ref());
        match outcome {
            None => self.say("paper-result-pending"),
            Some(outcome) if outcome.adopted => {
                let basis = outcome.basis.clone().unwrap_or_default();
                let basis = self.say_with("basis", &[("basis", basis)]);
                self.say_with("adoption-result", &[("basis", basis)])
            }
            Some(_) => self.say("adoption-result-not"),
        }
    }

    /// The name of a language: its tag where it has no name here.
    fn language(&self, lang: &Lang) -> String {
        let id = format!("paper-lang-{}", lang.language());
        let name = self.say(&id);
        if name == id { lang.to_string() } else { name }
    }

    /// In whose name a clause speaks, up to where its own words begin.
    pub(crate) fn subject(&self, clause: &Clause) -> String {
        if clause.verb.is_none() {
            return String::new();
        }
        let (kind, subject) = match &clause.asserted_by {
            AssertedBy::Forum | AssertedBy::Host => ("forum", self.say("text-subject")),
            AssertedBy::Parties(parties) => ("parties", self.names(parties)),
        };
        self.say_with("text-speaks", &[("kind", kind.to_owned()), ("subject", subject)])
    }

    /// What a note is and whose, and its words.
    pub(crate) fn note(&self, note: &Note) -> (String, Vec<Run>) {
        let what = self.say(&format!("paper-note-{}", note.kind.name()));
        let head = match &note.by {
            Some(party) => self.say_with("paper-note-by", &[("what", what), ("party", self.party(party))]),
            None => what,
        };
        (head, self.multi_runs(&note.text))
    }

    /// The words of a footnote, after the name of whose it is.
    pub(crate) fn footnote(&self, note: &Note) -> Vec<Run> {
        let by =
            note.by.as_ref().map(|party| Run::plain(format!("{}{}", self.party(party), colon(self.lang))));
        by.into_iter().chain(self.multi_runs(&note.text)).collect()
    }

    /// Where a clause stands, as readers refer to it.
    pub(crate) fn clause_place(&self, clause: &Clause, preambular: u32) -> String {
        match clause.part {
            Part::Chapeau => self.say("paper-place-chapeau"),
            Part::Preamble => self.say_with("paper-place-preamble", &[("number", self.number(preambular))]),
            Part::Operative => clause.number.map_or_else(String::new, |number| self.number(number)),
            Part::Closing => self.say("paper-place-closing"),
        }
    }

    /// Where the clause with this id stands.
    pub(crate) fn place_of(&self, id: &text::ClauseId) -> String {
        let mut preambular = 0;
        for clause in &self.paper.clauses {
            preambular += u32::from(clause.part == Part::Preamble);
            if clause.id == *id {
                return self.clause_place(clause, preambular);
            }
        }
        id.to_string()
    }

    /// On how many findings a clause rests, of which grades, and the first digits of the snapshots they stand in.
    pub(crate) fn rests(&self, clause: &Clause) -> Vec<Run> {
        if clause.grounds.is_empty() {
            return Vec::new();
        }
        let (mut grades, mut snapshots) = (Vec::new(), Vec::new());
        for ground in &clause.grounds {
            let grade = self.grade(&ground.grade);
            if !grades.contains(&grade) {
                grades.push(grade);
            }
            let short: String = ground.snapshot.to_string().chars().take(12).collect();
            if !snapshots.contains(&short) {
                snapshots.push(short);
            }
        }
        let mut args = Args::new();
        args.set("count", clause.grounds.len() as u64);
        args.set("grades", list::joined(self.lang, grades));
        let rests = locale::say(self.lang, "paper-rests", &args);
        let mut runs = vec![Run::plain(format!("{rests} · {}", self.say("paper-snapshot")))];
        for short in snapshots {
            runs.extend([Run::plain(" "), Run::code(short)]);
        }
        runs
    }

    pub(crate) fn grade(&self, grade: &str) -> String {
        self.say(&format!("grade-{grade}"))
    }

    pub(crate) fn signer(&self, signature: &Signature) -> String {
        let party = self.party(&signature.party);
        match &signature.name {
            Some(name) => self.say_with("paper-signed-for", &[("name", name.clone()), ("party", party)]),
            None => party,
        }
    }

    /// What the paper can be checked against.
    pub(crate) fn colophon(&self) -> Block {
        let mut rows = Vec::new();
        if let Some(digest) = &self.paper.digest {
            rows.push((self.say("paper-digest"), vec![Run::code(digest.to_string())]));
        }
        if let Some(head) = &self.paper.record {
            let mut args = Args::new();
            args.set("count", head.acts);
            let acts = locale::say(self.lang, "paper-record-acts", &args);
            let runs = vec![Run::plain(format!("{acts} ")), Run::code(head.root.to_string())];
            rows.push((self.say("paper-record-head"), runs));
        }
        Block::Facts { rows }
    }
}

//! Invitations, delegations and co-organisers at the desk.
//!
//! The record says that somebody acts for a party, under a drawn id. Who that is stands in a document of its own,
//! which can be erased.

use super::acting::Deed;
use super::desk::{Line, lines};
use super::entering::{DeskRole, Grant, ends, ticket};
use super::error::{LiveError, Refusal};
use super::forums::LiveForum;
use super::letters::{Addressee, Posted, Writer, post};
use super::secret::{Secret, id};
use crate::acts::{
    Body, DelegateNamed, DelegateRole, DelegateWithdrawn, OrganisationAccredited, PartyInvited, PartyRenamed,
    RosterDeclared, StandingGiven,
};
use crate::fold::State;
use record::Actor;
use serde::{Deserialize, Serialize};
use store::{Batch, PutDocument, Write};
use terms::{Instant, Lang, MultiText, PartyKey, Standing, Tier};

/// The documents that hold personal data.
pub const PERSON: &str = "person";

/// What is known of a person. Erasable; nothing of it is in the record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The name, as it stands on the list of participants.
    pub name: String,
    /// Where mail reaches them; may be empty.
    pub mail: String,
}

/// A link for one person, shown once.
#[derive(Debug)]
pub struct PersonalLink {
    /// For whom.
    pub name: String,
    /// Where mail reaches them; may be empty.
    pub mail: String,
    /// The party they act for, if for one.
    pub party: Option<PartyKey>,
    /// The secret of the link.
    pub secret: Secret,
}

/// Invitations to everybody on the list who was not invited yet, or to one party again.
///
/// # Errors
/// A refusal for a day that is none, or where nobody is left to invite.
pub fn invitations(
    state: &State,
    one: Option<&PartyKey>,
    answer_by: &str,
) -> Result<Vec<PartyInvited>, Refusal> {
    if crate::fold::day(answer_by).is_err() {
        return Err(Refusal::field("invite", "refused-day"));
    }
    let wanted = |party: &&PartyKey| match one {
        Some(one) => one == *party,
        None => !state.membership.invited.contains_key(*party),
    };
    let parties = state.participants().map(|(party, _)| party).filter(wanted);
    let invited: Vec<PartyInvited> =
        parties.map(|party| PartyInvited { party: party.clone(), answer_by: answer_by.to_owned() }).collect();
    if invited.is_empty() { Err(Refusal::field("invite", "refused-nobody-to-invite")) } else { Ok(invited) }
}

/// Another name or standing of a party, as a form says it. Empty texts leave what is.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// The party.
    pub party: &'a PartyKey,
    /// The name.
    pub name: &'a str,
    /// Its language.
    pub lang: &'a str,
    /// The key of the standing.
    pub standing: &'a str,
}

impl Change<'_> {
    /// The acts.
    ///
    /// # Errors
    /// A refusal where nothing changes, and for a day that is none or still to come.
    pub fn acts(&self, state: &State, since: &str, now: Instant) -> Result<Vec<Body>, Refusal> {
        let day = crate::fold::day(since).map_err(|_| Refusal::field("rename", "refused-day"))?;
        if day > state.today(now) {
            return Err(Refusal::field("rename", "refused-day-to-come"));
        }
        let known = state.name(self.party).ok_or(Refusal::field("rename", "refused-no-party"))?;
        let mut acts: Vec<Body> = Vec::new();
        let (party, since) = (self.party.clone(), since.to_owned());
        if !self.name.is_empty() && known.name.get(&Lang::new(self.lang)) != Some(self.name) {
            if self.name.chars().count() > 120 {
                return Err(Refusal::field("rename", "refused-name-long"));
            }
            let name = MultiText::of(self.lang, self.name);
            acts.push(PartyRenamed { party: party.clone(), name, since: since.clone() }.into());
        }
        if !self.standing.is_empty() && known.standing.is_none_or(|now| now.as_str() != self.standing) {
            acts.push(StandingGiven { party, standing: Standing::new(self.standing), since }.into());
        }
        if acts.is_empty() { Err(Refusal::field("rename", "refused-no-change")) } else { Ok(acts) }
    }
}

/// Rosters out of a pasted list: party, number of people.
///
/// # Errors
/// The first line that does not fit.
pub fn rosters(state: &State, text: &str) -> Result<Vec<RosterDeclared>, Refusal> {
    const FIELD: &str = "rosters";
    let row = |line: Line| {
        let party = party(state, &line, 0, FIELD)?;
        let digits: String = line.cell(1).chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
        let people: u64 = digits.parse().map_err(|_| line.refused(FIELD, "refused-line-people"))?;
        let issued = state.membership.codes.get(&party).copied().unwrap_or_default();
        if people == 0 || people < issued || people > 100_000_000 {
            return Err(line.refused(FIELD, "refused-line-people"));
        }
        Ok(RosterDeclared { party, people })
    };
    lines(FIELD, text)?.into_iter().map(row).collect()
}

/// Organisations out of a pasted list: code, name, kind, the party that accredits it. They have the standing
/// `organisation`, where the forum has one, else its last.
///
/// # Errors
/// The first line that does not fit.
pub fn organisations(state: &State, text: &str, lang: &Lang) -> Result<Vec<OrganisationAccredited>, Refusal> {
    const FIELD: &str = "organisations";
    let standings = state.standings();
    let standing = standings.iter().find(|entry| entry.key == Standing::new("organisation"));
    let standing = standing.or(standings.last()).ok_or(Refusal::of("refused-form"))?;
    let mut known: Vec<PartyKey> = state.participants().map(|(party, _)| party.clone()).collect();
    let mut accredited = Vec::new();
    for line in lines(FIELD, text)? {
        let (code, name) = (line.cell(0), line.cell(1));
        let plain = !code.is_empty() && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        if !plain || code.len() > 24 {
            return Err(line.refused(FIELD, "refused-line-code"));
        }
        if name.is_empty() || name.chars().count() > 120 {
            return Err(line.refused(FIELD, "refused-line-name"));
        }
        let key = PartyKey::new(code);
        if known.contains(&key) {
            return Err(line.refused(FIELD, "refused-line-twice"));
        }
        let by = party(state, &line, 3, FIELD)?;
        if !state.parties.iter().any(|joined| joined.body.party == by) {
            return Err(line.refused(FIELD, "refused-line-party"));
        }
        known.push(key.clone());
        accredited.push(OrganisationAccredited {
            organisation: key,
            name: MultiText::of(lang.as_str(), name),
            standing: standing.key.clone(),
            kind: line.cell(2).to_owned(),
            home: by.clone(),
            accredited_by: by,
        });
    }
    Ok(accredited)
}

/// The party of a cell, by its key.
fn party(state: &State, line: &Line, place: usize, field: &'static str) -> Result<PartyKey, Refusal> {
    let typed = line.cell(place);
    let mut all = state.participants().map(|(party, _)| party);
    let found = all.find(|party| party.as_str().eq_ignore_ascii_case(typed));
    found.cloned().ok_or_else(|| line.refused(field, "refused-line-party"))
}

/// A line of the list of delegates.
struct Wanted {
    named: DelegateNamed,
    person: Person,
}

/// Delegates out of a pasted list: party, name, role, address for mail. Without a role somebody is an adviser. Where
/// `only` is given, every line is of that party and the first cell is left out.
fn delegates(state: &State, text: &str, only: Option<&PartyKey>) -> Result<Vec<Wanted>, Refusal> {
    const FIELD: &str = "delegates";
    let closes = state.convened.as_ref().map_or("", |convened| convened.body.closes.as_str());
    let mut wanted: Vec<Wanted> = Vec::new();
    for line in lines(FIELD, text)? {
        let from = usize::from(only.is_none());
        let party = only.cloned().map_or_else(|| party(state, &line, 0, FIELD), Ok)?;
        let (name, role, mail) = (line.cell(from), line.cell(from + 1), line.cell(from + 2));
        if name.is_empty() || name.chars().count() > 120 {
            return Err(line.refused(FIELD, "refused-line-name"));
        }
        let role = if role.is_empty() { Some(DelegateRole::Adviser) } else { DelegateRole::named(role) };
        let role = role.ok_or_else(|| line.refused(FIELD, "refused-line-role"))?;
        if !mail.is_empty() && !is_mail(mail) {
            return Err(line.refused(FIELD, "refused-line-mail"));
        }
        let heads = |d: &DelegateNamed| d.party == party && d.role == DelegateRole::Head;
        let head_here = wanted.iter().any(|w| heads(&w.named));
        let head_there = state.membership.delegation(&party).iter().any(|d| heads(&d.named.body));
        if role == DelegateRole::Head && (head_here || head_there) {
            return Err(line.refused(FIELD, "refused-line-head"));
        }
        let named = DelegateNamed {
            delegate: id(),
            party,
            role,
            powers: role.usual_powers(),
            from: String::new(),
            until: closes.to_owned(),
        };
        wanted.push(Wanted { named, person: Person { name: name.to_owned(), mail: mail.to_owned() } });
    }
    Ok(wanted)
}

/// An address for mail, as far as one can tell by looking.
fn is_mail(text: &str) -> bool {
    let plain = text.len() <= 254 && !text.chars().any(|c| c.is_whitespace() || c.is_control() || c == ',');
    plain && text.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.'))
}

/// The document of a person.
fn document(id: &str, person: Option<&Person>) -> Write {
    let body = person.map(|person| serde_json::to_vec(person).unwrap_or_default());
    PutDocument { kind: PERSON.to_owned(), id: id.to_owned(), seen: None, body, until: None }.into()
}

/// The document of a person, to be erased.
pub(super) fn gone(id: &str) -> Write {
    document(id, None)
}

impl LiveForum {
    /// Names delegates out of a pasted list and makes each a personal link. Only this answer holds the links, and the
    /// letters, where some are written.
    ///
    /// # Errors
    /// The first line that does not fit; what the store says.
    pub async fn name_delegates(
        &self,
        actor: Actor,
        text: &str,
        only: Option<&PartyKey>,
        letter: Option<Writer<'_>>,
        now: Instant,
    ) -> Result<Vec<PersonalLink>, LiveError> {
        let mut wanted = delegates(&self.view().state, text, only)?;
        let mut links = Vec::new();
        let mut writes = Vec::new();
        for Wanted { named, person } in &mut wanted {
            named.from = self.view().state.today(now).to_string();
            // Powers last at least as long as the day they are given on, also after the forum has closed.
            named.until = named.until.clone().max(named.from.clone());
            let grant = Grant::Delegate { delegate: named.delegate.clone() };
            let (secret, new) = ticket(&format!("delegate/{}", named.delegate), &grant, 5, ends(now));
            writes.push(Write::from(new));
            writes.push(document(&named.delegate, Some(person)));
            let (name, mail) = (person.name.clone(), person.mail.clone());
            let link = PersonalLink { name, mail, party: Some(named.party.clone()), secret };
            let addressee = Addressee { person: named.delegate.clone(), link };
            writes.extend(post(letter.and_then(|write| write(&addressee))));
            links.push(addressee.link);
        }
        let bodies: Vec<_> = wanted.iter().map(|wanted| wanted.named.clone().into()).collect();
        self.act(now, |_| Ok(Deed::of(actor.clone(), bodies.clone(), writes.clone()))).await?;
        Ok(links)
    }

    /// Invites everybody on the list who was not invited yet, or one party again, with letters to the heads and
    /// alternates who have an address, where letters are wanted.
    ///
    /// # Errors
    /// As [`invitations`]; what the store says.
    pub async fn invite_parties(
        &self,
        actor: Actor,
        (one, answer_by): (Option<&PartyKey>, &str),
        letter: Option<Writer<'_>>,
        now: Instant,
    ) -> Result<Posted, LiveError> {
        let invited = invitations(&self.view().state, one, answer_by)?;
        let parties: Vec<PartyKey> = invited.iter().map(|invited| invited.party.clone()).collect();
        let (writes, posted) = match letter {
            Some(write) => self.letters_of(&parties, write, now).await?,
            None => (Vec::new(), Posted::default()),
        };
        let bodies: Vec<_> = invited.into_iter().map(Body::from).collect();
        self.act(now, |_| Ok(Deed::of(actor.clone(), bodies.clone(), writes.clone()))).await?;
        Ok(posted)
    }

    /// Takes somebody out of a delegation: their links and sessions end.
    ///
    /// # Errors
    /// Where nobody of this id is in a delegation; what the store says.
    pub async fn withdraw_delegate(
        &self,
        actor: Actor,
        delegate: &str,
        now: Instant,
    ) -> Result<Vec<u64>, LiveError> {
        let tickets = self.store().tickets(self.key(), &format!("delegate/{delegate}")).await?;
        let subject = super::Subject::Delegate { delegate: delegate.to_owned() }.written();
        self.act(now, |_| {
            let mut deed = Deed::one(actor.clone(), DelegateWithdrawn { delegate: delegate.to_owned() });
            deed.writes.extend(tickets.iter().map(|ticket| Write::RevokeTicket { hash: ticket.hash }));
            deed.writes.push(Write::EndSessionsOf { subject: subject.clone() });
            Ok(deed)
        })
        .await
    }

    /// What is known of a person; `None` once it was erased.
    ///
    /// # Errors
    /// What the store says.
    pub async fn person(&self, id: &str) -> Result<Option<Person>, LiveError> {
        let found = self.store().document(self.key(), PERSON, id).await?;
        Ok(found.and_then(|document| serde_json::from_slice(&document.body).ok()))
    }

    /// Erases what is known of a person. The acts stay; nobody can tell any more whose they were.
    ///
    /// # Errors
    /// What the store says.
    pub async fn erase_person(&self, id: &str) -> Result<(), LiveError> {
        let mut batch = Batch::new(self.key());
        batch.writes.push(document(id, None));
        batch.writes.extend(self.letters_to(id).await?);
        batch.writes.extend(self.accounts_of(id).await?);
        batch.writes.push(Write::RemovePasskeysOf { person: id.to_owned() });
        self.store().commit(batch).await?;
        Ok(())
    }

    /// A link to the desk for somebody with a name. Only this answer holds it.
    ///
    /// # Errors
    /// A refusal without a name, or for somebody who is no co-organiser; what the store says.
    pub async fn invite_to_desk(
        &self,
        name: &str,
        role: DeskRole,
        now: Instant,
    ) -> Result<PersonalLink, LiveError> {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > 120 {
            return Err(Refusal::field("people", "refused-needed").into());
        }
        if let DeskRole::CoOrganiser(key) = &role {
            let known = self.view().state.co_organisers.iter().any(|c| c.body.co_organiser == *key);
            if !known {
                return Err(Refusal::field("people", "refused-no-co-organiser").into());
            }
        }
        let person = id();
        let (secret, new) =
            ticket(&format!("desk/{person}"), &Grant::Desk { person: person.clone(), role }, 5, ends(now));
        let known = Person { name: name.to_owned(), mail: String::new() };
        let mut batch = Batch::new(self.key()).with(new);
        batch.writes.push(document(&person, Some(&known)));
        self.store().commit(batch).await?;
        Ok(PersonalLink { name: known.name, mail: String::new(), party: None, secret })
    }

    /// A link with which people take part, invited or open, for a party or for none.
    ///
    /// # Errors
    /// A refusal for a number of people out of range or a party that takes no part; what the store says.
    pub async fn invite_people(
        &self,
        tier: Tier,
        party: Option<&PartyKey>,
        people: u32,
        now: Instant,
    ) -> Result<Secret, LiveError> {
        if tier == Tier::Attested {
            return Err(Refusal::field("people", "refused-count").into());
        }
        if people == 0 || people > 1_000_000 {
            return Err(Refusal::field("people", "refused-count").with("most", 1_000_000).into());
        }
        if party.is_some_and(|party| self.view().state.name(party).is_none()) {
            return Err(Refusal::field("people", "refused-no-party").into());
        }
        let grant = Grant::Participant { tier, party: party.cloned(), capacity: None };
        let label = format!("link/{}/{}", tier.name(), id());
        let (secret, new) = ticket(&label, &grant, people, ends(now));
        self.store().commit(Batch::new(self.key()).with(new)).await?;
        Ok(secret)
    }
}

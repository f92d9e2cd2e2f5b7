# Letters of the forum and the log of deliveries.

letters-title = Letters
letters-by-server = Letters are sent by { $server }.
letters-by-folder = No mail server is set. Letters are put in the outbox folder of this server as files; somebody sends them from there.
letters-none = No letter was written yet. Letters go out when delegates are named or parties are invited.
letters-to = To
letters-about = About
letters-written = Written
letters-fate = What became of it
letters-retry = Try again
letters-remind = Remind them
letters-remind-about = Parties that were invited and have not answered:
letters-post = with letters to heads and alternates
letters-post-links = Send the link to everybody who has an address
letters-unreachable = No address is known of a head or alternate of: { $parties }.
letter-waiting = waits to be sent
letter-sent = sent { $when }
letter-given-up = not sent, given up { $when }
letter-link = personal link
letter-invitation = invitation
letter-reminder = reminder
letter-link-subject = { $forum }: your personal link
letter-link-text =
    Dear { $name },
    
    you act for { $party } at { $forum }. With this personal link you come in:
    
    { $link }
    
    Please do not pass it on.
letter-invitation-subject = Invitation: { $forum }
letter-invitation-text =
    Dear { $name },
    
    { $party } is invited to { $forum }. Please answer by { $day }. With this personal link you answer, name the roster and issue personal codes:
    
    { $link }
    
    Please do not pass it on.
letter-reminder-subject = Please answer: { $forum }
letter-reminder-text =
    Dear { $name },
    
    { $party } was invited to { $forum } and has not answered yet. An answer was asked for by { $day }. You answer here:
    
    { $link }
    
    Please do not pass this link on.
letter-close = This letter was written by the forum's server; nobody reads answers to it.
done-retried = The letter is tried again.
done-reminded = The reminders wait to be sent.
letters-by-nobody = This server sends no letters; they wait here. Hand the links over by other means.
letter-negotiation = negotiation
letter-negotiation-subject = Where does { $party } stand? { $title }
letter-negotiation-text =
    Dear { $name },
    
    “{ $title }” is being negotiated at { $forum }, and { $party } has not yet said where it stands on the clauses below. You say so here:
    
    { $link }
    
    The links below a clause lead to it with that answer chosen; nothing is said before you confirm it there. Please do not pass them on.
letter-clause-found = { $found }.
letter-clause-stands = Accepting or able to live with it: { $accepting }. Objecting: { $objecting }.
letter-more-clauses = { $count ->
    [one] One more clause waits on the page.
   *[other] { $count } more clauses wait on the page.
}
letter-adoption = adoption
letter-adoption-subject = Until { $when }: { $title }
letter-adoption-text =
    Dear { $name },
    
    “{ $title }” is being adopted at { $forum }, and { $party } has not spoken yet. Answers are in time until { $when }. If it objects, the reason is asked for; if it says nothing, the record says “no objection received”, never “agreed”. You answer here:
    
    { $link }
    
    Please do not pass this link on. The text follows below.

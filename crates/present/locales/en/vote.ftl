# Taking part: votes, own answers, codes and links.

answer-agree = Agree
answer-disagree = Disagree
answer-pass = Pass
take-title = Take part
take-your-answer = Your answer
take-progress = { $done } of { $of } · stop any time
take-progress-label = How many you have answered
take-keys = Keys: 1 or A agree, 2 or D disagree, 3 or P pass.
take-undo = Undo the last answer
take-own-answers = My answers
take-see-board = What we agree on
take-all-answered = You have answered everything here. Thank you.
take-not-translated = Not translated yet; this is the original.
take-have-code = I have a code
take-saved = Saved.
take-waiting = No connection: answers kept on this device: %. They are sent as soon as it is back.
take-refused = An answer was not taken: the topic may have been closed.
take-who-open = You take part openly, for no party. Open answers are shown beside and certify nothing.
take-who-party = You take part openly, for { $party }. Open answers are shown beside and certify nothing.
take-who-attested = You take part for { $party }.
take-privacy-open = Your answers are kept under a random name. Nobody sees who you are; everybody sees the sums.
take-privacy-invited = Your answers are kept under a random name that your link does not show. Everybody sees the sums, counted apart from attested ones.
take-privacy-attested = Your code is spent, and nothing links it to your answers. Neither your party nor the organisers can see how you answer; everybody sees the sums.
answers-title = My answers
answers-count = { $count ->
    [one] { $count } answer
   *[other] { $count } answers
}. They are seen on this device alone, and you can change each of them.
answers-empty = You have not answered anything on this device yet.
answers-change = change
enter-title = Come in
enter-code = Your code
enter-about = A code has 26 letters and digits. You find it on the card, in the message or under the picture code that you were given.
enter-look = Look at it
enter-go = Come in
enter-attested = This code lets one person vote for { $party }.
enter-party = This link lets you take part openly for { $party }.
enter-nobody = This link lets you take part.
enter-delegate = This link is for a delegate, to act for a party.
enter-desk = This link is for the organisers' desk.
enter-privacy-acts = What you do there is an act in the public record of the forum.
enter-capacity = I take part as
capacity-official = an official
capacity-expert = an expert
capacity-organisation = somebody who speaks for an organisation
capacity-resident = somebody who lives there
refused-attested-already = On this device somebody takes part with a code already. Each person has one; leave first if this is another person.
refused-session-over = Your session on this device has ended. Nothing was counted. Come in again with your code, or leave and take part openly.
enter-leave-about = Somebody takes part on this device, or did.
enter-leave = Leave on this device

became-clause = What it led to: { $clause } of the text
became-adopted = What it led to: { $clause } of the adopted text
became-hidden = It was taken out: { $reason }

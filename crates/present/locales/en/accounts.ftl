# Coming to the desk by an account elsewhere.
account-title = Your account
account-about = You can come to this desk with your account at { $provider } instead of a link. Only the number of the account is kept, and it goes when you do.
account-is = You come in as { $name }.
account-none = No account is connected yet.
account-connect = Connect my account at { $provider }
account-another = Connect another
account-forget = Disconnect
enter-account-about = Organisers, moderators and co-organisers who have connected an account:
enter-account = Come in with { $provider }
done-account-connected = Your account is connected. From now on you can come in with it.
done-account-forgotten = Your account is disconnected. Your link and this session stay.
refused-sign-in-over = This sign-in is over or was begun in another browser. Begin again; nothing was changed.
refused-account-taken = Somebody else has connected this account here. Nothing was changed.
refused-account-unknown = Nobody has connected this account here. Come in with your link first, then connect it at the desk.
problem-sign-in = Signing in did not work: { $why }. Nothing was changed; come in with your link, or tell whoever runs this server.
moderate-by-machine = Let { $name } translate it
moderate-by-machine-about = Then the text above is not needed. A translation by a machine is marked as such, and one by a person takes its place.
refused-no-translator = No translator is set up on this server.
refused-no-such-statement = There is no statement of this number.
refused-same-language = The statement was made in this language.
refused-translator = Nothing was translated: { $why }.

# Who is at the desk.
people-there = Who is here
people-there-about = Taking somebody away ends their link, sessions, tokens and account at once and erases their name. What they did stays in the record. Links and codes serve for a year.
people-by-account = comes by the account { $name }
people-by-link = has a link that serves until { $day }
people-by-session = the link is used up; comes by what is open on their devices
people-convener = Whoever convened the forum
people-you = (you)
people-remove = Take away
people-remove-whom = Take { $name } away
done-removed = Taken away. Their link, sessions and account have ended.
refused-yourself = Nobody can take themselves away, so that somebody always stays. Ask another organiser.
refused-not-at-desk = Nobody of this kind is at the desk any more.
api-no-address = There is nothing to change at an address { $name }.
api-not-in-scope = This token may change nothing at { $name }.

# Papers: the text and the record of its adoption, as printed.
paper-kind-declaration = Declaration
paper-kind-initiative = Initiative
paper-kind-plan = Plan of action
paper-kind-chairs_summary = Chair’s summary
paper-kind-communique = Communiqué
paper-status-draft = Draft
paper-status-frozen = Frozen for adoption
paper-status-issued = Issued by the chair, who answers for it alone. It was not negotiated or adopted, and binds nobody
paper-where = { $place }, { $days }
paper-done = Done at { $place }, { $day }.
paper-authentic = { $count ->
    [one] The text is authentic in { $languages }.
   *[other] The texts in { $languages } are equally authentic.
}
paper-translation = Translation. The text is authentic in { $languages }.
paper-lang-en = English
paper-lang-fa = Persian
paper-lang-ru = Russian
paper-lang-zh = Chinese
paper-note-footnote = Footnote
paper-note-reservation = Reservation
paper-note-interpretative-statement = Interpretative statement
paper-note-dissociation = Dissociation
paper-note-explanation = Explanation of position
paper-note-opinion = Opinion on record
paper-note-by = { $what }, { $party }
paper-notes-whole = On the text as a whole
paper-changes = Changes are shown: what was put in is underlined, what was taken out is struck through.
paper-grounds = What the clauses rest on
paper-grounds-about = Each clause grew from statements that people voted on. What was found of them speaks for those who took part.
paper-place-chapeau = Opening
paper-place-preamble = Preamble, { $number }
paper-place-closing = Closing
paper-clause = Clause
paper-statement = Statement
paper-found = Finding
paper-rests = Rests on { $count ->
    [one] one finding
   *[other] { $count } findings
}: { $grades }
paper-snapshot = Snapshot of the findings
paper-digest = Digest of the text
paper-record-head = Record
paper-record-acts = { $count ->
    [one] one act, tree hash
   *[other] { $count } acts, tree hash
}
paper-adoption-record = Record of adoption
paper-adoption-of = “{ $title }”, { $symbol }
paper-opened = Opened
paper-deadline = Answers in time until
paper-declared = Declared
paper-result = Result
paper-result-pending = not declared yet
paper-counts = The count
paper-count-counted = Parties that decide
paper-count-present = of them present
paper-count-accepting = Accepting
paper-count-objecting = Objecting
paper-count-standing_aside = Needing time or taking no part
paper-count-silent = No objection received
paper-count-yes = For
paper-count-no = Against
paper-count-abstain = Abstaining
paper-absent = absent
paper-concerned = concerned
paper-said = What was said, act by act
paper-said-object = objects
paper-said-opinion = opinion on record
paper-said-reservation = reservation
paper-said-other = said otherwise
paper-on-whole = the whole text
paper-on = On
paper-act = Act
paper-act-kind = Kind
paper-act-hash = Hash begins with
paper-received = Received
paper-words = In these words
paper-effect = Without effect on the decision
paper-effect-not_on_roll = not called
paper-effect-does_not_decide = its standing does not decide
paper-effect-concerned = the decision is about it
paper-effect-other_text = given on another text
paper-effect-late = too late
paper-effect-absent = absent
paper-effect-beside = recorded beside the decision
paper-effect-other_rule = of another kind than the rule asks for
paper-effect-replaced = replaced by what it said later
paper-effect-no_reason = an objection without a reason
paper-effect-broken = the silence was broken before
paper-effect-no_break = an amendment, which breaks nothing under this rule
paper-effect-on_the_clock = a request for more time
paper-effect-not_named = the joint letter does not name it
paper-effect-no_letter = the joint letter has no effect
paper-effect-nothing_to_maintain = no answered objection of its own to maintain
paper-clause-digests = Digests of the clauses
paper-clause-digest = SHA-256 of this version
paper-signatures = Signed
paper-signed-for = { $name }, for { $party }

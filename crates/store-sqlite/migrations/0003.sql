-- Keys with which people come to the desk: private, beside the record, removed with the person. Keyed by what the
-- authenticator chose, so that the order of rows says nothing of when they were made.
CREATE TABLE passkeys (
    id      BLOB PRIMARY KEY,
    forum   INTEGER NOT NULL REFERENCES forums (id),
    person  TEXT NOT NULL,
    grants  TEXT NOT NULL,
    name    TEXT NOT NULL,
    counter INTEGER NOT NULL,
    body    BLOB NOT NULL,
    made    INTEGER NOT NULL,
    used    INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX passkeys_by_person ON passkeys (forum, person);

-- What is remembered between the question to a key and its answer.
CREATE TABLE ceremonies (
    hash  BLOB PRIMARY KEY,
    forum INTEGER NOT NULL REFERENCES forums (id),
    body  BLOB NOT NULL,
    until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX ceremonies_by_end ON ceremonies (until);

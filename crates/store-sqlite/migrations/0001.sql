-- Ground state: acts and votes, append-only. Derived: answers. Private: people's documents, tickets, sessions.

CREATE TABLE forums (
    id     INTEGER PRIMARY KEY,
    key    TEXT NOT NULL UNIQUE,
    header BLOB NOT NULL
) STRICT;

CREATE TABLE acts (
    forum INTEGER NOT NULL REFERENCES forums (id),
    seq   INTEGER NOT NULL,
    line  BLOB NOT NULL,
    PRIMARY KEY (forum, seq)
) STRICT, WITHOUT ROWID;

-- The names of statements and parties in votes, so that a vote is a row of small integers.
CREATE TABLE names (
    id    INTEGER PRIMARY KEY,
    forum INTEGER NOT NULL REFERENCES forums (id),
    name  TEXT NOT NULL,
    UNIQUE (forum, name)
) STRICT;

-- Keyed by a random pseudonym, so that the order of rows says nothing. No time, no ticket, no person.
CREATE TABLE participants (
    forum    INTEGER NOT NULL REFERENCES forums (id),
    id       BLOB NOT NULL,
    tier     TEXT NOT NULL,
    party    TEXT,
    capacity TEXT NOT NULL,
    PRIMARY KEY (forum, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE votes (
    forum       INTEGER NOT NULL REFERENCES forums (id),
    number      INTEGER NOT NULL,
    participant BLOB NOT NULL,
    statement   INTEGER NOT NULL REFERENCES names (id),
    vote        INTEGER NOT NULL CHECK (vote IN (-1, 0, 1)),
    before      INTEGER CHECK (before IN (-1, 0, 1)),
    seen        INTEGER NOT NULL,
    revision    INTEGER NOT NULL,
    counted     INTEGER NOT NULL CHECK (counted IN (0, 1)),
    request     BLOB NOT NULL,
    at          INTEGER NOT NULL,
    PRIMARY KEY (forum, number)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX votes_by_request ON votes (forum, participant, request);

CREATE TABLE serves (
    id          INTEGER PRIMARY KEY,
    forum       INTEGER NOT NULL REFERENCES forums (id),
    participant BLOB NOT NULL,
    statement   INTEGER NOT NULL REFERENCES names (id),
    chance      INTEGER NOT NULL,
    at          INTEGER NOT NULL
) STRICT;

CREATE TABLE answers (
    forum       INTEGER NOT NULL REFERENCES forums (id),
    participant BLOB NOT NULL,
    statement   INTEGER NOT NULL REFERENCES names (id),
    vote        INTEGER NOT NULL,
    revision    INTEGER NOT NULL,
    at          INTEGER NOT NULL,
    PRIMARY KEY (forum, participant, statement)
) STRICT, WITHOUT ROWID;

-- How often a ticket can still be used; never when or by whom it was.
CREATE TABLE tickets (
    hash    BLOB PRIMARY KEY,
    forum   INTEGER NOT NULL REFERENCES forums (id),
    label   TEXT NOT NULL,
    grants  TEXT NOT NULL,
    left    INTEGER NOT NULL,
    until   INTEGER,
    revoked INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE INDEX tickets_by_label ON tickets (forum, label);

CREATE TABLE sessions (
    hash    BLOB PRIMARY KEY,
    forum   INTEGER NOT NULL REFERENCES forums (id),
    subject TEXT NOT NULL,
    until   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_by_subject ON sessions (forum, subject);

CREATE TABLE documents (
    forum   INTEGER NOT NULL REFERENCES forums (id),
    kind    TEXT NOT NULL,
    id      TEXT NOT NULL,
    version INTEGER NOT NULL,
    body    BLOB NOT NULL,
    PRIMARY KEY (forum, kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE blobs (
    forum  INTEGER NOT NULL REFERENCES forums (id),
    digest BLOB NOT NULL,
    media  TEXT NOT NULL,
    bytes  BLOB NOT NULL,
    PRIMARY KEY (forum, digest)
) STRICT;

CREATE TRIGGER acts_stay BEFORE UPDATE ON acts BEGIN SELECT RAISE(ABORT, 'acts are never changed'); END;
CREATE TRIGGER acts_remain BEFORE DELETE ON acts BEGIN SELECT RAISE(ABORT, 'acts are never removed'); END;
CREATE TRIGGER votes_stay BEFORE UPDATE ON votes BEGIN SELECT RAISE(ABORT, 'votes are never changed'); END;
CREATE TRIGGER votes_remain BEFORE DELETE ON votes BEGIN SELECT RAISE(ABORT, 'votes are never removed'); END;
CREATE TRIGGER serves_stay BEFORE UPDATE ON serves BEGIN SELECT RAISE(ABORT, 'serves are never changed'); END;
CREATE TRIGGER serves_remain BEFORE DELETE ON serves BEGIN SELECT RAISE(ABORT, 'serves are never removed'); END;
-- Counting reads who cast a vote from here, so it never changes either.
CREATE TRIGGER participants_stay BEFORE UPDATE ON participants
BEGIN SELECT RAISE(ABORT, 'participants are never changed'); END;
CREATE TRIGGER participants_remain BEFORE DELETE ON participants
BEGIN SELECT RAISE(ABORT, 'participants are never removed'); END;

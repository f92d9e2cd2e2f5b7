-- Ground state: acts, votes and serves, append-only. Derived: answers. Private: documents, tickets, sessions.
-- Text is compared byte by byte (COLLATE "C"), so that an order is the same on every server.

-- The two counts are the next numbers to give: whoever writes holds the row, so numbers have no gaps.
CREATE TABLE forums (
    id     BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key    TEXT COLLATE "C" NOT NULL UNIQUE,
    header BYTEA NOT NULL,
    acts   BIGINT NOT NULL DEFAULT 0,
    votes  BIGINT NOT NULL DEFAULT 0
) WITH (fillfactor = 10);

CREATE TABLE acts (
    forum BIGINT NOT NULL REFERENCES forums (id),
    seq   BIGINT NOT NULL,
    line  BYTEA NOT NULL,
    PRIMARY KEY (forum, seq)
);

-- The names of statements in votes, so that a vote is a row of small numbers.
CREATE TABLE names (
    id    BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    forum BIGINT NOT NULL REFERENCES forums (id),
    name  TEXT COLLATE "C" NOT NULL,
    UNIQUE (forum, name)
);

-- No time, no ticket, no person.
CREATE TABLE participants (
    forum    BIGINT NOT NULL REFERENCES forums (id),
    id       BYTEA NOT NULL CHECK (octet_length(id) = 16),
    tier     TEXT COLLATE "C" NOT NULL,
    party    TEXT COLLATE "C",
    capacity TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (forum, id)
);

-- A foreign key would lock and so rewrite the row of the participant and of the name with every vote. Both are looked
-- up under the lock of the forum, and neither is ever removed (below).
CREATE TABLE votes (
    forum       BIGINT NOT NULL,
    number      BIGINT NOT NULL,
    participant BYTEA NOT NULL,
    statement   BIGINT NOT NULL,
    vote        SMALLINT NOT NULL CHECK (vote IN (-1, 0, 1)),
    before      SMALLINT CHECK (before IN (-1, 0, 1)),
    seen        BIGINT NOT NULL,
    revision    BIGINT NOT NULL,
    counted     BOOLEAN NOT NULL,
    request     BYTEA NOT NULL,
    at          BIGINT NOT NULL,
    PRIMARY KEY (forum, number),
    UNIQUE (forum, participant, request)
);

CREATE TABLE serves (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    forum       BIGINT NOT NULL,
    participant BYTEA NOT NULL,
    statement   BIGINT NOT NULL,
    chance      BIGINT NOT NULL,
    at          BIGINT NOT NULL
);

CREATE TABLE answers (
    forum       BIGINT NOT NULL,
    participant BYTEA NOT NULL,
    statement   BIGINT NOT NULL,
    vote        SMALLINT NOT NULL,
    revision    BIGINT NOT NULL,
    at          BIGINT NOT NULL,
    PRIMARY KEY (forum, participant, statement)
);

-- How often a ticket can still be used; never when or by whom it was.
CREATE TABLE tickets (
    hash      BYTEA PRIMARY KEY,
    forum     BIGINT NOT NULL REFERENCES forums (id),
    label     TEXT COLLATE "C" NOT NULL,
    grants    TEXT NOT NULL,
    uses_left BIGINT NOT NULL CHECK (uses_left >= 0),
    until     BIGINT,
    revoked   BOOLEAN NOT NULL DEFAULT FALSE
);

CREATE INDEX tickets_by_label ON tickets (forum, label, hash);

CREATE TABLE sessions (
    hash    BYTEA PRIMARY KEY,
    forum   BIGINT NOT NULL REFERENCES forums (id),
    subject TEXT COLLATE "C" NOT NULL,
    until   BIGINT NOT NULL
);

CREATE INDEX sessions_by_subject ON sessions (forum, subject);

CREATE TABLE documents (
    forum   BIGINT NOT NULL REFERENCES forums (id),
    kind    TEXT COLLATE "C" NOT NULL,
    id      TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    body    BYTEA NOT NULL,
    PRIMARY KEY (forum, kind, id)
);

CREATE TABLE blobs (
    forum  BIGINT NOT NULL REFERENCES forums (id),
    digest BYTEA NOT NULL,
    media  TEXT NOT NULL,
    bytes  BYTEA NOT NULL,
    PRIMARY KEY (forum, digest)
);

-- For the question whether the database takes a write.
CREATE TABLE pulse (
    one  BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (one),
    beat BIGINT NOT NULL
);

INSERT INTO pulse (beat) VALUES (0);

CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% are never changed and never removed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER forums_stay BEFORE UPDATE OF id, key, header ON forums
    FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER forums_remain BEFORE DELETE ON forums FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER acts_stay BEFORE UPDATE OR DELETE ON acts FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER names_stay BEFORE UPDATE OR DELETE ON names FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER participants_stay BEFORE UPDATE OR DELETE ON participants
    FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER votes_stay BEFORE UPDATE OR DELETE ON votes FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER serves_stay BEFORE UPDATE OR DELETE ON serves FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER forums_whole BEFORE TRUNCATE ON forums FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER acts_whole BEFORE TRUNCATE ON acts FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER names_whole BEFORE TRUNCATE ON names FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER participants_whole BEFORE TRUNCATE ON participants
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER votes_whole BEFORE TRUNCATE ON votes FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER serves_whole BEFORE TRUNCATE ON serves FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- An answer can be taken back, as where its author goes on under another pseudonym. `vote` is then what is taken back.
ALTER TABLE votes ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1));

-- Who goes on under another pseudonym and votes no more under this one. Not under which, and not since when.
CREATE TABLE gone (
    forum       INTEGER NOT NULL REFERENCES forums (id),
    participant BLOB NOT NULL,
    PRIMARY KEY (forum, participant)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER gone_stay BEFORE UPDATE ON gone BEGIN SELECT RAISE(ABORT, 'who is gone never changes'); END;
CREATE TRIGGER gone_remain BEFORE DELETE ON gone BEGIN SELECT RAISE(ABORT, 'who is gone never comes back'); END;

-- Until when a document is kept.
ALTER TABLE documents ADD COLUMN until INTEGER;
CREATE INDEX documents_by_end ON documents (until) WHERE until IS NOT NULL;

-- For the question whether the file takes a write as large as a vote may be.
CREATE TABLE pulse (
    one  INTEGER PRIMARY KEY CHECK (one = 1),
    beat BLOB NOT NULL
) STRICT;

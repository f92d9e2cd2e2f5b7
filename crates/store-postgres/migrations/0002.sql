-- An answer can be taken back, as where its author goes on under another pseudonym. `vote` is then what is taken back.
ALTER TABLE votes ADD COLUMN withdrawn BOOLEAN NOT NULL DEFAULT FALSE;

-- Who goes on under another pseudonym and votes no more under this one. Not under which, and not since when.
CREATE TABLE gone (
    forum       BIGINT NOT NULL,
    participant BYTEA NOT NULL,
    PRIMARY KEY (forum, participant)
);

CREATE TRIGGER gone_stay BEFORE UPDATE OR DELETE ON gone FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER gone_whole BEFORE TRUNCATE ON gone FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- Until when a document is kept.
ALTER TABLE documents ADD COLUMN until BIGINT;
CREATE INDEX documents_by_end ON documents (until) WHERE until IS NOT NULL;

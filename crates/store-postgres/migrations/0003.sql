-- Keys with which people come to the desk: private, beside the record, removed with the person.
CREATE TABLE passkeys (
    id      BYTEA PRIMARY KEY,
    forum   BIGINT NOT NULL REFERENCES forums (id),
    person  TEXT COLLATE "C" NOT NULL,
    grants  TEXT NOT NULL,
    name    TEXT NOT NULL,
    counter BIGINT NOT NULL,
    body    BYTEA NOT NULL,
    made    BIGINT NOT NULL,
    used    BIGINT
);

CREATE INDEX passkeys_by_person ON passkeys (forum, person);

-- What is remembered between the question to a key and its answer.
CREATE TABLE ceremonies (
    hash  BYTEA PRIMARY KEY,
    forum BIGINT NOT NULL REFERENCES forums (id),
    body  BYTEA NOT NULL,
    until BIGINT NOT NULL
);

CREATE INDEX ceremonies_by_end ON ceremonies (until);

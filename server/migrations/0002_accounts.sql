-- Chapter two: who may come in.
--
-- Accounts stand outside the log on purpose. A password must be forgotten when it is replaced, while
-- the log forgets nothing; and no record, snapshot or export of the Company can ever carry one.

-- A person's way in. The person is a record of the Company; here stands only their id.
CREATE TABLE account (
    person          TEXT    NOT NULL PRIMARY KEY,
    -- As the person writes it, and folded to lower case for finding it: names differ by more than case.
    sign_in_name    TEXT    NOT NULL,
    sign_in_key     TEXT    NOT NULL CONSTRAINT account_name UNIQUE,
    -- Argon2id as a PHC string. NULL until the one-time code was used to choose one.
    password        TEXT,
    state           TEXT    NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'disabled')),
    -- Wrong passwords since the last right one, for the administrator's list.
    failed_count    BIGINT  NOT NULL DEFAULT 0,
    -- SHA-256 of a one-time code from `throughline user add` or `reset`, and when it lapses.
    code_hash       TEXT,
    code_expires_at BIGINT,
    -- Signed in with a code: a password must be chosen before anything else.
    must_change     BOOLEAN NOT NULL DEFAULT FALSE,
    created_at      BIGINT  NOT NULL,
    last_sign_in_at BIGINT
);

-- A session is found by the SHA-256 of the token in the browser's cookie. The token itself is nowhere
-- in the database, so a stolen backup lets nobody in.
CREATE TABLE session (
    id         TEXT   NOT NULL PRIMARY KEY,
    person     TEXT   NOT NULL REFERENCES account (person),
    created_at BIGINT NOT NULL,
    -- Moves forward at most once a minute; the idle limit counts from here.
    seen_at    BIGINT NOT NULL,
    -- The end whatever happens.
    expires_at BIGINT NOT NULL,
    -- Signed out, or ended by a new password, a reset or an administrator. Kept for a while so that
    -- other nodes see it and close their sockets.
    ended_at   BIGINT
);

CREATE INDEX session_person ON session (person);
CREATE INDEX session_ended ON session (ended_at);

-- One row for each attempt to sign in, counted to slow down guessing. Names and addresses are stored as
-- salted hashes: people type passwords into the name field, and an address is personal data.
CREATE TABLE sign_in_attempt (
    id           TEXT    NOT NULL PRIMARY KEY,
    at           BIGINT  NOT NULL,
    name_hash    TEXT    NOT NULL,
    address_hash TEXT    NOT NULL,
    -- Written as a failure before the password is looked at, so that many guesses at once are counted.
    succeeded    BOOLEAN NOT NULL DEFAULT FALSE
);

CREATE INDEX sign_in_attempt_name ON sign_in_attempt (name_hash, at);
CREATE INDEX sign_in_attempt_address ON sign_in_attempt (address_hash, at);
CREATE INDEX sign_in_attempt_at ON sign_in_attempt (at);

-- What happened around accounts: append-only (each engine has triggers that refuse anything else), with
-- a chain of its own. Ids only, no names and no addresses.
CREATE TABLE audit (
    no      BIGINT NOT NULL PRIMARY KEY,
    at      BIGINT NOT NULL,
    -- The person or 'system' who did it; NULL when nobody was signed in.
    actor   TEXT,
    action  TEXT   NOT NULL,
    -- The person it was done to.
    subject TEXT,
    chain   TEXT   NOT NULL
);

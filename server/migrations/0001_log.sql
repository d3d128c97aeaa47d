-- Chapter one: the log, and what is derived from it.
--
-- Throughline keeps one log. A change is a command; the server gives every command that it answers, a
-- refused one too, the next sequence number (seq), and writes down what it did to records. Everything
-- else in this file can be worked out again from commit_log and version.
--
-- The same text runs on SQLite and PostgreSQL, so it keeps to what both understand:
--   * ids are UUIDs and digests are SHA-256, both written as text, so that a person can read them in
--     any tool;
--   * moments are whole microseconds since 1970-01-01 UTC;
--   * record bodies and commands are JSON text.
--
-- Migrations are append-only: a change to the schema is a new file, never an edit of an old one.

-- One row that says where the log stands. Whoever appends holds this row (or, on SQLite, the whole
-- database) from reading head_seq to the end of the transaction. That lock is what makes sequence
-- numbers dense and visible in order; a database sequence would show 8 before 7.
CREATE TABLE meta (
    id            BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    -- Made with the database and replaced when a backup is restored, so that a device can tell.
    epoch         TEXT   NOT NULL,
    head_seq      BIGINT NOT NULL DEFAULT 0,
    -- A device that stopped before this number starts again from a snapshot.
    min_seq       BIGINT NOT NULL DEFAULT 0,
    -- The chain value of the commit at head_seq; 64 zeros when there is none.
    chain         TEXT   NOT NULL,
    -- The last number that a verified backup holds.
    backed_up_seq BIGINT NOT NULL DEFAULT 0
);

-- A replica is one browser profile of one person. It numbers its own commands 1, 2, 3, …
CREATE TABLE replica (
    id              TEXT   NOT NULL PRIMARY KEY,
    -- Who it belongs to. Never changes: another person on the same device is another replica.
    principal       TEXT   NOT NULL,
    created_at      BIGINT NOT NULL,
    last_seen_at    BIGINT NOT NULL,
    last_command_no BIGINT NOT NULL DEFAULT 0,
    -- The command that made the server fail, and how often it was tried; after the third time it is
    -- refused and kept in dead_letter, so that it holds nobody up.
    poison_no       BIGINT,
    poison_tries    BIGINT NOT NULL DEFAULT 0,
    state           TEXT   NOT NULL DEFAULT 'live' CHECK (state IN ('live', 'revoked'))
);

CREATE INDEX replica_principal ON replica (principal);

-- Every command that was answered, with its answer. It is at once the audit trail, the proof that a
-- command sent twice has one effect, and the result that a device reads after its connection broke.
-- Commands of the command line and of the server itself have no replica and no number.
CREATE TABLE commit_log (
    seq          BIGINT NOT NULL PRIMARY KEY,
    at           BIGINT NOT NULL,
    actor        TEXT   NOT NULL,
    replica      TEXT   REFERENCES replica (id),
    command_no   BIGINT,
    command_uuid TEXT,
    command      TEXT   NOT NULL,
    outcome      TEXT   NOT NULL CHECK (outcome IN ('applied', 'rejected', 'noop')),
    -- The reason of a refusal, as the device shows it.
    rejection    TEXT,
    -- digest is of the changes; chain is of the previous chain, seq and digest. Whoever alters a past
    -- row has to alter every later one, and the head that was printed or mailed elsewhere.
    digest       TEXT   NOT NULL,
    chain        TEXT   NOT NULL,
    CONSTRAINT commit_log_once UNIQUE (replica, command_no)
);

-- Every version of every record. Rows are never deleted; a person's data is redacted by replacing
-- the body, which leaves digest and chain as they were.
CREATE TABLE version (
    seq        BIGINT NOT NULL REFERENCES commit_log (seq),
    -- The order of the changes of one commit.
    ord        BIGINT NOT NULL,
    kind       TEXT   NOT NULL,
    id         TEXT   NOT NULL,
    -- Who may see it; a record is in exactly one scope.
    scope      TEXT   NOT NULL,
    -- The scope it left with this version, if it moved.
    prev_scope TEXT,
    -- NULL: the record was removed.
    body       TEXT,
    PRIMARY KEY (seq, ord)
);

CREATE INDEX version_history ON version (kind, id, seq);

-- The latest version of each record that exists: what the server reads when it starts.
CREATE TABLE record (
    kind  TEXT   NOT NULL,
    id    TEXT   NOT NULL,
    scope TEXT   NOT NULL,
    seq   BIGINT NOT NULL,
    body  TEXT   NOT NULL,
    PRIMARY KEY (kind, id)
);

CREATE INDEX record_scope ON record (scope, seq);

-- Commands that made the server fail three times, for an operator to look at.
CREATE TABLE dead_letter (
    replica    TEXT   NOT NULL REFERENCES replica (id),
    command_no BIGINT NOT NULL,
    at         BIGINT NOT NULL,
    command    TEXT   NOT NULL,
    -- What failed, in the server's words; the incident number is the one the person was shown.
    error      TEXT   NOT NULL,
    incident   TEXT   NOT NULL,
    PRIMARY KEY (replica, command_no)
);

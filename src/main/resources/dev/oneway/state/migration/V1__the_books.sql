-- One execution of a flow. Times are milliseconds since 1970-01-01T00:00:00Z.
CREATE TABLE run (
  id                 TEXT   NOT NULL PRIMARY KEY,
  flow               TEXT   NOT NULL,
  kind               TEXT   NOT NULL,
  state              TEXT   NOT NULL,
  started_at         BIGINT NOT NULL,
  ended_at           BIGINT,
  -- Whose run it is: the process, and when it last gave a sign of life.
  host               TEXT   NOT NULL,
  pid                BIGINT NOT NULL,
  process_started_at BIGINT NOT NULL,
  alive_at           BIGINT NOT NULL,
  read_count         BIGINT NOT NULL DEFAULT 0,
  filtered           BIGINT NOT NULL DEFAULT 0,
  unchanged          BIGINT NOT NULL DEFAULT 0,
  stale              BIGINT NOT NULL DEFAULT 0,
  created            BIGINT NOT NULL DEFAULT 0,
  updated            BIGINT NOT NULL DEFAULT 0,
  deleted            BIGINT NOT NULL DEFAULT 0,
  rejected           BIGINT NOT NULL DEFAULT 0,
  reason             TEXT,
  watermark          TEXT
);
CREATE INDEX run_by_flow ON run (flow, started_at);
CREATE INDEX run_by_start ON run (started_at);

-- How far each flow has come in its source: an instant in ISO-8601 or a number.
CREATE TABLE watermark (
  flow     TEXT NOT NULL PRIMARY KEY,
  position TEXT NOT NULL,
  run_id   TEXT NOT NULL
);

-- A flow's memory of what a destination holds; a flow with several destinations has several.
CREATE TABLE ledger (
  id           BIGINT NOT NULL PRIMARY KEY,
  flow         TEXT   NOT NULL,
  name         TEXT   NOT NULL,
  -- What the versions of its entries count (instant or number); NULL while there are none.
  version_kind TEXT,
  UNIQUE (flow, name)
);

-- What a destination has confirmed, by key. No fingerprint: a delivery was cut off, and what the
-- destination holds now is in doubt.
CREATE TABLE ledger_entry (
  ledger_id      BIGINT NOT NULL,
  record_key     TEXT   NOT NULL,
  version        BIGINT,
  fingerprint    TEXT,
  destination_id TEXT,
  PRIMARY KEY (ledger_id, record_key)
) ${clustered};

-- The keys of a chunk that is with the destination and not yet confirmed, as a JSON array: one row
-- per chunk, because it is written and removed for every chunk and read only after a crash.
CREATE TABLE ledger_claim (
  ledger_id   BIGINT NOT NULL,
  id          TEXT   NOT NULL,
  run_id      TEXT   NOT NULL,
  record_keys TEXT   NOT NULL,
  PRIMARY KEY (ledger_id, id)
);

-- What a mapping or a destination refused, until it is delivered or somebody discards it.
CREATE TABLE dead_letter (
  id           TEXT   NOT NULL PRIMARY KEY,
  flow         TEXT   NOT NULL,
  -- The record's key, or a digest of the source record where it has none.
  identity     TEXT   NOT NULL,
  record_key   TEXT,
  version      BIGINT,
  version_kind TEXT,
  source       TEXT   NOT NULL,
  category     TEXT   NOT NULL,
  field        TEXT,
  reason       TEXT   NOT NULL,
  attempts     BIGINT NOT NULL,
  first_at     BIGINT NOT NULL,
  last_at      BIGINT NOT NULL,
  run_id       TEXT   NOT NULL,
  -- waiting, delivered or discarded
  state        TEXT   NOT NULL
);
CREATE UNIQUE INDEX dead_letter_waiting ON dead_letter (flow, identity) WHERE state = 'waiting';
CREATE INDEX dead_letter_keyless ON dead_letter (flow) WHERE state = 'waiting' AND record_key IS NULL;
CREATE INDEX dead_letter_by_time ON dead_letter (last_at);

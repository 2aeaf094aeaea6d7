-- Records a run found gone at the source, and that aren't removed yet.
ALTER TABLE run ADD COLUMN held BIGINT NOT NULL DEFAULT 0;

-- What the parts of its keys are, a letter for each, so that a key alone makes a record again; NULL
-- before the first record.
ALTER TABLE ledger ADD COLUMN key_types TEXT;

-- 0: living; 1: marked as gone, its destination_id stays its own; 2: archived or deleted.
ALTER TABLE ledger_entry ADD COLUMN gone BIGINT NOT NULL DEFAULT 0;
-- Milliseconds since 1970; NULL of an entry older than this column.
ALTER TABLE ledger_entry ADD COLUMN confirmed_at BIGINT;

-- Records that are gone at the source and wait for the end of their run, or for somebody's word.
CREATE TABLE held_delete (
  ledger_id  BIGINT NOT NULL,
  record_key TEXT   NOT NULL,
  -- The run that found it gone, or that took it over from a run that has ended.
  run_id     TEXT   NOT NULL,
  -- held: its run goes on; released: its run removes it; waiting: for approval; approved; rejected:
  -- left alone until the source says something new of it.
  state      TEXT   NOT NULL,
  -- The values of the key as JSON, and the version.
  key_values TEXT   NOT NULL,
  version    TEXT,
  -- The record that told it; NULL of one that a complete read lacked.
  source     TEXT,
  PRIMARY KEY (ledger_id, record_key)
) ${clustered};
CREATE INDEX held_delete_by_run ON held_delete (run_id);

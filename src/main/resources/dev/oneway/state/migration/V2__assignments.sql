-- What a record's field was given in turn, so that the record keeps it.
CREATE TABLE ledger_assignment (
  ledger_id  BIGINT NOT NULL,
  record_key TEXT   NOT NULL,
  field      TEXT   NOT NULL,
  -- A JSON scalar: "005A", 42, 1.50 or true.
  value      TEXT   NOT NULL,
  PRIMARY KEY (ledger_id, record_key, field)
) ${clustered};

-- How many turns of a field were given out: whose turn is next.
CREATE TABLE ledger_turn (
  ledger_id BIGINT NOT NULL,
  field     TEXT   NOT NULL,
  given     BIGINT NOT NULL,
  PRIMARY KEY (ledger_id, field)
);

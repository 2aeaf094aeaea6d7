-- Records a sweep put into an inbox, to be delivered by the run that takes them out.
ALTER TABLE run ADD COLUMN queued BIGINT NOT NULL DEFAULT 0;

-- Events that were acknowledged and wait to be delivered, by the inbox's name. Who adds to an inbox
-- or takes from it holds its row, so that its sums are exact. Times are milliseconds since 1970.
CREATE TABLE inbox (
  id           BIGINT NOT NULL PRIMARY KEY,
  name         TEXT   NOT NULL UNIQUE,
  -- What waits, those on lease included.
  events       BIGINT NOT NULL DEFAULT 0,
  bytes        BIGINT NOT NULL DEFAULT 0,
  -- How many came in during this minute since 1970, and how many during the one before it.
  minute       BIGINT NOT NULL DEFAULT 0,
  came         BIGINT NOT NULL DEFAULT 0,
  came_before  BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE inbox_event (
  id          ${serial},
  inbox_id    BIGINT NOT NULL,
  -- Events of one key are delivered in the order of their ids; NULL: in any.
  record_key  TEXT,
  payload     TEXT   NOT NULL,
  bytes       BIGINT NOT NULL,
  received_at BIGINT NOT NULL,
  attempts    BIGINT NOT NULL DEFAULT 0,
  -- When it may be tried again; NULL while nothing is known against it.
  not_before  BIGINT
);
CREATE INDEX inbox_event_in_order ON inbox_event (inbox_id, id);
CREATE INDEX inbox_event_waiting ON inbox_event (inbox_id, not_before) WHERE not_before IS NOT NULL;

-- The deliveries an inbox has seen, so that it stores none of them twice.
CREATE TABLE inbox_delivery (
  inbox_id    BIGINT NOT NULL,
  delivery_id TEXT   NOT NULL,
  received_at BIGINT NOT NULL,
  PRIMARY KEY (inbox_id, delivery_id)
) ${clustered};
CREATE INDEX inbox_delivery_by_time ON inbox_delivery (received_at);

-- The events of a chunk that is being delivered, as a JSON array of their ids. They are the run's as
-- long as it is open.
CREATE TABLE inbox_lease (
  inbox_id BIGINT NOT NULL,
  id       TEXT   NOT NULL,
  run_id   TEXT   NOT NULL,
  events   TEXT   NOT NULL,
  PRIMARY KEY (inbox_id, id)
);

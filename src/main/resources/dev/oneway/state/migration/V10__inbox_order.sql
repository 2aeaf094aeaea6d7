-- Events are kept in the order they are delivered in, so that storing one writes one place and not
-- three: their ids count within the inbox, given out by whoever holds its row.
ALTER TABLE inbox ADD COLUMN last_id BIGINT NOT NULL DEFAULT 0;
UPDATE inbox SET last_id = COALESCE((SELECT MAX(id) FROM inbox_event WHERE inbox_id = inbox.id), 0);

CREATE TABLE inbox_event_new (
  inbox_id    BIGINT NOT NULL,
  id          BIGINT NOT NULL,
  -- Events of one key are delivered in the order of their ids; NULL: in any.
  record_key  TEXT,
  payload     TEXT   NOT NULL,
  bytes       BIGINT NOT NULL,
  received_at BIGINT NOT NULL,
  attempts    BIGINT NOT NULL DEFAULT 0,
  -- When it may be tried again; NULL while nothing is known against it.
  not_before  BIGINT,
  PRIMARY KEY (inbox_id, id)
) ${clustered};
INSERT INTO inbox_event_new
  SELECT inbox_id, id, record_key, payload, bytes, received_at, attempts, not_before
    FROM inbox_event;
DROP TABLE inbox_event;
ALTER TABLE inbox_event_new RENAME TO inbox_event;
CREATE INDEX inbox_event_waiting ON inbox_event (inbox_id, not_before) WHERE not_before IS NOT NULL;

-- What is old is found by walking through the deliveries from time to time.
DROP INDEX inbox_delivery_by_time;

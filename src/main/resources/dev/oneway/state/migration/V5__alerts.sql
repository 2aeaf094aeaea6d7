-- What somebody should look at: one row for as long as it lasts. Times are milliseconds since 1970.
CREATE TABLE alert (
  id          TEXT   NOT NULL PRIMARY KEY,
  flow        TEXT   NOT NULL,
  kind        TEXT   NOT NULL,
  -- The run that told of it, if it was one.
  run_id      TEXT,
  text        TEXT   NOT NULL,
  raised_at   BIGINT NOT NULL,
  -- NULL while it lasts.
  resolved_at BIGINT
);
CREATE UNIQUE INDEX alert_open ON alert (flow, kind) WHERE resolved_at IS NULL;
CREATE INDEX alert_by_time ON alert (raised_at);

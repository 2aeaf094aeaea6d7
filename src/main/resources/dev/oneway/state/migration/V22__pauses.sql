-- The flows somebody has paused. Times are milliseconds since 1970-01-01T00:00:00Z.
CREATE TABLE flow_pause (
  flow      TEXT   NOT NULL PRIMARY KEY,
  paused_at BIGINT NOT NULL,
  paused_by TEXT   NOT NULL
);

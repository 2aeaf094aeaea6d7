-- The flows somebody has paused. Times are milliseconds since 1970-01-01T00:00:00Z.
CREATE TABLE flow_pause (
  flow      TEXT   NOT NULL PRIMARY KEY,
  paused_at BIGINT NOT NULL,
  paused_by TEXT   NOT NULL
);

-- Pages of what plans and comparisons have found, by the run that did. They hold values of fields.
CREATE TABLE report (
  id      TEXT   NOT NULL PRIMARY KEY,
  flow    TEXT   NOT NULL,
  -- plan or drift
  kind    TEXT   NOT NULL,
  made_at BIGINT NOT NULL,
  html    TEXT   NOT NULL
);
CREATE INDEX report_by_kind ON report (kind, made_at);
CREATE INDEX report_of_flow ON report (flow, kind, made_at);
CREATE INDEX report_by_time ON report (made_at);

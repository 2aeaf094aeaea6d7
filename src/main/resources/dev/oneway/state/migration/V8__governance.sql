-- How fresh each flow is that promises to be. Times are milliseconds since 1970.
CREATE TABLE freshness (
  flow   TEXT   NOT NULL PRIMARY KEY,
  -- When the newest change was made that has arrived; when it was first looked for, if none has.
  newest BIGINT NOT NULL
);

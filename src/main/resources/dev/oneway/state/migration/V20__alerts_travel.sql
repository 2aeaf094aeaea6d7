-- How an alert ended, who has seen it, and when it was told again because nobody had.
ALTER TABLE alert ADD COLUMN resolution TEXT;
ALTER TABLE alert ADD COLUMN acknowledged_at BIGINT;
ALTER TABLE alert ADD COLUMN acknowledged_by TEXT;
ALTER TABLE alert ADD COLUMN escalated_at BIGINT;

-- What is to be told of alerts, each stored with what it tells of.
CREATE TABLE alert_notice (
  id       TEXT   NOT NULL PRIMARY KEY,
  alert_id TEXT   NOT NULL,
  -- raised, resolved or escalated
  event    TEXT   NOT NULL,
  at       BIGINT NOT NULL,
  -- When it was handed on; NULL before.
  sent_at  BIGINT
);
CREATE INDEX alert_notice_waiting ON alert_notice (at) WHERE sent_at IS NULL;

-- How much a flow had to do in each hour in which it ran.
CREATE TABLE volume (
  flow     TEXT   NOT NULL,
  -- Whole hours since 1970.
  hour     BIGINT NOT NULL,
  runs     BIGINT NOT NULL,
  records  BIGINT NOT NULL,
  rejected BIGINT NOT NULL,
  PRIMARY KEY (flow, hour)
);

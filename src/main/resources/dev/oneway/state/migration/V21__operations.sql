-- Who pressed what at the management port. Times are milliseconds since 1970-01-01T00:00:00Z.
CREATE TABLE audit (
  id      ${serial},
  at      BIGINT NOT NULL,
  who     TEXT   NOT NULL,
  address TEXT   NOT NULL,
  action  TEXT   NOT NULL,
  target  TEXT   NOT NULL,
  -- NULL while it is being done, and for ever when the process died meanwhile.
  result  TEXT
);

-- How each flow is doing: a row for the runs that read its source, and one for those that deliver
-- from its inbox, since each may fail while the other is well.
CREATE TABLE flow_status (
  flow            TEXT   NOT NULL,
  -- source or inbox
  part            TEXT   NOT NULL,
  last_ended_at   BIGINT NOT NULL,
  last_success_at BIGINT,
  -- The end of the first failed run after the last success; NULL while it doesn't fail.
  failing_since   BIGINT,
  -- The last of the runs that failed since then, and how many did.
  failed_run      TEXT,
  failures        BIGINT NOT NULL DEFAULT 0,
  -- When it last went well again, and how long it hadn't.
  recovered_at    BIGINT,
  outage_millis   BIGINT,
  PRIMARY KEY (flow, part)
);
INSERT INTO flow_status (flow, part, last_ended_at, last_success_at)
  SELECT flow, CASE kind WHEN 'inbox' THEN 'inbox' ELSE 'source' END, MAX(ended_at),
         MAX(CASE WHEN state IN ('done', 'waiting') THEN ended_at END)
    FROM run WHERE kind IN ('scheduled', 'once', 'inbox') AND ended_at IS NOT NULL
   GROUP BY flow, CASE kind WHEN 'inbox' THEN 'inbox' ELSE 'source' END;
CREATE TEMPORARY TABLE failed_now AS
  SELECT s.flow, s.part, MIN(r.ended_at) AS since, MAX(r.ended_at) AS latest, COUNT(*) AS failures
    FROM flow_status s JOIN run r ON r.flow = s.flow
   WHERE r.state = 'failed' AND r.kind IN ('scheduled', 'once', 'inbox')
     AND (r.kind = 'inbox') = (s.part = 'inbox')
     AND r.ended_at > COALESCE(s.last_success_at, 0)
   GROUP BY s.flow, s.part;
UPDATE flow_status SET
  failing_since = (SELECT since FROM failed_now f WHERE f.flow = flow_status.flow AND f.part = flow_status.part),
  failures = COALESCE((SELECT failures FROM failed_now f WHERE f.flow = flow_status.flow AND f.part = flow_status.part), 0),
  failed_run = (SELECT MIN(r.id) FROM run r JOIN failed_now f ON r.flow = f.flow AND r.ended_at = f.latest
                 WHERE r.state = 'failed' AND f.flow = flow_status.flow AND f.part = flow_status.part);
DROP TABLE failed_now;

-- What the ordinary runs of a flow came to in each hour since 1970, so that looking back needn't
-- read the runs, and outlives them.
CREATE TABLE run_hour (
  flow        TEXT   NOT NULL,
  hour        BIGINT NOT NULL,
  done        BIGINT NOT NULL,
  failed      BIGINT NOT NULL,
  interrupted BIGINT NOT NULL,
  millis      BIGINT NOT NULL,
  read_count  BIGINT NOT NULL,
  filtered    BIGINT NOT NULL,
  unchanged   BIGINT NOT NULL,
  stale       BIGINT NOT NULL,
  created     BIGINT NOT NULL,
  updated     BIGINT NOT NULL,
  deleted     BIGINT NOT NULL,
  held        BIGINT NOT NULL,
  queued      BIGINT NOT NULL,
  skipped     BIGINT NOT NULL,
  rejected    BIGINT NOT NULL,
  calls       BIGINT NOT NULL,
  -- The hour first: what is asked for are the last hours, most often of all flows.
  PRIMARY KEY (hour, flow)
) ${clustered};
INSERT INTO run_hour
  SELECT flow, ended_at / 3600000, SUM(CASE WHEN state IN ('done', 'waiting') THEN 1 ELSE 0 END),
         SUM(CASE state WHEN 'failed' THEN 1 ELSE 0 END),
         SUM(CASE state WHEN 'interrupted' THEN 1 ELSE 0 END), SUM(ended_at - started_at),
         SUM(read_count), SUM(filtered), SUM(unchanged), SUM(stale), SUM(created), SUM(updated),
         SUM(deleted), SUM(held), SUM(queued), SUM(skipped), SUM(rejected), SUM(calls)
    FROM run WHERE kind IN ('scheduled', 'once', 'inbox') AND ended_at IS NOT NULL
   GROUP BY flow, ended_at / 3600000;

-- How long they took, by the day since 1970: runs by the eighths of octaves of their milliseconds.
CREATE TABLE run_day_duration (
  flow   TEXT   NOT NULL,
  day    BIGINT NOT NULL,
  octave BIGINT NOT NULL,
  runs   BIGINT NOT NULL,
  PRIMARY KEY (day, flow, octave)
) ${clustered};

-- When a dead letter was delivered or discarded; NULL while it waits.
ALTER TABLE dead_letter ADD COLUMN closed_at BIGINT;
UPDATE dead_letter SET closed_at = last_at WHERE state <> 'waiting';
CREATE INDEX dead_letter_closed ON dead_letter (closed_at) WHERE closed_at IS NOT NULL;

-- Runs that go on are looked for again and again, and there are few.
CREATE INDEX run_open ON run (flow) WHERE state = 'running';
CREATE INDEX alert_resolved ON alert (resolved_at) WHERE resolved_at IS NOT NULL;

-- What one process at a time does, and until when nobody else needs to.
CREATE TABLE turn (
  task  TEXT   NOT NULL PRIMARY KEY,
  until BIGINT NOT NULL
);

-- A flow's letters in the order they are listed in.
CREATE INDEX dead_letter_of_flow ON dead_letter (flow, last_at);

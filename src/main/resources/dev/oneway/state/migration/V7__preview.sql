-- Records a run left for another one: they wait for an ordinary run, or the destination's record has
-- changed since the plan.
ALTER TABLE run ADD COLUMN skipped BIGINT NOT NULL DEFAULT 0;

-- What the latest comparison of a flow with its destination has found. Times are milliseconds since
-- 1970-01-01T00:00:00Z.
CREATE TABLE drift (
  flow       TEXT   NOT NULL PRIMARY KEY,
  run_id     TEXT   NOT NULL,
  checked_at BIGINT NOT NULL,
  compared   BIGINT NOT NULL,
  missing    BIGINT NOT NULL,
  changed    BIGINT NOT NULL,
  -- What the destination holds and the flow didn't deliver; NULL where it can't be listed.
  extra      BIGINT,
  -- Delivered once more by that comparison.
  repaired   BIGINT NOT NULL
);

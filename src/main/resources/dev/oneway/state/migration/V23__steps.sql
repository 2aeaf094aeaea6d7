-- How long the steps of a run took: a JSON array of step, kind, millis, chunks; NULL when none was
-- taken.
ALTER TABLE run ADD COLUMN steps TEXT;

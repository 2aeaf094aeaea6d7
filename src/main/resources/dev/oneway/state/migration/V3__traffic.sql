-- What a run cost the systems at both ends: requests, bytes of their bodies and of the answers', and
-- the time its threads waited for limits, added up.
ALTER TABLE run ADD COLUMN calls BIGINT NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN sent_bytes BIGINT NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN received_bytes BIGINT NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN waited_millis BIGINT NOT NULL DEFAULT 0;

-- What another system said when the run failed, e.g. rate-limited; NULL when none did.
ALTER TABLE run ADD COLUMN failure_category TEXT;

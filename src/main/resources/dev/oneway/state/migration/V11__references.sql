-- What a dead letter of the category reference waits for: an entry of the ledger of this flow and
-- name, with an id of the destination. NULL of all other letters.
ALTER TABLE dead_letter ADD COLUMN awaits_flow TEXT;
ALTER TABLE dead_letter ADD COLUMN awaits_ledger TEXT;
ALTER TABLE dead_letter ADD COLUMN awaits_key TEXT;
CREATE INDEX dead_letter_awaiting ON dead_letter (flow, id)
  WHERE state = 'waiting' AND awaits_key IS NOT NULL;

-- What a run refused is looked at from its page.
CREATE INDEX dead_letter_of_run ON dead_letter (run_id, last_at);

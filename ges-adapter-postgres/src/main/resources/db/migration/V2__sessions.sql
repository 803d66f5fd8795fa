-- How often in a row, and since when, the voice platform has denied the session; null is free.
ALTER TABLE callback_progress ADD COLUMN gone_polls integer, ADD COLUMN gone_since bigint;

-- A session that an agent is in used to have nothing to wake for; now it is looked after.
UPDATE callback_progress SET next_at = updated WHERE state = 'P' AND next_at IS NULL;

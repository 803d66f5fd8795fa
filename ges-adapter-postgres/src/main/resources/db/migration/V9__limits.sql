-- What open callbacks are counted by: hashes, so that an entry is small and names nobody.
-- Callbacks that were booked before are not counted.
ALTER TABLE open_callback ADD COLUMN number_slot bigint, ADD COLUMN waiting_slot bigint;

-- Those of a queue's number.
CREATE INDEX open_callback_by_number ON open_callback (number_slot)
  WHERE number_slot IS NOT NULL;

-- The immediate ones of a queue.
CREATE INDEX open_callback_waiting ON open_callback (waiting_slot)
  WHERE waiting_slot IS NOT NULL;

-- Whose requests are to be erased: those that name a callback, and those of a caller, whose digits
-- are compared without the plus.
CREATE INDEX call_in_by_callback ON call_in (tenant, callback) WHERE callback IS NOT NULL;
CREATE INDEX call_in_by_caller ON call_in (tenant, ltrim(caller, '+')) WHERE caller IS NOT NULL;

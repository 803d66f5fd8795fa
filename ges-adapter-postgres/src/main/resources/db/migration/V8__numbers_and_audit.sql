-- Callbacks of a number, however it was written: its international form if known, by its digits.
CREATE INDEX callback_by_number ON callback
  (tenant, regexp_replace(coalesce(e164, phone), '[^0-9]', '', 'g'));

-- Who did what. Never user data, a secret or a number.
CREATE TABLE audit_entry (
  tenant uuid NOT NULL,
  number bigint GENERATED ALWAYS AS IDENTITY,
  at bigint NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  object text NOT NULL,
  detail text,
  PRIMARY KEY (tenant, at, number)
);

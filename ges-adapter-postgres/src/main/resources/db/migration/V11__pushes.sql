-- What was decided about the pushes of a callback, once for all nodes. Goes with its callback.
CREATE TABLE push_mark (
  tenant uuid NOT NULL,
  id uuid NOT NULL,
  mark text NOT NULL,
  set_at bigint NOT NULL,
  PRIMARY KEY (tenant, id, mark)
);

-- Offers whose answer, or the lack of one, a session is to be told; deleted when it has been. The
-- customer's answer is the number to call and its code; outcome C (confirmed) or U is final.
CREATE TABLE push_offer (
  tenant uuid NOT NULL,
  id uuid NOT NULL,
  attempt integer NOT NULL,
  expires_at bigint NOT NULL,
  next_at bigint NOT NULL,
  outcome text,
  number text,
  access_code integer,
  PRIMARY KEY (tenant, id)
);

CREATE INDEX push_offer_next ON push_offer (next_at);

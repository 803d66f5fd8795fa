-- What was decided about the pushes of a callback, once for all nodes. Goes with its callback.
CREATE TABLE push_mark (
  tenant uuid NOT NULL,
  id uuid NOT NULL,
  mark text NOT NULL,
  set_at bigint NOT NULL,
  PRIMARY KEY (tenant, id, mark)
);

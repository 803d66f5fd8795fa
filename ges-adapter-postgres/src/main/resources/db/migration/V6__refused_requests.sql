-- Requests that were refused, by their correlation id, for 14 days. Never a number or user data.
CREATE TABLE refused_request (
  tenant uuid NOT NULL,
  corr_id uuid NOT NULL,
  refused bigint NOT NULL,
  http integer NOT NULL,
  code integer NOT NULL,
  settings_version integer NOT NULL,
  method text NOT NULL,
  route text NOT NULL,
  message text NOT NULL,
  queue text,
  reasons text,
  PRIMARY KEY (tenant, corr_id)
);

-- Retention.
CREATE INDEX refused_request_by_time ON refused_request (tenant, refused);

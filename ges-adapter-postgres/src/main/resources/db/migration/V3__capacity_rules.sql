-- A tenant's capacity rules and the queues they are assigned to, one document a version.
CREATE TABLE capacity_version (
  tenant uuid NOT NULL,
  version integer NOT NULL,
  published_at bigint NOT NULL,
  published_by text,
  content text NOT NULL,
  PRIMARY KEY (tenant, version)
);

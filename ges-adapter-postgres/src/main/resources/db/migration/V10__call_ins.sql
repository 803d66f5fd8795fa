-- A tenant's call-in groups, one document a version.
CREATE TABLE call_in_group_version (
  tenant uuid NOT NULL,
  version integer NOT NULL,
  published_at bigint NOT NULL,
  published_by text,
  content text NOT NULL,
  PRIMARY KEY (tenant, version)
);

-- Calls that are expected, and those that have come, for 14 days. State: C created, M matched,
-- E expired; what is past its time is still C until somebody has a reason to write.
CREATE TABLE call_in (
  tenant uuid NOT NULL,
  id uuid NOT NULL,
  number text NOT NULL,
  code integer,
  group_name text NOT NULL,
  caller_given text,
  caller text,
  user_data text NOT NULL,
  callback uuid,
  created bigint NOT NULL,
  expires bigint NOT NULL,
  state text NOT NULL,
  call_uuid text,
  PRIMARY KEY (tenant, id)
);

CREATE INDEX call_in_open ON call_in (tenant, number, expires) WHERE state = 'C';
CREATE UNIQUE INDEX call_in_by_call ON call_in (tenant, call_uuid) WHERE call_uuid IS NOT NULL;

-- Retention.
CREATE INDEX call_in_by_time ON call_in (tenant, created);

-- When each number was last given, for the round robin.
CREATE TABLE call_in_number (
  tenant uuid NOT NULL,
  number text NOT NULL,
  turn bigint NOT NULL,
  PRIMARY KEY (tenant, number)
);

-- Wrong codes by who typed them in and where, until they count no more.
CREATE TABLE call_in_wrong_code (
  tenant uuid NOT NULL,
  source text NOT NULL,
  times bigint[] NOT NULL,
  blocked_until bigint NOT NULL,
  forgotten_at bigint NOT NULL,
  PRIMARY KEY (tenant, source)
);

CREATE INDEX call_in_wrong_code_by_time ON call_in_wrong_code (forgotten_at);

-- Every key begins with the tenant, so that the tables can be spread by tenant.
-- Times are milliseconds since 1970-01-01T00:00:00Z. Letters are those of the class Letters.

-- What was asked for. Written once; only an edit or a new desired time changes it.
CREATE TABLE callback (
  tenant uuid NOT NULL,
  id uuid NOT NULL,
  created bigint NOT NULL,
  requested bigint NOT NULL,
  desired bigint NOT NULL,
  settings_version integer NOT NULL,
  origin text NOT NULL,
  direction text NOT NULL,
  queue text NOT NULL,
  phone text NOT NULL,
  e164 text,
  details text,
  user_data text,
  PRIMARY KEY (tenant, id)
);

-- Lists of one tenant, and retention.
CREATE INDEX callback_by_desired ON callback (tenant, desired, id);

-- The voice platform may name a callback without its tenant. A hash is half the size of a tree.
CREATE INDEX callback_by_id ON callback USING hash (id);

-- Where it stands. Narrow, because every change writes the row anew.
CREATE TABLE callback_progress (
  tenant uuid NOT NULL,
  id uuid NOT NULL,
  next_at bigint,
  due_at bigint,
  created bigint NOT NULL,
  desired bigint NOT NULL,
  expires bigint NOT NULL,
  updated bigint NOT NULL,
  submitted bigint,
  session_seq bigint,
  version bigint NOT NULL,
  priority integer NOT NULL,
  attempt integer NOT NULL,
  unstarted integer NOT NULL,
  leases integer NOT NULL,
  position integer,
  wait_seconds integer,
  kind text NOT NULL,
  state text NOT NULL,
  reason text,
  entry_id text,
  session_id text,
  session_url text,
  revocation text,
  lease_owner text,
  timeline text NOT NULL,
  PRIMARY KEY (tenant, id)
) WITH (
  fillfactor = 75,
  autovacuum_vacuum_threshold = 2000,
  autovacuum_vacuum_scale_factor = 0.01,
  autovacuum_vacuum_cost_delay = 0,
  autovacuum_analyze_threshold = 2000,
  autovacuum_analyze_scale_factor = 0.1
);

-- The due queue, in the order of dispatch.
CREATE INDEX callback_due ON callback_progress (next_at, priority DESC, created)
  WHERE next_at IS NOT NULL;

-- What is still to be served. An index of callback_progress would get a new entry with every new
-- wake-up time, which costs a quarter of a dispatch.
CREATE TABLE open_callback (
  tenant uuid NOT NULL,
  desired bigint NOT NULL,
  id uuid NOT NULL,
  PRIMARY KEY (tenant, desired, id)
) WITH (
  autovacuum_vacuum_threshold = 2000,
  autovacuum_vacuum_scale_factor = 0.05
);

-- How many scheduled, open callbacks are desired in each five minutes of four hours.
CREATE TABLE slot_block (
  tenant uuid NOT NULL,
  starts bigint NOT NULL,
  queue text NOT NULL,
  used smallint[] NOT NULL,
  PRIMARY KEY (tenant, queue, starts)
) WITH (
  fillfactor = 50,
  autovacuum_vacuum_threshold = 500,
  autovacuum_vacuum_scale_factor = 0.05,
  autovacuum_vacuum_cost_delay = 0
);

CREATE TABLE idempotency_key (
  tenant uuid NOT NULL,
  key text NOT NULL,
  used_at bigint NOT NULL,
  fingerprint text NOT NULL,
  answer text NOT NULL,
  PRIMARY KEY (tenant, key)
);

-- JSON values that sessions keep with their callback, as one object of texts.
CREATE TABLE session_storage (
  tenant uuid NOT NULL,
  id uuid NOT NULL,
  content text NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE settings_version (
  tenant uuid NOT NULL,
  version integer NOT NULL,
  published_at bigint NOT NULL,
  published_by text,
  content text NOT NULL,
  PRIMARY KEY (tenant, version)
);

-- Which tenants Environment told last, and which origins they allowed, one on a line.
CREATE TABLE heard_tenant (
  tenant uuid PRIMARY KEY,
  heard_at bigint NOT NULL,
  origins text NOT NULL
);

-- Secrets of tenants, sealed: nothing here can be read without the key of the installation.
CREATE TABLE credential (
  tenant uuid NOT NULL,
  purpose text NOT NULL,
  name text NOT NULL,
  sealed text NOT NULL,
  set_at bigint NOT NULL,
  PRIMARY KEY (tenant, purpose, name)
);

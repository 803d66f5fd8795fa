-- What a key was used for, to be erased by. A key that was used before has none until its day is over.
ALTER TABLE idempotency_key ADD COLUMN callback uuid;
CREATE INDEX idempotency_key_by_callback ON idempotency_key (tenant, callback);

-- Whether a tenant has any key.
CREATE INDEX api_key_by_tenant ON api_key (tenant);

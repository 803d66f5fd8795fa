-- Whose the API keys are that Environment has confirmed, by the SHA-256 of the key.
CREATE TABLE api_key (
  hash text PRIMARY KEY,
  tenant uuid NOT NULL,
  confirmed_at bigint NOT NULL
);

package io.openges.adapter.http.listener;

/** Who may call a route (specification 2.2 to 2.4). Immutable and thread-safe. */
public enum Access {
  /** Everybody: health, metrics, pages. */
  OPEN,
  /** Holders of an API key; on the internal listener also those who name their contact center. */
  API_KEY,
  /** The internal network, with its token where one is set; the path names the tenant. */
  TENANT_IN_PATH,
  /** The internal network, with its token where one is set; a header may name the tenant. */
  TRUSTED
}

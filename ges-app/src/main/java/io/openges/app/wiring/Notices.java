package io.openges.app.wiring;

import io.openges.domain.tenant.TenantId;
import java.util.function.Consumer;

/**
 * Tells other nodes that a tenant's settings were published, so that they need not wait for their
 * next look. Never blocks or throws. Safe for use by many threads at once.
 */
interface Notices extends Consumer<TenantId> {}

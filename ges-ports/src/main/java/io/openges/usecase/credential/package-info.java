/** Secrets that tenants entrust to GES: sealed at rest, open to the adapters that need them. */
@NullMarked
package io.openges.usecase.credential;

import org.jspecify.annotations.NullMarked;

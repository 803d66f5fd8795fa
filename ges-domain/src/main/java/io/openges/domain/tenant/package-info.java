/** Tenants: the contact centers that share one installation. */
@NullMarked
package io.openges.domain.tenant;

import org.jspecify.annotations.NullMarked;

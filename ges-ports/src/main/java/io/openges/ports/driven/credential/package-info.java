/** Driven ports that keep the secrets tenants entrust to GES. */
@NullMarked
package io.openges.ports.driven.credential;

import org.jspecify.annotations.NullMarked;

/**
 * Driven ports on the Genesys services of authentication, environment, configuration and
 * statistics.
 */
@NullMarked
package io.openges.adapter.gws;

import org.jspecify.annotations.NullMarked;

/** Genesys Environment: which tenants there are and whose an API key is. */
@NullMarked
package io.openges.adapter.gws.environment;

import org.jspecify.annotations.NullMarked;

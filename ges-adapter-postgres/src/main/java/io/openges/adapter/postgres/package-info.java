/** Driven ports on PostgreSQL, the durable truth. */
@NullMarked
package io.openges.adapter.postgres;

import org.jspecify.annotations.NullMarked;

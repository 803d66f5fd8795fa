/** Driven ports on GES's own Redis, all of whose content may be lost at any moment. */
@NullMarked
package io.openges.adapter.redis;

import org.jspecify.annotations.NullMarked;

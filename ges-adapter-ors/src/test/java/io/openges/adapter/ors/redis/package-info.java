/** Redis servers to test against. */
@NullMarked
package io.openges.adapter.ors.redis;

import org.jspecify.annotations.NullMarked;

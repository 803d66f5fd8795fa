/** Redis servers to test against. */
@NullMarked
package io.openges.adapter.redis.server;

import org.jspecify.annotations.NullMarked;

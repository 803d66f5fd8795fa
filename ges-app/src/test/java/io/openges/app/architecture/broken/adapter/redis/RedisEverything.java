package io.openges.app.architecture.broken.adapter.redis;

import io.openges.app.architecture.broken.usecase.BookingImpl;
import org.jspecify.annotations.Nullable;

/** Sees a use case. */
public final class RedisEverything {
  @Nullable
  BookingImpl booking;
}

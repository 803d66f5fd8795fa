package io.openges.app.architecture.broken.domain;

import com.google.inject.Inject;
import io.openges.app.architecture.broken.adapter.redis.RedisEverything;
import java.io.File;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the clock and draws a number by itself, takes a file, sees an adapter, is injected by
 * field, prints.
 */
final class LeakyCallback {

  @Inject
  @Nullable
  RedisEverything everything;

  private final UUID id = UUID.randomUUID();
  private final Instant created = Instant.now();

  void print(File file) {
    System.out.println(id + " " + created + " " + file);
  }
}

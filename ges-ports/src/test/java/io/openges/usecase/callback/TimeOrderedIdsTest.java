package io.openges.usecase.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.ports.contract.IdsContract;
import io.openges.ports.driven.callback.Ids;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest extends IdsContract {

  private static final Instant NOW = Instant.parse("2026-12-01T09:00:00.123Z");

  private final Ids ids =
      new TimeOrderedIds(InstantSource.fixed(NOW), new Random(20261201)::nextLong);

  @Override
  protected Ids ids() {
    return ids;
  }

  @Test
  void idsAreOfVersion7WhateverTheNumbers() {
    for (long number : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
      var id = new TimeOrderedIds(InstantSource.fixed(NOW), () -> number).next().value();

      assertThat(id.version()).isEqualTo(7);
      assertThat(id.variant()).isEqualTo(2);
      assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }
  }

  @Test
  void aLaterIdComesAfterAnEarlierOne() {
    var later = new TimeOrderedIds(InstantSource.fixed(NOW.plusMillis(1)), () -> 0).next();

    assertThat(ids.next().toString()).isLessThan(later.toString());
  }
}

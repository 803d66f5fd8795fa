package io.openges.adapter.http.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTimeTest {

  @ParameterizedTest
  @CsvSource({
    "2026-12-01T10:00:00.123Z, 2026-12-01T10:00:00.123Z",
    "2026-12-01T10:00:00.123456789Z, 2026-12-01T10:00:00.123Z",
    "2026-12-01T10:00Z, 2026-12-01T10:00:00Z",
    "2026-12-01T10:00:00+05:30, 2026-12-01T04:30:00Z",
    "2026-12-01T10:00:00-0800, 2026-12-01T18:00:00Z",
    "2024-02-29T23:59:59.999Z, 2024-02-29T23:59:59.999Z",
    "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z"
  })
  void instantsAreReadToTheMillisecond(String text, Instant instant) {
    assertThat(WireTime.parse(text, null)).hasValue(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2026-12-01",
        "2026-12-01T10:00:00",
        "2026-02-29T10:00:00.000Z",
        "2026-13-01T10:00:00.000Z",
        "2026-12-01T24:00:00.000Z",
        "2026-12-01T10:60:00.000Z",
        "2026-12-01T10:00:60.000Z",
        "0000-12-01T10:00:00.000Z",
        "+10000-01-01T00:00:00Z",
        "٢٠٢٦-12-01T10:00:00.000Z",
        "2026-12-01T10:00:00.000X",
        "2026-12-01T10:00:00+25:00",
        "2026-12-01T10:00:00ZZ",
        "2026-12-01T10:00:00Z+0000",
        "2026-12-01T10:00:00+01:00+0100"
      })
  void whatIsNoInstantIsNone(String text) {
    assertThat(WireTime.parse(text, null)).isEmpty();
  }

  @Test
  void aTimeWithoutOffsetIsReadInItsZone() {
    assertThat(WireTime.parse("2026-07-01T10:00", ZoneId.of("Europe/Paris")))
        .hasValue(Instant.parse("2026-07-01T08:00:00Z"));
  }

  @Test
  void aSkippedTimeIsTheInstantOfTheChangeAndARepeatedOneTheFirst() {
    var paris = ZoneId.of("Europe/Paris");

    assertThat(WireTime.parse("2027-03-28T02:30", paris))
        .hasValue(Instant.parse("2027-03-28T01:00:00Z"));
    assertThat(WireTime.parse("2027-10-31T02:30", paris))
        .hasValue(Instant.parse("2027-10-31T00:30:00Z"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatIsWrittenIsAsAFormatterWouldWriteItAndReadsBack(long seed) {
    var random = new Random(seed);
    var utc = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
        .withZone(ZoneOffset.UTC);
    var local = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);
    var zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
    for (int i = 0; i < 500; i++) {
      var instant = Instant.ofEpochMilli(random.nextLong(0, 253_402_300_799_999L));
      var zone = ZoneId.of(zones.get(random.nextInt(zones.size())));

      assertThat(WireTime.format(instant)).isEqualTo(utc.format(instant));
      assertThat(WireTime.parse(WireTime.format(instant), null)).hasValue(instant);
      var text = WireTime.format(instant, zone);
      assertThat(text).isEqualTo(local.format(instant.atZone(zone)));
    }
  }
}

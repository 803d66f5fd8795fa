package io.openges.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Questions with every parameter there is, right and wrong: each is answered, or refused by the
 * name of a parameter that was sent. Set {@code ges.fuzz} for more cases.
 */
class QuestionFuzzTest {

  private static final int CASES = Integer.getInteger("ges.fuzz", 600);
  private static final String V3 = "/engagement/v3/";
  private static final List<String> TIMES = List.of(
      "2026-12-01T10:00:00Z",
      "2026-12-01T10:00:00.123456789+05:45",
      "2026-12-01T10:00",
      "2026-12-10T24:00:00Z",
      "2027-03-28T02:30:00",
      "2027-10-31T02:30:00",
      "2026-11-01T00:00:00-12:00",
      "0001-01-01T00:00:00Z",
      "0000-12-31T23:59:59Z",
      "9999-12-31T23:59:59.999Z",
      "9999-12-31T23:59:59",
      "+10000-01-01T00:00:00Z",
      "2026-02-30T00:00:00Z",
      "2026-12-01T10:00:60Z",
      "2026-12-01",
      "\u0662\u0660\u0662\u0666-12-01T10:00:00Z",
      "2026-12-01T10:00:00Z[Europe/Paris]",
      "now",
      "-1");
  private static final List<String> NUMBERS = List.of(
      "0",
      "1",
      "31",
      "32",
      "-1",
      "1796119200000",
      "9223372036854775807",
      "-9223372036854775808",
      "9223372036854775808",
      "253402300800000",
      "+1",
      "1.5",
      "1e3",
      "\u0663",
      "0x10",
      "");
  private static final List<String> ZONES = List.of(
      "Europe/Paris",
      "Australia/Lord_Howe",
      "America/Santiago",
      "Pacific/Apia",
      "Etc/GMT+12",
      "UTC",
      "utc",
      "+01:00",
      "Z",
      "CET ",
      "Mars/Olympus",
      "../../etc/passwd",
      "\ud83d\ude00");
  private static final List<String> FLAGS = List.of("true", "false", "TRUE", "1", "yes", "\u00e9");
  private static final List<String> NAMES = List.of(
      "VQ",
      "bh",
      "vq",
      " ",
      "..",
      "a/b",
      "a%2Fb",
      "VQ_\u0645\u0628\u064a\u0639\u0627\u062a",
      "\ud83d\ude00\u200d\ud83d\udd25",
      "\u202eVQ",
      "e\u0301",
      "x".repeat(255),
      "x".repeat(256),
      "';--",
      "\n",
      "\u0007");

  private static final Map<String, Map<String, List<String>>> QUESTIONS = questions();

  private static Map<String, Map<String, List<String>>> questions() {
    var questions = new LinkedHashMap<String, Map<String, List<String>>>();
    questions.put(
        "callbacks/availability/",
        Map.of(
            "start", TIMES,
            "startMS", NUMBERS,
            "end", TIMES,
            "endMS", NUMBERS,
            "numberOfDays", NUMBERS,
            "timezone", ZONES,
            "maxTimeSlots", NUMBERS,
            "reportBusy", FLAGS));
    questions.put(
        "callbacks/open-for/", Map.of("start", TIMES, "startMS", NUMBERS, "timezone", ZONES));
    questions.put("callbacks/queue-status/", Map.of("x", NAMES));
    questions.put(
        "estimated-wait-time",
        Map.of(
            "virtual-queues", List.of("VQ", "VQ,VQ", "\ud83d\ude00,..", ",", "", "\u0000"),
            "mode", List.of("mode1", "mode2", "mode3", "mode4", "MODE1", ""),
            "include-calls-on-hold", FLAGS));
    return questions;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyQuestionIsAnsweredOrRefusedByName(long seed) {
    var random = new Random(seed);
    try (var node = TestNode.start()) {
      for (int i = 0; i < CASES; i++) {
        var question = one(List.copyOf(QUESTIONS.keySet()), random);
        var sent = parameters(QUESTIONS.getOrDefault(question, Map.of()), random);
        var path = V3 + question + (question.endsWith("/") ? encoded(one(NAMES, random)) : "");

        var answer = node.external().get(path + query(sent), "x-api-key", TestNode.KEY);

        assertThat(answer.body())
            .as("seed %s case %s: %s %s", seed, i, path, sent)
            .doesNotContain("xception", "io.openges", "java.");
        check(answer, sent);
      }
      assertThat(node.bugs).hasValue(0);
    }
  }

  private static void check(Http.Answer answer, Map<String, String> sent) {
    if (answer.status() == 200) {
      assertThat(answer.code()).isZero();
      assertThat(both(sent, "start", "startMS")).isFalse();
      assertThat(both(sent, "end", "endMS")).isFalse();
      assertThat(both(sent, "end", "numberOfDays")).isFalse();
      assertThat(both(sent, "endMS", "numberOfDays")).isFalse();
    } else if (answer.status() == 400 && answer.code() == 501) {
      var name = answer.message().substring(0, answer.message().indexOf(':'));
      assertThat(name)
          .matches("start|startMS|end|endMS|numberOfDays|timezone|maxTimeSlots|reportBusy"
              + "|service-name|queue-name|virtual-queues|mode|include-calls-on-hold");
    } else {
      // A name with a slash is another path, unless its slash is encoded.
      assertThat(answer.status() + " " + answer.code()).isIn("400 7040", "404 7170");
    }
  }

  private static boolean both(Map<String, String> sent, String one, String other) {
    return !sent.getOrDefault(one, "").isEmpty()
        && !sent.getOrDefault(other, "").isEmpty();
  }

  private static Map<String, String> parameters(Map<String, List<String>> known, Random random) {
    var sent = new LinkedHashMap<String, String>();
    known.keySet().stream().sorted().forEach(name -> {
      if (random.nextInt(3) == 0) {
        var values = known.getOrDefault(name, List.of());
        // the first value of each list is right, so that not every question fails at once
        sent.put(name, random.nextBoolean() ? values.get(0) : one(values, random));
      }
    });
    return sent;
  }

  private static String query(Map<String, String> sent) {
    return sent.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
        .collect(Collectors.joining("&", "?", ""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  private static String one(List<String> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }
}

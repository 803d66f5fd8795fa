package io.openges.adapter.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, nothing is ever a fault of ours. Set {@code ges.fuzz} for more cases. */
class FuzzTest {

  private static final int CASES = Integer.getInteger("ges.fuzz", 400);
  private static final String ID = "00000000-0000-4000-8000-000000000001";
  private static final String CREATE = "/engagement/v3/callbacks/create";
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "BREW");

  /** What makes a request get far. */
  private static final Map<String, String> KNOWN = Map.ofEntries(
      Map.entry("ccid", TestNode.CCID),
      Map.entry("id", ID),
      Map.entry("corrId", ID),
      Map.entry("service-name", "VQ"),
      Map.entry("queue-name", "VQ"),
      Map.entry("service", "VQ"),
      Map.entry("serviceName", "VQ"),
      Map.entry("queue", "VQ"),
      Map.entry("rule", "Week"),
      Map.entry("group", "VIP"),
      Map.entry("groupName", "VIP"),
      Map.entry("version", "1"),
      Map.entry("n", "1"),
      Map.entry("phoneNumber", "+33123456789"),
      Map.entry("projectId", "demo-project"));

  private static final List<String> BODIES = List.of(
      "{\"serviceName\":\"VQ\",\"phoneNumber\":\"+33123456789\",\"desiredTime\":\"2026-12-01T10:00:00Z\","
          + "\"priority\":5,\"userData\":{\"a\":[1,2.5,null,{\"b\":\"\\u00e9\"}]},"
          + "\"pushTargets\":[{\"channel\":\"FCM\",\"target\":\"t\"}],\"offerThreshold\":1.5}",
      "{\"id\":\"" + ID + "\"}",
      "{\"_customer_number\":\"+33123456789\",\"_desired_time\":\"2026-12-01T10:00:00Z\",\"x\":1}",
      "{\"_callback_state\":\"ROUTING\",\"_attempt\":1,\"_seq\":2,\"_position\":1,\"_ewt\":80,"
          + "\"_ors_session_id\":\"s\",\"_dial_result\":\"BUSY\"}",
      "{\"state\":\"QUEUED\",\"seq\":1,\"newDesiredTime\":\"2026-12-02T10:00:00Z\"}",
      "{\"formatVersion\":1,\"businessHours\":{\"bh\":{\"name\":\"o\",\"timezone\":\"UTC\","
          + "\"weekly\":{\"mon\":[{\"from\":\"08:00\",\"to\":\"24:00\"}]},\"specialDays\":[]}},"
          + "\"queues\":{\"VQ\":{\"callbackApplication\":\"c\",\"applicationStream\":\"s\","
          + "\"businessHours\":\"bh\",\"routingPoint\":\"1\",\"timeSlotMinutes\":15}}}",
      "{\"cellMinutes\":30,\"capacity\":{\"mon\":{\"09:30\":7,\"10:00\":null},\"*\":{\"00:00\":0}},"
          + "\"capacityRule\":\"Week\",\"regionRule\":\"West\",\"regions\":[\"eu\",\"us\"]}",
      "{\"numbers\":[\"+18005550100\"],\"expirySeconds\":60,\"groupName\":\"VIP\",\"dnis\":\"1\","
          + "\"fromPhoneNumber\":\"+16502530000\",\"accessCode\":100000,\"callUuid\":\"c\"}",
      "_customer_number=%2B33123456789&priority=5&a=%C3%A9&userData={\"x\":1}");
  private static final List<String> NASTY = List.of(
      "null",
      "true",
      "-1",
      "0",
      "1e400",
      "-1e-400",
      "99999999999999999999",
      "\"\"",
      "[]",
      "{}",
      "\"\\u0000\"",
      "\"\\ud800\"",
      "\"2026-13-45T99:99:99Z\"",
      "\"+999999999-01-01T00:00:00Z\"",
      "\"" + "x".repeat(300) + "\"",
      "[[[[[[]]]]]]",
      "NaN",
      "'",
      "\"",
      "\\",
      "\u0000",
      "\u00ff");
  private static final List<String> QUERIES = List.of(
      "",
      "",
      "?start=2026-12-01T10:00:00Z",
      "?start=%00",
      "?endMS=9223372036854775807",
      "?startMS=-9223372036854775808&numberOfDays=31",
      "?numberOfDays=2147483648",
      "?timezone=%C3%A9",
      "?limit=99&cursor=MTc5NjEyMDQwMDAwMCAx",
      "?state=,,&from=x",
      "?a=%zz",
      "?maxTimeSlots=2147483647&reportBusy=true&start=9999-12-31T23:59:59Z",
      "?service=VQ&from=2026-12-01T10:00:00Z&to=2026-12-31T10:00:00Z",
      "?service=VQ&from=9999-12-31T23:59:59.999Z",
      "?service=VQ&from=0001-01-01T00:00:00Z&to=0001-01-02T00:00:00Z",
      "?virtual-queues=VQ,VQ&mode=mode3&include-calls-on-hold=true",
      "?virtual-queues=%C3%A9,..,%F0%9F%98%80&mode=",
      "?=&&=");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noRequestIsAnsweredWithAFault(long seed) {
    var random = new Random(seed);
    try (var node = TestNode.start()) {
      node.internal()
          .post(
              CREATE,
              "{\"serviceName\":\"VQ\",\"phoneNumber\":\"+33123456789\"}",
              "ccid",
              TestNode.CCID);
      var operations = operations(node);
      Collections.shuffle(operations, random);
      for (int i = 0; i < Math.max(CASES, operations.size()); i++) {
        var http = random.nextInt(4) == 0 ? node.external() : node.internal();
        var request = request(operations.get(i % operations.size()), random);

        var answer = http.raw(request);

        assertThat(answer)
            .as("seed %s case %s: %s", seed, i, request)
            .matches("(?s)HTTP/1\\.1 [234].*")
            .containsIgnoringCase("X-GES-Correlation-Id: ");
      }
      assertThat(node.bugs).hasValue(0);
    }
  }

  /** Returns every endpoint of both documents; those that are in both are asked twice as often. */
  private static List<Asked> operations(TestNode node) {
    var all = new ArrayList<Asked>();
    for (var path : List.of("/ges/ui/api/openapi.json", "/ges/v1/openapi.json")) {
      var document = new Operations(node.internal().get(path).json(), KNOWN);
      document.all().forEach(operation -> all.add(new Asked(document, operation)));
    }
    assertThat(all)
        .hasSizeGreaterThan(100)
        .anySatisfy(asked -> assertThat(asked.operation().path()).endsWith("/number-rules/test"));
    return all;
  }

  /** An endpoint and where it is described. */
  private record Asked(Operations document, Operations.Operation operation) {

    private String body(Random random) {
      return operation.schema().isMissingNode() || random.nextInt(3) == 0
          ? one(BODIES, random)
          : document.draw("", operation.schema(), random).toString();
    }
  }

  private static String request(Asked asked, Random random) {
    var body = mutated(asked.body(random), random);
    var method =
        random.nextInt(12) == 0 ? one(METHODS, random) : asked.operation().method();
    var path = asked.operation().path();
    if (random.nextInt(12) == 0) {
      path = mutated(path, random).replaceAll("\\s", "%20");
    }
    var key = random.nextInt(12) == 0 ? "" : "x-api-key: " + TestNode.KEY + "\r\n";
    var ccid = random.nextInt(6) == 0 ? "ccid: " + TestNode.CCID + "\r\n" : "";
    var idempotency =
        random.nextInt(8) == 0 ? "Idempotency-Key: k" + random.nextInt(3) + "\r\n" : "";
    var type = body.startsWith("_") && random.nextBoolean()
        ? "Content-Type: application/x-www-form-urlencoded\r\n"
        : random.nextInt(20) == 0 ? "Content-Type: ;;=\r\n" : "";
    return method + " " + path + one(QUERIES, random) + " HTTP/1.1\r\nHost: x\r\n" + key + ccid
        + idempotency + type + "Content-Length: " + body.getBytes(ISO_8859_1).length
        + "\r\nConnection: close\r\n\r\n" + body;
  }

  private static String mutated(String text, Random random) {
    var mutant = new StringBuilder(text);
    for (int i = random.nextInt(3); i > 0; i--) {
      int at = random.nextInt(mutant.length());
      int colon = mutant.indexOf(":", at);
      switch (random.nextInt(4)) {
        case 0 -> mutant.insert(at, one(NASTY, random));
        case 1 -> mutant.delete(at, Math.min(mutant.length() - 1, at + 1 + random.nextInt(5)));
        case 2 -> mutant.setCharAt(at, (char) random.nextInt(256));
        default -> {
          int end = colon < 0 ? -1 : mutant.indexOf(",", colon);
          if (end > 0) {
            mutant.replace(colon + 1, end, one(NASTY, random));
          }
        }
      }
    }
    return mutant.toString();
  }

  private static String one(List<String> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }
}

package io.openges.adapter.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, nothing is ever a fault of ours. Set {@code ges.fuzz} for more cases. */
class FuzzTest {

  private static final int CASES = Integer.getInteger("ges.fuzz", 400);
  private static final String ID = "00000000-0000-4000-8000-000000000001";
  private static final String V3 = "/engagement/v3/callbacks/";
  private static final String CLEAN = "/ges/v1/tenants/" + TestNode.CCID;
  private static final String FACADE = "/genesys/1/service/";
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "BREW");
  private static final List<String> TARGETS = List.of(
      "POST " + V3 + "create",
      "POST " + V3 + "create",
      "POST " + V3 + "cancel",
      "POST " + V3 + "retrieve",
      "GET " + V3 + "availability/VQ",
      "GET " + V3 + "queue-status/VQ",
      "GET " + V3 + "open-for/VQ",
      "GET /engagement/v3/estimated-wait-time",
      "POST " + CLEAN + "/callbacks",
      "POST " + CLEAN + "/explain/booking",
      "GET " + CLEAN + "/explain/slots",
      "GET " + CLEAN + "/callbacks/" + ID + "/explain",
      "GET " + CLEAN + "/callbacks",
      "GET " + CLEAN + "/callbacks/" + ID,
      "GET " + CLEAN + "/callbacks/" + ID + "/timeline",
      "POST " + CLEAN + "/callbacks/" + ID + "/cancel",
      "PUT " + CLEAN + "/callbacks/" + ID + "/attempts/1",
      "PATCH " + CLEAN + "/callbacks/" + ID + "/storage",
      "PUT " + CLEAN + "/callbacks/" + ID + "/storage/k",
      "PUT " + CLEAN + "/callback-settings",
      "PATCH " + CLEAN + "/callback-settings",
      "GET " + CLEAN + "/callback-settings/versions/1",
      "PUT " + CLEAN + "/capacity-rules/Week",
      "PATCH " + CLEAN + "/capacity-rules/Week",
      "DELETE " + CLEAN + "/capacity-rules/Week",
      "PUT " + CLEAN + "/queues/VQ/assignments",
      "PUT " + CLEAN + "/call-in-groups/VIP",
      "POST " + CLEAN + "/call-ins/match",
      "POST /engagement/v3/call-in/requests/create",
      "POST " + FACADE + "callback/VQ",
      "PUT " + FACADE + "callback/VQ/" + ID,
      "GET " + FACADE + "callback/VQ/availability",
      "POST " + FACADE + ID + "/storage",
      "DELETE " + FACADE + ID + "/storage/k",
      "GET " + FACADE + ID + "/check-queue-position",
      "GET /ges/ui/");
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
              V3 + "create",
              "{\"serviceName\":\"VQ\",\"phoneNumber\":\"+33123456789\"}",
              "ccid",
              TestNode.CCID);
      for (int i = 0; i < CASES; i++) {
        var http = random.nextInt(4) == 0 ? node.external() : node.internal();
        var request = request(random);

        var answer = http.raw(request);

        assertThat(answer)
            .as("seed %s case %s: %s", seed, i, request)
            .matches("(?s)HTTP/1\\.1 [234].*")
            .containsIgnoringCase("X-GES-Correlation-Id: ");
      }
      assertThat(node.bugs).hasValue(0);
    }
  }

  private static String request(Random random) {
    var body = mutated(one(BODIES, random), random);
    var target = one(TARGETS, random);
    var method =
        random.nextInt(12) == 0 ? one(METHODS, random) : target.substring(0, target.indexOf(' '));
    var path = target.substring(target.indexOf(' ') + 1);
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

package io.openges.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What rules of every kind have in common on the wire (specifications 8.2, 11, 12). */
abstract class RuleApiContract {

  static final String BASE = "/ges/v1/tenants/" + TestNode.CCID;
  static final String ASSIGNMENTS = BASE + "/queues/VQ/assignments";

  final TestNode node = TestNode.start();
  final Http http = node.internal();
  final String rules = BASE + path();
  final String one = rules + "/One";

  @AfterEach
  void stop() {
    node.close();
  }

  /** Returns the path of all rules, below the tenant's. */
  abstract String path();

  /** Returns the body that makes a rule. */
  abstract String body();

  /** Returns what {@link #body} makes as it is shown, but for its name and its queues. */
  abstract String shown();

  /** Returns the member of a queue's assignments that names its rule of the kind. */
  abstract String assignment();

  /** Returns what the list of all says besides, each member with a comma after it. */
  String besides() {
    return "";
  }

  @Test
  void aRuleIsMadeReadListedAndDeleted() {
    assertThat(http.get(rules).data().toString()).isEqualTo(listed(0, ""));

    var made = define();

    assertThat(made.status()).isEqualTo(200);
    assertThat(made.data().toString()).isEqualTo(rule(""));
    assertThat(made.header("ETag")).isEqualTo("\"1\"");
    assertThat(http.get(one).data().toString()).isEqualTo(rule(""));
    assertThat(http.get(one).header("ETag")).isEqualTo("\"1\"");
    assertThat(http.get(rules).data().toString()).isEqualTo(listed(1, rule("")));
    assertThat(http.send("DELETE", one, null).data().toString()).isEqualTo("{\"name\":\"One\"}");
    assertThat(http.get(one).code()).isEqualTo(7170);
    assertThat(http.send("DELETE", one, null).code()).isEqualTo(7170);
    assertThat(http.get(rules).data().toString()).isEqualTo(listed(2, ""));
  }

  @Test
  void aRuleThatAQueueHasCannotGo() {
    define();

    var assigned = assign("\"One\"");

    assertThat(assigned.data().toString())
        .isEqualTo("{\"queue\":\"VQ\",\"" + assignment() + "\":\"One\"}");
    assertThat(http.get(ASSIGNMENTS).data()).isEqualTo(assigned.data());
    assertThat(http.get(one).data().toString()).isEqualTo(rule("\"VQ\""));
    var refused = http.send("DELETE", one, null);
    assertThat(refused.code()).isEqualTo(7183);
    assertThat(refused.data().toString())
        .isEqualTo("{\"errors\":[{\"path\":\"queues.VQ\",\"message\":\"has this rule\"}]}");
    assertThat(assign("null").data().toString()).isEqualTo("{\"queue\":\"VQ\"}");
    assertThat(http.send("DELETE", one, null).status()).isEqualTo(200);
  }

  @Test
  void whatDoesNotExistCannotBeAssigned() {
    define();

    var noRule = assign("\"Other\"");

    assertThat(noRule.code()).isEqualTo(501);
    assertThat(noRule.message()).startsWith(assignment());
    assertThat(http.send(
                "PUT", BASE + "/queues/None/assignments", "{\"" + assignment() + "\":\"One\"}")
            .code())
        .isEqualTo(7040);
  }

  @Test
  void aNameHasOneTo64CharactersAndIsNotBlank() {
    for (var name : new String[] {"%20", "x".repeat(65)}) {
      var refused = http.send("PUT", rules + "/" + name, body());

      assertThat(refused.code()).isEqualTo(7183);
      assertThat(refused.data().toString())
          .isEqualTo("{\"errors\":[{\"path\":\"name\",\"message\":"
              + "\"expected a text of 1 to 64 characters, not only blanks\"}]}");
    }
    assertThat(http.send("PUT", rules + "/" + "x".repeat(64), body()).status()).isEqualTo(200);
  }

  @Test
  void ofTwoChangesOfOneVersionOneIsMade() {
    define();

    var first = http.send("PUT", rules + "/Two", body(), "If-Match", "\"1\"");
    var second = http.send("DELETE", one, null, "If-Match", "\"1\"");

    assertThat(first.header("ETag")).isEqualTo("\"2\"");
    assertThat(second.status()).isEqualTo(412);
    assertThat(second.code()).isEqualTo(7182);
    assertThat(second.message()).endsWith("rules have version 2, expected 1");
    assertThat(http.get(one).status()).isEqualTo(200);
    assertThat(http.send("PUT", one, body(), "If-Match", "new").code()).isEqualTo(501);
  }

  final Http.Answer define() {
    return put(body());
  }

  final Http.Answer put(String body) {
    return http.send("PUT", one, body);
  }

  /** Gives the queue a rule. */
  final Http.Answer assign(String rule) {
    return http.send("PUT", ASSIGNMENTS, "{\"" + assignment() + "\":" + rule + "}");
  }

  private String rule(String queues) {
    return "{\"name\":\"One\"," + shown() + ",\"queues\":[" + queues + "]}";
  }

  private String listed(int version, String items) {
    return "{\"version\":" + version + "," + besides() + "\"items\":[" + items + "]}";
  }
}

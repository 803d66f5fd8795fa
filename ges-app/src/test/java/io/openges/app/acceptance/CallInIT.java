package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.installation.Answer;
import io.openges.app.installation.Http;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Metrics;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Customers who are shown a number to call. */
class CallInIT {

  private static final String NUMBER = "+18005550100";

  private static Tenant tenant;

  @BeforeAll
  static void publish() {
    tenant = Installation.shared().tenant(new Publication().queue("VQ_CALL_IN", Map.of()));
  }

  @Test
  @Tag("scenario-73")
  void everyCodeLeadsToItsUserDataOnce() {
    define("CODES", Map.of("numbers", List.of(NUMBER)));
    double before = created();

    var first = ok(create(Map.of("groupName", "CODES", "userData", Map.of("who", "first"))));
    var second = ok(create(Map.of("groupName", "CODES", "userData", Map.of("who", "second"))));

    int one = first.data().path("accessCode").asInt();
    int other = second.data().path("accessCode").asInt();
    assertThat(one).isBetween(100_000, 999_999).isNotEqualTo(other);
    assertThat(other).isBetween(100_000, 999_999);
    assertThat(first.data().path("toPhoneNumber").asText()).isEqualTo(NUMBER);
    var matched = ok(match(other, "call-1"));
    assertThat(matched.data().path("userData").path("who").asText()).isEqualTo("second");
    assertThat(match(other, "call-2").outcome()).isEqualTo("404 7143");
    assertThat(ok(match(other, "call-1")).data()).isEqualTo(matched.data());
    assertThat(ok(match(one, "call-3")).data().path("userData").path("who").asText())
        .isEqualTo("first");
    assertThat(created()).isEqualTo(before + 2);
  }

  @Test
  @Tag("scenario-74")
  void aNumberWithoutCodesIsOneCustomersOwn() {
    var number = "+18005550174";
    define("OWN", Map.of("numbers", List.of(number), "generateAccessCode", false));

    var first = ok(create(Map.of("groupName", "OWN")));
    var second = create(Map.of("groupName", "OWN"));

    assertThat(second.outcome()).isEqualTo("429 7141");
    assertThat(Integer.parseInt(second.header("Retry-After").orElseThrow())).isBetween(1, 300);
    var call = Map.of("dnis", number, "ani", "+16502530000", "callUuid", "call-4");
    assertThat(ok(Http.post(tenant.internal("call-ins/match"), call)).data().path("id"))
        .isEqualTo(first.data().path("id"));
  }

  @Test
  void aRequestNamesACallbackOfItsTenant() {
    define("LINKED", Map.of("numbers", List.of("+18005550175")));
    var id = ok(tenant.create(Tenant.now("VQ_CALL_IN", 7300))).data().path("id").asText();

    var linked = ok(create(Map.of("groupName", "LINKED", "callbackServiceId", id)));
    var unknown = create(
        Map.of("groupName", "LINKED", "callbackServiceId", "00000000-0000-4000-8000-000000000000"));

    assertThat(linked.data().path("callbackServiceId").asText()).isEqualTo(id);
    assertThat(unknown.outcome()).isEqualTo("400 7142");
  }

  private static double created() {
    return Metrics.of(tenant.node()).lines().stream()
        .filter(line -> line.startsWith("ges_callin_created{") && line.contains(tenant.ccid()))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private static void define(String group, Map<String, ?> body) {
    ok(Http.send("PUT", tenant.internal("call-in-groups/" + group), body));
  }

  private static Answer create(Map<String, ?> body) {
    return Http.post(
        tenant.engagement("call-in/requests/create"), body, "x-api-key", tenant.apiKey());
  }

  private static Answer match(int code, String call) {
    return Http.post(
        tenant.internal("call-ins/match"),
        Map.of("dnis", NUMBER, "accessCode", code, "callUuid", call));
  }

  private static Answer ok(Answer answer) {
    assertThat(answer.outcome()).as(answer.text()).isEqualTo("200 0");
    return answer;
  }
}

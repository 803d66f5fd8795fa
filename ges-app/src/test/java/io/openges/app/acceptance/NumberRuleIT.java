package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.installation.Answer;
import io.openges.app.installation.Eventually;
import io.openges.app.installation.Http;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import io.openges.app.installation.TestClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which numbers are called, by the rules of their queues. */
class NumberRuleIT {

  private static final String BRITISH = "+44 121 234 5678";
  private static final String PREMIUM = "+1 900 234 5678";

  private static Installation ges;
  private Tenant tenant;

  @BeforeAll
  static void start() {
    ges = Installation.ofNodes(1, Map.of());
  }

  @AfterAll
  static void stop() {
    ges.close();
  }

  @BeforeEach
  void publish() {
    ges.clock().goFrom(TestClock.MONDAY_AT_TEN);
    tenant = ges.tenant(new Publication()
        .queue("VQ", Publication.unthrottled(15, 100))
        .queue("VQ_PLUS", Map.of("dialPrefix", "+")));
  }

  @Test
  @Tag("scenario-26")
  void whatIsNoNumberAndWhatNobodyHasIsRefused() {
    assertThat(call("VQ", "abc")).isEqualTo("400 7030");
    assertThat(call("VQ", "+1650253")).isEqualTo("400 7036");
    assertThat(call("VQ", BRITISH)).isEqualTo("200 0");

    rule("us", List.of());
    assign("VQ", "us");

    assertThat(call("VQ", BRITISH)).isEqualTo("400 7037");
    assertThat(callInside("VQ", BRITISH)).isEqualTo("400 7037");
    assertThat(callByFacade("VQ", BRITISH)).isEqualTo("400 7037");
    assertThat(reasons("VQ", BRITISH)).containsExactly("COUNTRY_NOT_ALLOWED");
    assertThat(call("VQ", "+1 650 253 0000")).isEqualTo("200 0");
  }

  @Test
  @Tag("scenario-27")
  void aPremiumNumberNeedsAPermit() {
    assertThat(call("VQ", PREMIUM)).isEqualTo("400 7037");
    assertThat(reasons("VQ", PREMIUM)).containsExactly("PREMIUM_BLOCKED");

    rule("us", List.of(Map.of("kind", "permit", "pattern", "+1900*")));
    assign("VQ", "us");

    assertThat(call("VQ", PREMIUM)).isEqualTo("200 0");
  }

  @Test
  @Tag("scenario-28")
  void aNumberIsJudgedAsItWillBeDialled() {
    rule("us", List.of());
    assign("VQ", "us");
    assign("VQ_PLUS", "us");

    assertThat(call("VQ", "4799123456")).as("Arkansas").isEqualTo("200 0");
    assertThat(call("VQ_PLUS", "4799123456")).as("Norway").isEqualTo("400 7037");
    var tried = test(Map.of("phoneNumber", "4799123456", "service", "VQ_PLUS")).data();
    assertThat(tried.path("allowed").asBoolean(true)).isFalse();
    assertThat(tried.path("region").asText()).isEqualTo("NO");
    assertThat(tried.path("type").asText()).isEqualTo("MOBILE");
    assertThat(tried.path("step").path("name").asText()).isEqualTo("COUNTRY");
  }

  @Test
  @Tag("scenario-29")
  void aNumberThatWasBlockedSinceIsNotCalled() {
    var due = TestClock.MONDAY_AT_TEN.plus(Duration.ofDays(1));
    var blocked = tenant.create(Tenant.at("VQ", 1, due)).id();
    var other = tenant.create(Tenant.at("VQ", 2, due)).id();
    rule("one", List.of(Map.of("kind", "block", "pattern", Tenant.number(1))));
    assign("VQ", "one");

    ges.clock().standAt(due);

    ges.stream().await(other, 1);
    Eventually.holds("completed", () -> tenant.retrieve(blocked).state().equals("COMPLETED"));
    assertThat(tenant.retrieve(blocked).data().path("callbackReason").asText())
        .isEqualTo("NUMBER_NOT_ALLOWED");
    assertThat(ges.stream().of(blocked)).isEmpty();
  }

  @Test
  void anExpressionThatRunsAwayElsewhereIsRefusedOrHarmless() {
    var refused =
        define("wild", List.of(Map.of("kind", "block", "expression", "((1{90}){90}){90}")));
    assertThat(refused.outcome()).isEqualTo("400 7183");

    rule("tame", List.of(Map.of("kind", "block", "expression", "(\\+?[0-9]+)+x")));
    assign("VQ", "tame");

    assertThat(call("VQ", Tenant.number(3))).isEqualTo("200 0");
  }

  private String call(String queue, String number) {
    return tenant.create(body(queue, number)).outcome();
  }

  private String callInside(String queue, String number) {
    return Http.post(tenant.internal("callbacks"), body(queue, number)).outcome();
  }

  private String callByFacade(String queue, String number) {
    var uri = URI.create(tenant.node().internal() + "/genesys/1/service/callback/" + queue);
    return Http.post(uri, Map.of("_customer_number", number), "ccid", tenant.ccid())
        .outcome();
  }

  private List<String> reasons(String queue, String number) {
    return Http.post(tenant.internal("explain/booking"), body(queue, number))
        .data()
        .path("reasons")
        .findValuesAsText("code");
  }

  private Answer test(Map<String, ?> body) {
    return Http.post(tenant.internal("number-rules/test"), body);
  }

  private void rule(String name, List<Map<String, Object>> patterns) {
    var answer = define(name, patterns);
    assertThat(answer.outcome()).as(answer.text()).isEqualTo("200 0");
  }

  private Answer define(String name, List<Map<String, Object>> patterns) {
    var body = Map.of("countries", List.of("US"), "patterns", patterns);
    return Http.send("PUT", tenant.internal("number-rules/" + name), body);
  }

  private void assign(String queue, String rule) {
    var uri = tenant.internal("queues/" + queue + "/assignments");
    var answer = Http.send("PUT", uri, Map.of("numberRule", rule));
    assertThat(answer.outcome()).as(answer.text()).isEqualTo("200 0");
  }

  private static Map<String, Object> body(String queue, String number) {
    return Map.of("serviceName", queue, "phoneNumber", number);
  }
}

package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.installation.Answer;
import io.openges.app.installation.Eventually;
import io.openges.app.installation.Http;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Metrics;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who may ask what, and where. */
class AccessIT {

  private static Tenant tenant;

  @BeforeAll
  static void publish() {
    tenant = Installation.shared().tenant(new Publication().queue("VQ", Map.of()));
  }

  @Test
  @Tag("scenario-3")
  void aCallerWithoutKeyIsToldSo() {
    var answer = Http.post(tenant.engagement("callbacks/create"), Tenant.now("VQ", 1));

    assertThat(answer.outcome()).isEqualTo("401 1103");
  }

  @Test
  @Tag("scenario-3")
  void anUnassignedKeyIsNotValid() {
    var stranger = new Tenant(tenant.ccid(), "nobody-has-this", tenant.node());

    assertThat(stranger.create(Tenant.now("VQ", 1)).outcome()).isEqualTo("401 1104");
  }

  @Test
  @Tag("scenario-4")
  void anUnknownServiceIsRefusedEverywhere() {
    assertThat(tenant.create(Tenant.now("VQ_NONE", 1)).outcome()).isEqualTo("400 7040");
    for (var question : new String[] {"availability", "queue-status", "open-for"}) {
      assertThat(tenant.ask("callbacks/" + question + "/VQ_NONE").outcome())
          .as(question)
          .isEqualTo("400 7040");
    }
  }

  @Test
  @Tag("scenario-6")
  void truncatedJsonIsRefused() {
    assertThat(tenant.create("{\"serviceName\":\"VQ\",\"phone").outcome()).isEqualTo("400 501");
  }

  @Test
  @Tag("scenario-6")
  void aLargeBodyIsRefusedInPublicAndTakenInside() {
    var body = Tenant.now("VQ", 2);
    body.put("userData", Map.of("text", "x".repeat(600_000)));
    double before = tooLarge();

    var outside = tenant.create(body);

    assertThat(outside.outcome()).isEqualTo("413 7173");
    assertThat(tooLarge()).isEqualTo(before + 1);
    assertThat(createInside(body, "ccid", tenant.ccid()).outcome()).isEqualTo("200 0");
  }

  private static double tooLarge() {
    return Metrics.of(tenant.node()).sum("INVALID_CONTENT_LENGTH");
  }

  @Test
  @Tag("scenario-7")
  void theTenantsHeaderIsRefusedInPublicUnlessItIsEmpty() {
    var body = Tenant.now("VQ", 3);

    assertThat(tenant.create(body, "ccid", "x").outcome()).isEqualTo("403 1105");
    assertThat(Http.get(external("/any/path"), "ContactCenterID", "x").outcome())
        .isEqualTo("403 1105");
    assertThat(tenant.create(body, "ccid", "").outcome()).isEqualTo("200 0");
  }

  @Test
  @Tag("scenario-8")
  void whatIsInternalDoesNotExistInPublic() {
    assertThat(Http.get(external("/metrics")).outcome()).isEqualTo("404 7170");
    assertThat(Http.get(external("/genesys/1/service/x/storage")).outcome()).isEqualTo("404 7170");
    assertThat(Http.get(external("/ges/v1/health/detail")).outcome()).isEqualTo("404 7170");
  }

  @Test
  @Tag("scenario-9")
  void theOwnNetworkNeedsNoKey() {
    var answer = createInside(Tenant.now("VQ", 4), "ccid", tenant.ccid());

    assertThat(answer.outcome()).isEqualTo("200 0");
  }

  @Test
  @Tag("scenario-9")
  void aTokenOnceSetIsAskedForInside() {
    var token = Map.of("GES_INTERNAL_TOKEN", "let me in");
    try (var guarded = Installation.ofNodes(1, token)) {
      var here = guarded.tenant();
      var uri = URI.create(here.node().internal() + "/engagement/v3/callbacks/create");

      var without = Http.post(uri, Tenant.now("VQ", 1), "ccid", here.ccid());
      var with = Http.post(
          uri, Tenant.now("VQ", 1), "ccid", here.ccid(), "Authorization", "Bearer let me in");

      assertThat(without.outcome()).isEqualTo("401 1106");
      assertThat(with.outcome()).isEqualTo("400 7040");
    }
  }

  @Test
  void aNodeTellsThatItsClockIsNotPostgres() {
    var uri = URI.create(tenant.node().internal() + "/ges/v1/health/detail");

    // the clock of the tests is years ahead
    Eventually.holds("a word about the clock", () -> {
      var postgres = Http.get(uri).json().at("/dependencies/postgresql");
      return postgres.path("up").asBoolean()
          && postgres.path("detail").asText().endsWith(" s ahead of PostgreSQL's");
    });
  }

  private static Answer createInside(Object body, String... headers) {
    var uri = URI.create(tenant.node().internal() + "/engagement/v3/callbacks/create");
    return Http.post(uri, body, headers);
  }

  private static URI external(String path) {
    return URI.create(tenant.node().external() + path);
  }
}

package io.openges.adapter.gws.configuration;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openges.adapter.gws.Genesys;
import io.openges.adapter.gws.GwsService;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.contract.PersonRightsContract;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.access.PersonRights;
import io.openges.ports.driven.access.PersonRights.Rights;
import io.openges.ports.driven.access.SignIn.Person;
import io.openges.ports.driven.access.SignIn.UserToken;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationRightsIT extends PersonRightsContract {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String OBJECTS = "/configuration/v3/objects/";
  private static final Person PERSON = new Person(new TenantId(new UUID(1, 2)), "anna", "101");
  private static final UserToken TOKEN = new UserToken("t", Duration.ofHours(1));
  private static final String EMPTY_GROUPS = "{\"data\":{\"accessGroups\":[]}}";
  private static final String EMPTY_ROLES = "{\"data\":{\"roles\":[]}}";

  private final Genesys genesys = new Genesys();
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final ConfigurationRights rights =
      new ConfigurationRights(genesys.service(Dependency.GWS_CONFIGURATION), genesys::nanoTime);

  @BeforeEach
  void serve() {
    genesys.serve(OBJECTS, this::answer);
  }

  @AfterEach
  void stop() {
    genesys.close();
  }

  @Override
  protected PersonRights rights() {
    return rights;
  }

  @Override
  protected void set(Person person, UserToken token, Rights told, Set<QueueName> queues) {
    var key = "Bearer " + token.value() + " ";
    var itself = JSON.createObjectNode();
    var properties = itself.putObject("data").putArray("userProperties");
    told.roleOption()
        .ifPresent(role -> properties
            .addObject()
            .put("key", "ges")
            .put("type", "kvlist")
            .putArray("value")
            .addObject()
            .put("key", "role")
            .put("value", role));
    answers.put(key + "persons/" + person.dbid(), itself.toString());
    var suffix = "?personDbid=" + person.dbid();
    answers.put(key + "access-groups" + suffix, named("accessGroups", told.accessGroups()));
    answers.put(key + "roles" + suffix, named("roles", told.roles()));
    var names = queues.stream().map(queue -> "GES_VQ_" + queue).collect(Collectors.toSet());
    answers.put(key + "scripts?name=GES_VQ_*&fields=name%2CDBID", named("scripts", names));
  }

  @Override
  protected void silence() {
    genesys.answerNext(Genesys.json(500, ""));
    genesys.answerNext(Genesys.json(500, ""));
  }

  private static String named(String member, Set<String> names) {
    var root = JSON.createObjectNode();
    var list = root.putObject("data").putArray(member);
    names.forEach(name -> list.addObject().put("name", name).put("DBID", 7));
    return root.toString();
  }

  private MockResponse answer(RecordedRequest request) {
    var token = requireNonNull(request.getHeaders().get("Authorization"));
    var body = answers.get(token + " " + request.getTarget().substring(OBJECTS.length()));
    return body == null ? Genesys.json(401, "") : Genesys.json(200, body);
  }

  @Test
  void theExchangeIsTheOneOnRecord() throws InterruptedException {
    genesys.answerNext(Genesys.json(200, """
        {"data":{"userProperties":[{"key":"ges","type":"kvlist","value":[\
        {"key":"role","type":"str","value":"Monitor"}]}]}}"""));
    genesys.answerNext(
        Genesys.json(200, "{\"data\":{\"accessGroups\":[{\"name\":\"Acme Administrators\"}]}}"));
    genesys.answerNext(Genesys.json(200, "{\"data\":{\"roles\":[{\"name\":\"Agent\"}]}}"));

    assertThat(rights.of(PERSON, TOKEN))
        .contains(
            new Rights(Set.of("Acme Administrators"), Set.of("Agent"), Optional.of("Monitor")));

    for (var target :
        new String[] {"persons/101", "access-groups?personDbid=101", "roles?personDbid=101"}) {
      var request = genesys.takeRequest();
      assertThat(request.getRequestLine()).isEqualTo("GET " + OBJECTS + target + " HTTP/1.1");
      assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer t");
      assertThat(request.getHeaders().get("ccid")).isEqualTo(PERSON.tenant().toString());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "[{'key':'gms','value':[{'key':'role','value':'Monitor'}]}]; Monitor",
        "[{'key':'gms','value':[{'key':'role','value':'a'}]},{'key':'ges','value':[{'key':'role','value':'b'}]}]; b",
        "[{'key':'x','value':[{'key':'role','value':'a'}]}]; ~~",
        "[{'key':'ges','value':'role'}]; ~~",
        "[1,null]; ~~",
        "{}; ~~"
      })
  void theOptionIsFoundInItsSection(String properties, String role) {
    genesys.answerNext(
        Genesys.json(200, "{\"data\":{\"userProperties\":" + properties.replace('\'', '"') + "}}"));
    genesys.answerNext(Genesys.json(200, EMPTY_GROUPS));
    genesys.answerNext(Genesys.json(200, EMPTY_ROLES));

    assertThat(rights.of(PERSON, TOKEN).orElseThrow().roleOption().orElse("")).isEqualTo(role);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void peopleWhoMayNotAskDoNotShutTheServiceOff(int status) {
    for (int i = 0; i < 20; i++) {
      genesys.answerNext(Genesys.json(status, ""));
      assertThat(rights.of(PERSON, TOKEN)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<html>", "{\"data\":{", "{\"data\":{}}", "{\"status\":{\"code\":1}}", ""})
  void anAnswerThatTellsNothingIsNoAbsenceOfRights(String body) {
    genesys.answerNext(Genesys.json(200, "{\"data\":{}}"));
    genesys.answerNext(Genesys.json(200, body));

    assertUnavailable(() -> rights.of(PERSON, TOKEN));
  }

  @Test
  void failuresAreUnavailabilityUntilTheServiceRecovers() {
    for (int i = 0; i < 5; i++) {
      genesys.answerNext(Genesys.json(i % 2 == 0 ? 500 : 429, ""));
      assertUnavailable(() -> rights.of(PERSON, TOKEN));
    }
    assertUnavailable(() -> rights.of(PERSON, TOKEN));
    assertThat(genesys.requests()).isEqualTo(5);

    genesys.pass(GwsService.REST.plusMillis(1));
    assertThat(rights.of(PERSON, TOKEN)).isEmpty();
  }

  @Test
  void brokenSlowAndEndlessAnswersAreUnavailability() {
    for (int i = 0; i < 3; i++) {
      genesys.answerNext(Genesys.reset());
    }
    assertUnavailable(() -> rights.visibleQueues(PERSON, TOKEN));
    genesys.answerNext(Genesys.json(200, " ".repeat(GwsService.MAX_ANSWER_BYTES) + "[]"));
    assertUnavailable(() -> rights.visibleQueues(PERSON, TOKEN));
    genesys.answerNext(Genesys.stall());
    assertUnavailable(() -> rights.visibleQueues(PERSON, TOKEN));
  }

  @Test
  void allRequestsTogetherHaveOneLimit() {
    var late = new ConfigurationRights(genesys.service(Dependency.GWS_CONFIGURATION), () -> {
      genesys.pass(Duration.ofSeconds(7));
      return genesys.nanoTime();
    });

    assertUnavailable(() -> late.of(PERSON, TOKEN));
    assertThat(genesys.requests()).isZero();
  }

  private static void assertUnavailable(Runnable call) {
    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(call::run)
        .satisfies(e -> assertThat(e.dependency()).isEqualTo(Dependency.GWS_CONFIGURATION));
  }
}

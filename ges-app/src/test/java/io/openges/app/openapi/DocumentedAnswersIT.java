package io.openges.app.openapi;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.installation.Answer;
import io.openges.app.installation.Http;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import io.openges.app.openapi.Operations.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Asks every operation wrongly in every way that has nothing to do with what it is for: what comes
 * is what is documented, no more and no less. What it is for is seen by the tests of its rules,
 * whose answers are held against the documents, too.
 */
class DocumentedAnswersIT {

  private static final String NOBODY = "00000000-0000-4000-8000-00000000dead";

  /** Declares a body that is too large, and waits for the answer before it would send it. */
  private static final String LARGE = """
       HTTP/1.1
      Host: x
      Expect: 100-continue
      Content-Length: 99999999

      """.replace("\n", "\r\n");

  /** What is provoked here; the others depend on what callbacks, rules and neighbours are like. */
  private static final Set<String> PROVOKED = Set.of("400", "401", "403", "404", "413", "415");

  private static final Samples SAMPLES = new Samples(
      Operations.document(),
      Map.of("phoneNumber", List.of(Tenant.number(7)), "id", List.of(NOBODY)));

  /** So many that each member of a small body is in one of them without the others. */
  private static final int SAMPLES_OF_BODY = 8;

  private static Tenant tenant;
  private static Tenant fresh;

  @BeforeAll
  static void publish() {
    tenant = Installation.shared().tenant(new Publication().queue("VQ", Map.of()));
    fresh = Installation.shared().tenant();
  }

  static Stream<Operation> operations() {
    return Operations.list().stream();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyDocumentedRefusalIsSeen(Operation operation) {
    var seen = new TreeSet<String>();
    for (var answer : answers(operation)) {
      seen.add(Integer.toString(answer.status()));
    }
    seen.add(statusOfLarge(operation));
    var documented = new TreeSet<>(operation.statuses());
    documented.retainAll(PROVOKED);
    seen.retainAll(PROVOKED);

    assertThat(seen).isEqualTo(documented);
  }

  private static List<Answer> answers(Operation operation) {
    var answers = new ArrayList<Answer>();
    var good = address(operation, tenant.ccid(), NOBODY);
    var sample = operation.hasBody() ? sample(operation, 1) : null;
    answers.add(ask(operation, good, sample, "x-api-key", tenant.apiKey()));
    answers.add(ask(operation, address(operation, fresh.ccid(), NOBODY), sample));
    answers.add(ask(operation, address(operation, NOBODY, NOBODY), sample));
    answers.add(ask(operation, good, sample, "x-api-key", tenant.apiKey(), "ccid", NOBODY));
    answers.add(ask(operation, good, sample, "ccid", NOBODY, "ContactCenterID", "x"));
    answers.add(ask(operation, good, sample, "ccid", NOBODY));
    var mine = new String[] {"ccid", tenant.ccid()};
    answers.add(ask(operation, good, "[", mine));
    answers.add(ask(operation, good, "{\"id\":5}", mine));
    answers.add(ask(operation, address(operation, tenant.ccid(), "x".repeat(256)), sample, mine));
    answers.add(ask(operation, good, sample, "ccid", tenant.ccid(), "Content-Type", "text/plain"));
    for (int seed = 2; operation.hasBody() && seed < SAMPLES_OF_BODY; seed++) {
      answers.add(ask(operation, good, sample(operation, seed), mine));
    }
    for (var parameter : operation.description().path("parameters")) {
      if (SAMPLES.resolve(parameter).path("in").asText().equals("query")) {
        var name = SAMPLES.resolve(parameter).path("name").asText();
        answers.add(ask(operation, good + "?" + name + "=%00", sample, mine));
      }
    }
    return answers;
  }

  private static String sample(Operation operation, long seed) {
    var content = SAMPLES.resolve(operation.description().path("requestBody")).path("content");
    var schema = content.path("application/json").path("schema");
    return SAMPLES.of("", schema, new Random(seed)).toString();
  }

  private static String address(Operation operation, String ccid, String other) {
    var path =
        operation.path().replace("{ccid}", ccid).replace("{n}", "1").replace("{queue}", "VQ");
    return tenant.node().internal() + path.replaceAll("\\{[^}]*}", other);
  }

  private static String statusOfLarge(Operation operation) {
    var listener = tenant.node().internal();
    var path =
        address(operation, tenant.ccid(), NOBODY).substring(listener.toString().length());
    try (var socket = new Socket(listener.getHost(), listener.getPort())) {
      socket.setSoTimeout(30_000);
      var request = operation.method() + " " + path + LARGE;
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return new String(socket.getInputStream().readNBytes(12), US_ASCII).substring(9);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Answer ask(
      Operation operation, String address, @Nullable String body, String... headers) {
    return Http.send(operation.method(), URI.create(address), body, headers);
  }
}

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
 * Asks every operation of both listeners wrongly in every way that has nothing to do with what it
 * is for: what comes is what is documented, no more and no less.
 *
 * @see EveryAnswerIT for the other answers
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

  private static final Samples INTERNAL = samples(Operations.INTERNAL);
  private static final Samples EXTERNAL = samples(Operations.EXTERNAL);

  /** So many that each member of a small body is in one of them without the others. */
  private static final int SAMPLES_OF_BODY = 8;

  private static Tenant tenant;
  private static Tenant fresh;

  @BeforeAll
  static void publish() {
    tenant = Installation.shared().tenant(new Publication().queue("VQ", Map.of()));
    fresh = Installation.shared().tenant();
  }

  private static Samples samples(Operations operations) {
    return new Samples(
        operations.document(),
        Map.of("phoneNumber", List.of(Tenant.number(7)), "id", List.of(NOBODY)));
  }

  private static Samples samples(Operation operation) {
    return operation.isExternal() ? EXTERNAL : INTERNAL;
  }

  static Stream<Operation> operations() {
    return Operations.both().stream();
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
    var mine = operation.isExternal()
        ? new String[] {"x-api-key", tenant.apiKey()}
        : new String[] {"ccid", tenant.ccid()};
    answers.add(ask(operation, good, "[", mine));
    answers.add(ask(operation, good, "{\"id\":5}", mine));
    answers.add(ask(operation, address(operation, tenant.ccid(), "x".repeat(256)), sample, mine));
    answers.add(ask(operation, good, sample, mine[0], mine[1], "Content-Type", "text/plain"));
    for (int seed = 2; operation.hasBody() && seed < SAMPLES_OF_BODY; seed++) {
      answers.add(ask(operation, good, sample(operation, seed), mine));
    }
    var samples = samples(operation);
    for (var parameter : operation.description().path("parameters")) {
      if (samples.resolve(parameter).path("in").asText().equals("query")) {
        var name = samples.resolve(parameter).path("name").asText();
        answers.add(ask(operation, good + "?" + name + "=%00", sample, mine));
      }
    }
    return answers;
  }

  private static String sample(Operation operation, long seed) {
    var samples = samples(operation);
    var content = samples.resolve(operation.description().path("requestBody")).path("content");
    var schema = content.path("application/json").path("schema");
    return samples.of("", schema, new Random(seed)).toString();
  }

  private static String address(Operation operation, String ccid, String other) {
    var path =
        operation.path().replace("{ccid}", ccid).replace("{n}", "1").replace("{queue}", "VQ");
    return listener(operation) + path.replaceAll("\\{[^}]*}", other);
  }

  private static URI listener(Operation operation) {
    return operation.isExternal() ? tenant.node().external() : tenant.node().internal();
  }

  private static String statusOfLarge(Operation operation) {
    var listener = listener(operation);
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

package io.openges.app.fuzz;

import io.openges.app.installation.Http;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Sends drawn requests to the external listener of a running product, with some clients at once.
 * The requests of a seed are the same ones each time, whoever of the clients sends which. Safe for
 * use by many threads at once.
 */
final class Fuzzer {

  private static final int CLIENTS = 4;
  private static final String QUEUE = "VQ";

  /** Spreads the numbers of requests over the seeds of their generators. */
  private static final long STEP = 0x9e3779b97f4a7c15L;

  private final Requests requests;
  private final URI listener;
  private final long seed;

  private Fuzzer(Requests requests, URI listener, long seed) {
    this.requests = requests;
    this.listener = listener;
    this.seed = seed;
  }

  /** Prepares a tenant with a queue and some callbacks, and reads what endpoints there are. */
  static Fuzzer of(Installation ges, long seed) {
    var tenant = ges.tenant(new Publication()
        .queue(QUEUE, Publication.unthrottled(15, 1000))
        .plainQueue("VQ_LIMITS", Map.of()));
    var ids = IntStream.range(0, 5)
        .mapToObj(n -> tenant.create(Tenant.now(QUEUE, n)).id())
        .toList();
    var known = Map.of(
        "serviceName", List.of(QUEUE, QUEUE, "VQ_LIMITS"),
        "service-name", List.of(QUEUE),
        "queue-name", List.of(QUEUE),
        "virtual-queues", List.of(QUEUE, QUEUE + ",VQ_LIMITS"),
        "phoneNumber", List.of(Tenant.number(1), Tenant.number(2), "+1 650-253-0003"),
        "timezone", List.of("Europe/Paris", "UTC"),
        "start", List.of(Tenant.iso(ges.now())),
        "id", ids);
    var document = Http.get(URI.create(tenant.node().external() + "/ges/ui/api/openapi.json"));
    return new Fuzzer(
        new Requests(document.json(), known, tenant.apiKey()), tenant.node().external(), seed);
  }

  /** Returns how many endpoints the document names. */
  int endpoints() {
    return requests.endpoints();
  }

  /** Sends the requests of the numbers from {@code first} on, and judges what comes back. */
  Verdict run(int first, int count, Verdict verdict) {
    var next = new AtomicInteger(first);
    var clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      var running = IntStream.range(0, CLIENTS)
          .mapToObj(client ->
              CompletableFuture.runAsync(() -> client(next, first + count, verdict), clients))
          .toList();
      running.forEach(CompletableFuture::join);
      return verdict;
    } finally {
      clients.shutdownNow();
    }
  }

  private void client(AtomicInteger next, int end, Verdict verdict) {
    try (var wire = new Wire(listener)) {
      for (int number = next.getAndIncrement(); number < end; number = next.getAndIncrement()) {
        one(wire, number, verdict);
      }
    }
  }

  private void one(Wire wire, int number, Verdict verdict) {
    var drawn = requests.draw(new Random(seed + STEP * number));
    var name = "seed " + seed + " request " + number;
    try {
      if (wire.hasStrayBytes()) {
        wire.close();
        verdict.found("before " + name, "more than one answer", new byte[0], "");
      }
      if (drawn.isFramed()) {
        verdict.answered(name, drawn.bytes(), wire.ask(drawn.bytes()));
      } else {
        verdict.returned(name, drawn.bytes(), wire.shout(drawn.bytes()));
      }
    } catch (IOException | RuntimeException lost) {
      wire.close();
      verdict.found(name, "not answered: " + lost, drawn.bytes(), "");
    }
  }
}

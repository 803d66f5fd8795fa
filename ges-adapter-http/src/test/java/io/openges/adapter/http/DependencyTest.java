package io.openges.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.adapter.http.external.CallbackPorts;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.queue.UnreadableRulesException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DependencyTest {

  private static final String CREATE = "/engagement/v3/callbacks/create";
  private static final String BODY = "{\"serviceName\":\"VQ\",\"phoneNumber\":\"+33123456789\"}";

  @Test
  void aDependencyThatIsDownIsAnswered503() {
    try (var node = booking(command -> {
      throw new DependencyUnavailableException(Dependency.POSTGRESQL, "commit");
    })) {
      var answer = node.external().post(CREATE, BODY, "x-api-key", TestNode.KEY);

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).isEqualTo("5");
      assertThat(answer.masked())
          .isEqualTo("{\"status\":{\"code\":7190,\"message\":\"Service temporarily unavailable\","
              + "\"corrId\":\"C\"}}");
      assertThat(node.bugs).hasValue(0);
    }
  }

  @Test
  void rulesThatThisNodeCannotReadAreAnswered503() {
    try (var node = booking(command -> {
      throw new UnreadableRulesException("The number rules");
    })) {
      var answer = node.external().post(CREATE, BODY, "x-api-key", TestNode.KEY);

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.code()).isEqualTo(7190);
      assertThat(answer.message())
          .isEqualTo("The number rules are stored in a form that this node cannot read,"
              + " as that of a newer release");
      assertThat(node.bugs).hasValue(0);
    }
  }

  @Test
  void aBugIsAnswered500WithoutDetail() {
    try (var node = booking(command -> {
      throw new IllegalStateException("secret");
    })) {
      var answer = node.external().post(CREATE, BODY, "x-api-key", TestNode.KEY);

      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.masked())
          .isEqualTo(
              "{\"status\":{\"code\":7199,\"message\":\"Internal error\",\"corrId\":\"C\"}}");
      assertThat(node.bugs).hasValue(1);
    }
  }

  @Test
  void aBrokenMachineIsAnswered500Too() {
    try (var node = booking(command -> {
      throw new StackOverflowError();
    })) {
      var answer = node.external().post(CREATE, BODY, "x-api-key", TestNode.KEY);

      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.code()).isEqualTo(7199);
    }
  }

  @Test
  void aDependencySlowerThanEightSecondsIsNotWaitedFor() throws Exception {
    var asked = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    try (var node = booking(command -> {
      asked.countDown();
      await(release);
      return new BookCallback.Outcome.UnknownQueue();
    })) {
      var answer = CompletableFuture.supplyAsync(
          () -> node.external().post(CREATE, BODY, "x-api-key", TestNode.KEY));
      asked.await();

      node.nanos.addAndGet(Duration.ofSeconds(9).toNanos());

      assertThat(answer.get().status()).isEqualTo(503);
      assertThat(answer.get().code()).isEqualTo(7190);
      assertThat(answer.get().header("Retry-After")).isEqualTo("5");
      release.countDown();
      assertThat(node.external().post(CREATE, "{}", "x-api-key", TestNode.KEY).status())
          .isEqualTo(400);
    } finally {
      release.countDown();
    }
  }

  @Test
  void aTwinIsWaitedForALittleLonger() throws Exception {
    var asked = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    try (var node = booking(command -> {
      asked.countDown();
      await(release);
      return new BookCallback.Outcome.KeyBusy();
    })) {
      var answer = CompletableFuture.supplyAsync(() ->
          node.external().post(CREATE, BODY, "x-api-key", TestNode.KEY, "Idempotency-Key", "k"));
      asked.await();

      node.nanos.addAndGet(Duration.ofSeconds(11).toNanos());
      release.countDown();

      assertThat(answer.get().status()).isEqualTo(409);
      assertThat(answer.get().code()).isEqualTo(7162);
      assertThat(answer.get().header("Retry-After")).isEqualTo("1");
    } finally {
      release.countDown();
    }
  }

  @Test
  void aRunningRequestIsFinishedBeforeTheNodeStops() throws Exception {
    var asked = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    try (var node = booking(command -> {
      asked.countDown();
      await(release);
      return new BookCallback.Outcome.UnknownQueue();
    })) {
      var http = node.external();
      var answer =
          CompletableFuture.supplyAsync(() -> http.post(CREATE, BODY, "x-api-key", TestNode.KEY));
      asked.await();

      var stopped = CompletableFuture.runAsync(node::close);
      while (isOpen(http.port())) {
        Thread.onSpinWait();
      }
      release.countDown();

      assertThat(answer.get().code()).isEqualTo(7040);
      assertThat(answer.get().header("Connection")).isEqualTo("close");
      stopped.get();
    } finally {
      release.countDown();
    }
  }

  private static boolean isOpen(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static TestNode booking(BookCallback book) {
    return TestNode.with(services -> new HttpServices(
        new CallbackPorts(
            book,
            services.callbacks().cancel(),
            services.callbacks().change(),
            services.callbacks().find(),
            services.callbacks().report(),
            services.callbacks().storage()),
        services.queues(),
        services.callIns(),
        services.administration(),
        services.health(),
        services.metrics(),
        services.around()));
  }
}

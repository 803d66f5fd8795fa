package io.openges.adapter.ors.http;

import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;

/** Ways in which a server may fail to answer. */
@SuppressWarnings("ImmutableEnumChecker")
public enum Faults {
  /** Closes the connection instead of answering. */
  RESET(
      new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build()),
  /** Closes the connection in the middle of the answer. */
  TORN(new MockResponse.Builder()
      .body("{\"sessions\":[],\"ewt\":1}".repeat(10_000))
      .onResponseBody(new SocketEffect.CloseSocket())
      .build()),
  /** Says that it cannot. */
  ERROR(new MockResponse.Builder().code(500).body("{\"sessions\":[],\"ewt\":1}").build()),
  /** Sends the caller elsewhere. */
  REDIRECT(new MockResponse.Builder().code(302).addHeader("Location", "/x").build()),
  /** Answers something else than JSON. */
  PAGE(json("<html>Welcome</html>")),
  /** Answers nothing. */
  EMPTY(json("")),
  /** Answers another JSON. */
  OTHER_JSON(json("[1]"));

  private final MockResponse response;

  Faults(MockResponse response) {
    this.response = response;
  }

  /** Returns what the server does. */
  public MockResponse response() {
    return response;
  }

  /** Returns an answer of code 200. */
  public static MockResponse json(String body) {
    return new MockResponse.Builder().body(body).build();
  }

  /** Returns an answer that does not come before most limits are over. */
  public static MockResponse slow(String body) {
    return new MockResponse.Builder()
        .body(body)
        .headersDelay(30, TimeUnit.SECONDS)
        .build();
  }

  /** Lets a server answer by a function. */
  public static void answer(MockWebServer server, Function<RecordedRequest, MockResponse> answers) {
    server.setDispatcher(new Dispatcher() {
      @Override
      public MockResponse dispatch(RecordedRequest request) {
        return answers.apply(request);
      }
    });
  }
}

package io.openges.adapter.http.google;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.ports.contract.CaptchaCheckContract;
import io.openges.ports.driven.captcha.CaptchaCheck;
import io.openges.ports.driven.captcha.CaptchaCheck.Question;
import io.openges.ports.driven.captcha.CaptchaCheck.Refused;
import io.openges.ports.driven.captcha.CaptchaCheck.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against Google's answers as they were recorded. */
class RecaptchaCheckTest extends CaptchaCheckContract {

  private static final String HEAD =
      "{\n  \"success\": true,\n  \"challenge_ts\": \"2026-12-01T08:00:00Z\",\n"
          + "  \"hostname\": \"www.example.com\"";
  private static final String DUPLICATE =
      "{\n  \"success\": false,\n  \"error-codes\": [\n    \"timeout-or-duplicate\"\n  ]\n}";

  private final MockWebServer server = new MockWebServer();
  private final Map<String, String> solved = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable MockResponse> fixed = new AtomicReference<>();
  private final AtomicReference<@Nullable RecordedRequest> last = new AtomicReference<>();

  @BeforeEach
  void start() throws IOException {
    server.setDispatcher(new Dispatcher() {
      @Override
      public MockResponse dispatch(RecordedRequest request) {
        last.set(request);
        var always = fixed.get();
        return always == null ? google(request) : always;
      }
    });
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private MockResponse google(RecordedRequest request) {
    var form = HttpUrl.get("http://form/?" + requireNonNull(request.getBody()).utf8());
    var known = solved.remove(form.queryParameter("response"));
    if (!SECRET.equals(form.queryParameter("secret"))) {
      return json("{\"success\":false,\"error-codes\":[\"invalid-input-secret\"]}");
    }
    return json(known == null ? DUPLICATE : known);
  }

  private static MockResponse json(String body) {
    return new MockResponse.Builder().body(body).build();
  }

  @Override
  protected CaptchaCheck check() {
    return new RecaptchaCheck(
        URI.create(server.url("/recaptcha/api/siteverify").toString()), Egress.DIRECT);
  }

  @Override
  protected String solve(@Nullable Double score) {
    var token = "token & " + solved.size();
    solved.put(token, HEAD + (score == null ? "" : ",\n  \"score\": " + score) + "\n}");
    return token;
  }

  @Override
  protected void silence() {
    server.close();
  }

  @Test
  void theAddressOfTheCustomerIsSentAsAForm() {
    check().verify(new Question(SECRET, "a b", "192.0.2.7"));

    var request = requireNonNull(last.get());
    assertThat(request.getMethod()).isEqualTo("POST");
    assertThat(requireNonNull(request.getBody()).utf8())
        .isEqualTo("secret=site-secret&response=a+b&remoteip=192.0.2.7");
  }

  @ParameterizedTest
  @CsvSource({"500, {}", "200, <html>", "200, {}", "302, {}", "429, {}", "200, []"})
  void anAnswerThatSaysNothingIsNone(int status, String body) {
    fixed.set(new MockResponse.Builder()
        .code(status)
        .setHeader("Location", server.url("/elsewhere").toString())
        .body(body)
        .build());

    assertThat(check().verify(new Question(SECRET, "t", null))).isInstanceOf(Unavailable.class);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"missing-input-response", "invalid-input-response", "timeout-or-duplicate", "new"})
  void whatGoogleSaysOfTheTokenRefusesIt(String code) {
    fixed.set(json("{\"success\":false,\"error-codes\":[\"" + code + "\"]}"));

    assertThat(check().verify(new Question(SECRET, "t", null))).isEqualTo(new Refused());
  }

  @Test
  void aServiceThatFailsOverAndOverIsLeftAlone() {
    fixed.set(new MockResponse.Builder().code(500).build());
    var check = check();

    for (int i = 0; i < 8; i++) {
      check.verify(new Question(SECRET, "t", null));
    }

    assertThat(server.getRequestCount()).isLessThan(8);
  }
}

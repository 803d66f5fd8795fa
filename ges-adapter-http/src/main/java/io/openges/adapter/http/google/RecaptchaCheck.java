package io.openges.adapter.http.google;

import com.fasterxml.jackson.databind.JsonNode;
import io.openges.ports.driven.captcha.CaptchaCheck;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.stream.StreamSupport;
import okhttp3.FormBody;
import okhttp3.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Google's siteverify (specification 17.6) within 3 seconds, once, as a token is spent by
 * asking. Safe for use by many threads at once.
 */
public final class RecaptchaCheck implements CaptchaCheck {

  /** Where Google answers. */
  public static final URI GOOGLE = URI.create("https://www.google.com/recaptcha/api/siteverify");

  private static final Logger LOG = LoggerFactory.getLogger(RecaptchaCheck.class);
  private static final Duration LIMIT = Duration.ofSeconds(3);

  /** What says nothing of the customer, but of how we ask. */
  private static final Set<String> OUR_FAULT =
      Set.of("missing-input-secret", "invalid-input-secret", "bad-request");

  private final InternetService service;

  /**
   * Makes it without asking anything.
   *
   * @param address the whole URL of siteverify
   * @param egress the way there
   */
  public RecaptchaCheck(URI address, Egress egress) {
    this.service = new InternetService(address, LIMIT, egress);
  }

  @Override
  public Verdict verify(Question question) {
    try {
      var answer = service.ask(request(question));
      return answer.isSuccess() && answer.body().path("success").isBoolean()
          ? verdict(answer.body())
          : unavailable("answered " + answer.status());
    } catch (IOException e) {
      return unavailable(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private Request request(Question question) {
    var form =
        new FormBody.Builder().add("secret", question.secret()).add("response", question.token());
    var address = question.address();
    if (address != null) {
      form.add("remoteip", address);
    }
    return new Request.Builder().url(service.address()).post(form.build()).build();
  }

  private static Verdict verdict(JsonNode body) {
    var score = body.path("score");
    if (body.path("success").booleanValue()) {
      return new Solved(score.isNumber() ? score.doubleValue() : null);
    }
    var ours = StreamSupport.stream(body.path("error-codes").spliterator(), false)
        .map(JsonNode::asText)
        .filter(OUR_FAULT::contains)
        .findFirst();
    return ours.<Verdict>map(RecaptchaCheck::unavailable).orElseGet(Refused::new);
  }

  private static Verdict unavailable(String reason) {
    LOG.warn("CAPTCHA cannot be verified: {}", reason);
    return new Unavailable(reason);
  }
}

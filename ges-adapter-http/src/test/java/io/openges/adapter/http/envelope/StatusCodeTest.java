package io.openges.adapter.http.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatusCodeTest {

  /** The table of specification 4: code, HTTP status, message. */
  private static final String TABLE = """
      0 200 Successful
      501 400 Invalid parameter
      1103 401 API key missing
      1104 401 API key not valid
      1105 403 Contact center header not accepted here
      1106 401 Authentication required
      1107 403 Your role does not allow this
      1108 403 Request token missing or wrong
      7030 400 Phone number is not valid
      7036 400 Phone number cannot exist
      7037 400 Callbacks to this number are not allowed
      7040 400 Unknown service
      7041 429 Too many requests
      7042 400 The office is closed at the requested time
      7100 404 No such callback
      7101 400 The callback can no longer be cancelled
      7102 400 Immediate callbacks are not offered
      7103 400 Scheduled callbacks are not offered
      7104 400 desiredTime is in the past
      7105 400 desiredTime is more than 14 days ahead
      7106 400 desiredTime is too soon
      7107 400 A callback for this number is already waiting
      7108 400 No agents are available
      7109 400 The callback could not be made before closing time
      7110 429 The requested time slot is full
      7111 429 The callback would miss the requested time slot
      7112 409 The callback can no longer be moved
      7120 400 captchaToken: required
      7121 400 CAPTCHA verification failed
      7122 503 CAPTCHA cannot be verified now
      7130 400 pushTargets: required for this service
      7140 400 Unknown call-in group
      7141 429 No phone number is free in this group
      7142 400 callbackServiceId: no such callback
      7143 404 No matching call-in request
      7150 401 GWS credentials are not registered
      7151 401 GWS credentials were refused
      7152 400 GWS refused the statistics request
      7160 422 Idempotency-Key was used with another body
      7161 400 Idempotency-Key: expected 1-255 visible ASCII characters
      7162 409 The first request with this key is still running
      7170 404 No such resource
      7171 405 Method not allowed
      7172 415 JSON expected
      7173 413 Request too large
      7180 409 Update is for another attempt
      7181 409 The callback cannot change like this
      7182 412 Another settings version is in force
      7183 400 Settings have errors (see data.errors)
      7190 503 Service temporarily unavailable
      7199 500 Internal error
      """;

  @Test
  void theTableIsTheSpecifications() {
    var lines = new StringBuilder();
    Arrays.stream(StatusCode.values())
        .forEach(code -> lines
            .append(code.code())
            .append(' ')
            .append(code.http())
            .append(' ')
            .append(code.message())
            .append('\n'));

    assertThat(lines.toString()).isEqualTo(TABLE);
  }

  @Test
  void theDocumentListsEveryCodeInOrder() throws IOException {
    var here = Path.of("docs/result-codes.md");
    var document = Files.exists(here) ? here : Path.of("..").resolve(here);

    assertThat(Files.readAllLines(document).stream()
            .filter(line -> line.matches("\\| [0-9]+ \\|.*"))
            .map(line -> line.split(" *\\| *", 5))
            .map(cells -> cells[1] + " " + cells[2] + " " + cells[3]))
        .containsExactlyElementsOf(TABLE.lines().toList());
  }

  @ParameterizedTest
  @EnumSource(StatusCode.class)
  void every429ButAFullSlotAndEvery503SaysWhenToComeAgain(StatusCode code) {
    boolean slot = code == StatusCode.SLOT_FULL || code == StatusCode.SLOT_WOULD_BE_MISSED;
    boolean expected =
        code.http() == 503 || (code.http() == 429 && !slot) || code == StatusCode.IDEMPOTENCY_BUSY;

    assertThat(ProblemException.of(code).headers().containsKey("Retry-After")).isEqualTo(expected);
  }
}

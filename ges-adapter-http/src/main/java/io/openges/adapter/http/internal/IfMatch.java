package io.openges.adapter.http.internal;

import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.listener.Call;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The version a change is based on (specification 10.1). */
final class IfMatch {

  private static final Pattern VERSION = Pattern.compile("\"?([0-9]{1,9})\"?");

  private IfMatch() {}

  /**
   * Returns the version that {@code If-Match} names, null if it is absent or any.
   *
   * @throws ProblemException if it is something else
   */
  static @Nullable Integer version(Call call) {
    var header = call.header("If-Match");
    if (header == null || header.strip().equals("*")) {
      return null;
    }
    var matcher = VERSION.matcher(header.strip());
    if (!matcher.matches()) {
      throw ProblemException.parameter("If-Match", "expected a version number in quotes");
    }
    return Integer.valueOf(matcher.group(1));
  }
}

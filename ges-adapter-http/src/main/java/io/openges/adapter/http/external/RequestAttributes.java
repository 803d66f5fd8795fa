package io.openges.adapter.http.external;

import io.openges.adapter.http.envelope.Json;
import io.openges.domain.callback.UserData;
import io.openges.ports.driving.callback.BookCallback.Attributes;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of who sends it, read only where a tenant's throttle asks for it
 * (specification 9). As thread-safe as its request.
 *
 * @param userData a JSON object
 * @param headers finds a header by its name, null if it was not sent
 */
record RequestAttributes(UserData userData, Function<String, @Nullable String> headers)
    implements Attributes {

  private static final String USER_DATA = "userData.";
  private static final String HEADER = "header.";

  @Override
  public @Nullable String value(String parameter) {
    if (parameter.startsWith(HEADER)) {
      return headers.apply(parameter.substring(HEADER.length()));
    }
    if (!parameter.startsWith(USER_DATA) || userData.isEmpty()) {
      return null;
    }
    var value = Json.stored(userData.json()).get(parameter.substring(USER_DATA.length()));
    return value == null || value.isNull()
        ? null
        : value.isTextual() ? value.textValue() : value.toString();
  }

  /** Hides the values. */
  @Override
  public String toString() {
    return "RequestAttributes";
  }
}

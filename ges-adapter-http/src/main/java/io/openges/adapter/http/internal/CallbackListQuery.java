package io.openges.adapter.http.internal;

import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.WireTime;
import io.openges.adapter.http.listener.Call;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.queue.QueueName;
import io.openges.ports.driven.callback.CallbackQueries.Cursor;
import io.openges.ports.driven.callback.CallbackQueries.Filter;
import io.openges.ports.driven.callback.CallbackQueries.Page;
import io.openges.ports.driven.callback.CallbackQueries.Range;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the query of a list of callbacks (specification 5.1). Stateless. Safe for use by many
 * threads at once.
 */
final class CallbackListQuery {

  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1000;

  private CallbackListQuery() {}

  /**
   * Reads the query.
   *
   * @throws ProblemException with code 501 that names the first parameter that is wrong
   */
  static Filter read(Call call) {
    var service = call.query("service");
    if (service != null && service.length() > QueueName.MAX_LENGTH) {
      throw ProblemException.parameter("service", "expected 1 to 255 characters");
    }
    var reason = call.query("reason");
    if (reason != null && !CompletionReason.isReason(reason)) {
      throw ProblemException.parameter("reason", "expected a completion reason");
    }
    return new Filter(
        call.tenant(),
        states(call),
        service == null ? null : new QueueName(service),
        new Range(instant(call, "from"), instant(call, "to")),
        reason,
        new Page(limit(call), cursor(call.query("cursor"))));
  }

  /** Returns the cursor behind a full page, null if there is nothing more. */
  static @Nullable String next(List<Callback> page, int limit) {
    if (page.size() < limit) {
      return null;
    }
    var last = page.get(page.size() - 1);
    var text = last.schedule().desiredTime().toEpochMilli() + " " + last.key().id();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static Set<CallbackState> states(Call call) {
    var names = new ArrayList<String>();
    call.queries("state").forEach(value -> names.addAll(List.of(value.split(",", -1))));
    var states = EnumSet.noneOf(CallbackState.class);
    for (var name : names) {
      if (!name.isEmpty()) {
        try {
          states.add(CallbackState.valueOf(name));
        } catch (IllegalArgumentException none) {
          throw ProblemException.parameter(
              "state", "expected SCHEDULED, QUEUED, ROUTING, PROCESSING or COMPLETED");
        }
      }
    }
    return states;
  }

  /** Returns the instant of a query parameter, null if it is not there. */
  static @Nullable Instant instant(Call call, String name) {
    var text = call.query(name);
    if (text == null) {
      return null;
    }
    return WireTime.parse(text.replace(' ', '+'), null)
        .orElseThrow(
            () -> ProblemException.parameter(name, "expected an ISO 8601 date-time with zone"));
  }

  /** Returns how many a page may have. */
  static int limit(Call call) {
    var text = call.query("limit");
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    int limit = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MAX_LIMIT) {
      throw ProblemException.parameter("limit", "expected an integer of 1 to " + MAX_LIMIT);
    }
    return limit;
  }

  private static @Nullable Cursor cursor(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      var parts =
          new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(" ", 2);
      var id = CallbackId.parse(parts.length == 2 ? parts[1] : "");
      var time = WireTime.inRange(Instant.ofEpochMilli(Long.parseLong(parts[0])));
      if (id.isPresent() && time.isPresent()) {
        return new Cursor(time.get(), id.get());
      }
    } catch (IllegalArgumentException notOne) {
      // Answered below like any other text that is none.
    }
    throw ProblemException.parameter("cursor", "expected the nextCursor of a previous answer");
  }
}

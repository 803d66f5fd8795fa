package io.openges.domain.callback;

import org.jspecify.annotations.Nullable;

/**
 * What the booking asks of the routing; the queue's settings say which of it they let through.
 * Immutable and thread-safe.
 *
 * @param priority higher is earlier, -1,000,000 to 1,000,000; null for the application's own
 * @param routePoint where the session starts, null for the queue's own
 * @param surveyRoutePoint where a survey starts, null for the queue's own
 */
public record RoutingWish(
    @Nullable Integer priority,
    @Nullable String routePoint,
    @Nullable String surveyRoutePoint) {

  /** No wishes. */
  public static final RoutingWish NONE = new RoutingWish(null, null, null);
}

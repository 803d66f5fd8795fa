package io.openges.app.metrics;

import io.openges.domain.booking.ReasonCode;
import io.openges.domain.tenant.TenantId;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counters and histograms of what happens to callbacks (specification 18); the series of known
 * tenants exist from the start, at 0. Safe for use by many threads at once.
 */
public final class CallbackMetrics {

  /** Results of stream submissions. */
  private static final List<String> SUBMISSIONS =
      List.of("first", "repeated_fenced", "resubmitted", "failed");

  /** Results of session updates. */
  private static final List<String> UPDATES = List.of("accepted", "repeat", "stale", "illegal");

  private static final List<String> PUSHES = List.of("success", "failure");
  private static final String FCM = "FCM";

  private static final List<String> BOOKINGS =
      List.of("booked", "refused", "full", "replayed", "conflict", "failed");

  /** Limits of services and tenants (specification 9). */
  private static final Set<ReasonCode> OF_SERVICES = EnumSet.of(
      ReasonCode.THROTTLE_SERVICE_1,
      ReasonCode.THROTTLE_SERVICE_2,
      ReasonCode.THROTTLE_QUEUED,
      ReasonCode.THROTTLE_TENANT);

  /** Why a booking may be refused (specification 24); the other reasons are of callbacks. */
  private static final Set<ReasonCode> REFUSALS =
      EnumSet.range(ReasonCode.SERVICE_UNKNOWN, ReasonCode.SLOT_WOULD_BE_MISSED);

  private final NodeLabels node;
  private final Counter created;
  private final Counter callIns;
  private final Counter submissions;
  private final Counter updates;
  private final Counter refusals;
  private final Counter conflicts;
  private final Counter replays;
  private final Counter submitFailed;
  private final Counter ttlLimit;
  private final Counter enqueueLimit;
  private final Counter pushes;
  private final Histogram bookings;
  private final Histogram lateness;
  private final Set<TenantId> prepared = ConcurrentHashMap.newKeySet();

  /** Registers the metrics. */
  public CallbackMetrics(CollectorRegistry registry, NodeLabels node) {
    this.node = node;
    created = counter(registry, "ges_callbacks_created", "Bookings.", "tenant");
    callIns = counter(registry, "ges_callin_created", "Call-in requests.", "tenant");
    submissions =
        counter(registry, "ges_stream_submissions", "Stream submissions.", "tenant", "result");
    updates = counter(registry, "ges_session_updates", "Session updates.", "tenant", "result");
    refusals = counter(registry, "ges_booking_refusals", "Refused bookings.", "tenant", "code");
    conflicts = counter(registry, "ges_capacity_conflicts", "Full slots met.", "tenant");
    replays = counter(registry, "ges_idempotent_replays", "Repeated bookings.", "tenant");
    submitFailed = faults(registry, "CB_SUBMIT_FAILED", "Failed writes and starts.");
    ttlLimit = faults(registry, "CB_TTL_LIMIT_REACHED", "Bookings over a limit of a service.");
    enqueueLimit =
        faults(registry, "CB_ENQUEUE_LIMIT_REACHED", "Bookings over the limit of a number.");
    pushes =
        counter(registry, "ges_push_notifications_sent", "Pushes.", "tenant", "channel", "result");
    bookings = Histogram.build("ges_booking_duration_seconds", "Time to book.")
        .labelNames("result")
        .buckets(.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10)
        .register(registry);
    lateness = Histogram.build("ges_dispatch_lateness_seconds", "Stream write after due time.")
        .labelNames("tenant")
        .buckets(.005, .01, .025, .05, .1, .25, .5, 1, 2, 5, 10, 30, 60, 300)
        .register(registry);
    BOOKINGS.forEach(bookings::labels);
  }

  /** Makes the series of tenants that have none yet. */
  public void prepare(Collection<TenantId> tenants) {
    tenants.stream().filter(prepared::add).map(TenantId::toString).forEach(tenant -> {
      List.of(created, callIns, conflicts, replays).forEach(one -> one.labels(tenant));
      List.of(submitFailed, ttlLimit, enqueueLimit)
          .forEach(one -> one.labels(node.version(), node.host(), tenant));
      SUBMISSIONS.forEach(result -> submissions.labels(tenant, result));
      UPDATES.forEach(result -> updates.labels(tenant, result));
      PUSHES.forEach(result -> pushes.labels(tenant, FCM, result));
      REFUSALS.forEach(code -> refusals.labels(tenant, code.name()));
      lateness.labels(tenant);
    });
  }

  /** Counts the final result of a push. */
  public void pushed(TenantId tenant, boolean isSent) {
    pushes.labels(tenant.toString(), FCM, PUSHES.get(isSent ? 0 : 1)).inc();
  }

  void created(TenantId tenant) {
    created.labels(tenant.toString()).inc();
  }

  void callInCreated(TenantId tenant) {
    callIns.labels(tenant.toString()).inc();
  }

  void booked(TenantId tenant, String result, double seconds) {
    bookings.labels(result).observe(seconds);
    if (result.equals("full")) {
      conflicts.labels(tenant.toString()).inc();
    } else if (result.equals("replayed")) {
      replays.labels(tenant.toString()).inc();
    }
  }

  void refused(TenantId tenant, ReasonCode code) {
    refusals.labels(tenant.toString(), code.name()).inc();
    if (code == ReasonCode.THROTTLE_NUMBER) {
      enqueueLimit.labels(node.version(), node.host(), tenant.toString()).inc();
    } else if (OF_SERVICES.contains(code)) {
      ttlLimit.labels(node.version(), node.host(), tenant.toString()).inc();
    }
  }

  void updated(TenantId tenant, String result) {
    updates.labels(tenant.toString(), result).inc();
  }

  void submitted(TenantId tenant, String result) {
    submissions.labels(tenant.toString(), result).inc();
  }

  void submitFailed(TenantId tenant) {
    submitFailed.labels(node.version(), node.host(), tenant.toString()).inc();
  }

  void late(TenantId tenant, double seconds) {
    lateness.labels(tenant.toString()).observe(seconds);
  }

  private static Counter counter(
      CollectorRegistry registry, String name, String help, String... labels) {
    return Counter.build(name, help).labelNames(labels).register(registry);
  }

  private static Counter faults(CollectorRegistry registry, String name, String help) {
    return counter(registry, name, help, "version", "host", "tenant");
  }
}

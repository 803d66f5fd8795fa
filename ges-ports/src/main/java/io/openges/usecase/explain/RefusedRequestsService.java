package io.openges.usecase.explain;

import static java.util.Objects.requireNonNull;

import io.openges.domain.booking.FailedCheck;
import io.openges.domain.booking.Grounds;
import io.openges.domain.booking.JudgedSlot;
import io.openges.domain.booking.ReasonCode;
import io.openges.domain.booking.Refusal;
import io.openges.domain.booking.RefusedRequest;
import io.openges.domain.booking.RefusedRequest.Judgement;
import io.openges.domain.queue.Limits;
import io.openges.domain.queue.QueueSettings;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.explain.RequestLog;
import io.openges.ports.driven.queue.SlotOccupancy;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.explain.Explain;
import io.openges.ports.driving.explain.RefusedRequests;
import io.openges.usecase.queue.SettingsSnapshots;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Buffers refused requests, so that whoever is refused waits for no store. What the rules say was
 * found when the request was refused; only limits and places of a slot that nobody had looked at
 * are asked for when it is written, a moment later.
 */
public final class RefusedRequestsService implements RefusedRequests {

  /** Most requests that wait, of all tenants. */
  static final int ROOM = 2_000;

  /** What one tenant may have kept at once, and in a minute in the long run. */
  static final int BURST = 600;

  static final int PER_MINUTE = 60;

  private static final int BATCH = 200;

  private final RequestLog log;
  private final SlotOccupancy occupancy;
  private final Explain explain;
  private final SettingsSnapshots snapshots;
  private final InstantSource time;
  private final Runnable wake;
  private final AtomicLong dropped = new AtomicLong();
  private final Allowances allowances = new Allowances(BURST, PER_MINUTE);
  private final List<Waiting> waiting = new ArrayList<>();

  /**
   * Makes the service.
   *
   * @param wake told when something waits where nothing did; must not block or throw
   */
  public RefusedRequestsService(
      RequestLog log,
      SlotOccupancy occupancy,
      Explain explain,
      SettingsSnapshots snapshots,
      InstantSource time,
      Runnable wake) {
    this.log = requireNonNull(log, "log");
    this.occupancy = requireNonNull(occupancy, "occupancy");
    this.explain = requireNonNull(explain, "explain");
    this.snapshots = requireNonNull(snapshots, "snapshots");
    this.time = requireNonNull(time, "time");
    this.wake = requireNonNull(wake, "wake");
  }

  @Override
  public void note(Noted refused) {
    var now = time.instant().truncatedTo(ChronoUnit.MILLIS);
    var entry = new Waiting(refused, now, snapshots.of(refused.tenant()).version());
    boolean first;
    synchronized (waiting) {
      if (waiting.size() >= ROOM || !allowances.take(refused.tenant(), now)) {
        dropped.incrementAndGet();
        return;
      }
      waiting.add(entry);
      first = waiting.size() == 1;
    }
    if (first) {
      wake.run();
    }
  }

  @Override
  public Optional<RefusedRequest> find(TenantId tenant, UUID corrId) {
    return log.find(tenant, corrId);
  }

  @Override
  public void write() {
    var batch = take();
    while (!batch.isEmpty()) {
      write(batch);
      batch = take();
    }
  }

  /** Whatever goes wrong, what is not kept is counted. */
  private void write(List<Waiting> batch) {
    boolean kept = false;
    try {
      log.add(batch.stream().map(this::judged).toList());
      kept = true;
    } catch (DependencyUnavailableException away) {
      // Counted below; the store's own watchers tell that it is away.
    } finally {
      if (!kept) {
        dropped.addAndGet(batch.size());
      }
    }
  }

  private List<Waiting> take() {
    synchronized (waiting) {
      var first = waiting.subList(0, Math.min(BATCH, waiting.size()));
      var batch = List.copyOf(first);
      first.clear();
      return batch;
    }
  }

  @Override
  public boolean isIdle() {
    synchronized (waiting) {
      return waiting.isEmpty();
    }
  }

  @Override
  public long dropped() {
    return dropped.get();
  }

  private RefusedRequest judged(Waiting entry) {
    var noted = entry.noted();
    var at = noted.cause() instanceof Cause.Judged judged ? judged.grounds().at() : entry.at();
    return new RefusedRequest(noted.tenant(), noted.corrId(), at, noted.answer(), judgement(entry));
  }

  private Judgement judgement(Waiting entry) {
    var cause = entry.noted().cause();
    if (cause instanceof Cause.Judged judged) {
      var grounds = judged.grounds();
      var found = inOrder(grounds.failed(), places(entry.noted().tenant(), grounds));
      var failed = inOrder(found, limits(judged.unlimited()));
      return new Judgement(grounds.queue(), failed, grounds.settingsVersion());
    }
    if (cause instanceof Cause.Asked asked) {
      // the name of a queue that is not there is whatever the customer wrote
      var queue = snapshots
          .queue(entry.noted().tenant(), asked.queue())
          .map(QueueSettings::name)
          .orElse(null);
      return new Judgement(queue, List.of(), entry.settingsVersion());
    }
    return cause instanceof Cause.Unjudged unjudged
        ? judgement(unjudged, entry.settingsVersion())
        : new Judgement(null, List.of(), entry.settingsVersion());
  }

  private List<FailedCheck> places(TenantId tenant, Grounds grounds) {
    var slot = grounds.unread();
    if (slot == null) {
      return List.of();
    }
    try {
      int used = occupancy.read(tenant, grounds.queue(), slot.interval()).usedIn(slot.interval());
      var figures = new FailedCheck.Figures(slot.interval().start(), used, slot.total());
      return figures.isFull() ? List.of(FailedCheck.full(figures)) : List.of();
    } catch (DependencyUnavailableException unknown) {
      return List.of();
    }
  }

  /** Asks the limits that come after what refused the booking; counts nothing. */
  private List<FailedCheck> limits(BookCallback.@Nullable Command command) {
    if (command == null) {
      return List.of();
    }
    try {
      return explain.booking(command).reasons().stream()
          .filter(Refusal::isLimit)
          .filter(limit -> limit.code() != ReasonCode.THROTTLE_NUMBER || isByNumber(command))
          .map(FailedCheck::of)
          .toList();
    } catch (DependencyUnavailableException unknown) {
      return List.of();
    }
  }

  /** What else customers may be told apart by is not kept. */
  private boolean isByNumber(BookCallback.Command command) {
    return snapshots
        .queue(command.tenant(), command.queue())
        .map(queue -> queue.offering().limits().perKey().parameters())
        .filter(List.of(Limits.PerKey.PHONE_NUMBER)::equals)
        .isPresent();
  }

  private Judgement judgement(Cause.Unjudged unjudged, int settingsVersion) {
    var before = unjudged.refusals().stream().map(FailedCheck::of).toList();
    try {
      return judgement(unjudged.command(), before);
    } catch (DependencyUnavailableException unknown) {
      return new Judgement(null, before, settingsVersion);
    }
  }

  private Judgement judgement(BookCallback.Command command, List<FailedCheck> before) {
    var explained = explain.booking(command.withoutAttributes());
    // the name of a queue that is not there is whatever the customer wrote
    var queue = explained.placement() == null ? null : command.queue();
    var rules = explained.reasons().stream()
        .map(refusal -> new FailedCheck(refusal, figures(refusal, explained.slot())))
        .toList();
    return new Judgement(queue, inOrder(before, rules), explained.evaluation().settingsVersion());
  }

  private static FailedCheck.@Nullable Figures figures(Refusal refusal, @Nullable JudgedSlot slot) {
    boolean capacity =
        refusal.code() == ReasonCode.CAPACITY_FULL || refusal.code() == ReasonCode.CAPACITY_ZERO;
    return slot == null || !capacity
        ? null
        : new FailedCheck.Figures(slot.slot().start(), slot.used(), slot.total());
  }

  private static List<FailedCheck> inOrder(List<FailedCheck> some, List<FailedCheck> more) {
    var all = new ArrayList<>(some);
    all.addAll(more);
    all.sort(Comparator.comparingInt(one -> one.refusal().check()));
    return all;
  }

  /** What waits to be written. */
  private record Waiting(Noted noted, Instant at, int settingsVersion) {}
}

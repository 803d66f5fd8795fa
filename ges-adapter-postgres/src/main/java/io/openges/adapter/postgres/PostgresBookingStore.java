package io.openges.adapter.postgres;

import static java.util.Objects.requireNonNull;

import io.openges.ports.driven.callback.BookingStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes bookings, those of concurrent callers in shared transactions. Rows are locked in one order
 * by everybody: keys, then callbacks, then limits, then slots, each sorted. Safe for use by many
 * threads at once.
 */
final class PostgresBookingStore implements BookingStore, AutoCloseable {

  private static final String OPERATION = "book";

  private final Database database;
  private final SlotLedger.Known knownBlocks;
  private final GroupCommit<NewBooking, Outcome> commits;

  PostgresBookingStore(Database database, SlotLedger.Known knownBlocks, int writers) {
    this.database = database;
    this.knownBlocks = knownBlocks;
    this.commits = new GroupCommit<>(
        new GroupCommit.Rules<>(OPERATION, this::commit, UsedKeys::name, new Outcome.KeyBusy()),
        writers,
        database.nanoTime());
  }

  @Override
  public Outcome book(NewBooking booking) {
    database.requireOpen(OPERATION);
    return commits.submit(booking);
  }

  /** Returns how many bookings wait for a writer. */
  int waiting() {
    return commits.waiting();
  }

  /** Commits what waits. */
  @Override
  public void close() {
    commits.close();
  }

  /** Commits what waits, for {@code patience} at most. */
  void close(Duration patience) {
    commits.close(patience);
  }

  private List<Outcome> commit(List<NewBooking> bookings) {
    var batch = new Batch[1];
    try {
      var outcomes = database.committing(OPERATION, (connection, committing) -> {
        batch[0] = new Batch(new SlotLedger(knownBlocks));
        return batch[0].book(connection, bookings, committing);
      });
      batch[0].ledger.committed();
      return outcomes;
    } catch (KeysBusyException busy) {
      if (bookings.size() == 1) {
        return List.of(new Outcome.KeyBusy());
      }
      throw busy;
    }
  }

  /** Another node is using one of the keys and does not finish. */
  private static final class KeysBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private KeysBusyException(SQLException cause) {
      super("a twin of one of the bookings does not finish", cause);
    }
  }

  /** One transaction. Outcomes are kept by the identity of the booking. */
  private static final class Batch {

    private final SlotLedger ledger;
    private final OpenCounts counts = new OpenCounts();
    private final IdentityHashMap<NewBooking, Outcome> outcomes = new IdentityHashMap<>();

    private Batch(SlotLedger ledger) {
      this.ledger = ledger;
    }

    private List<Outcome> book(
        Connection connection, List<NewBooking> bookings, Runnable committing) throws SQLException {
      claimKeys(connection, bookings);
      var candidates = bookings.stream().filter(b -> !outcomes.containsKey(b)).toList();
      candidates.stream()
          .filter(booking -> booking.place() != null || booking.callback().holdsPlace())
          .forEach(booking -> ledger.willTake(booking.callback(), booking.place()));
      candidates.stream()
          .filter(booking -> booking.most().judgedBy() != null)
          .forEach(booking -> ledger.willJudge(booking.callback()));
      candidates.forEach(counts::willAsk);
      ledger.lock(connection, counts);
      var accepted = new ArrayList<NewBooking>();
      var refused = new ArrayList<NewBooking>();
      for (var booking : candidates) {
        (takePlace(booking) ? accepted : refused).add(booking);
      }
      UsedKeys.free(connection, refused);
      if (!accepted.isEmpty()) {
        CallbackRows.insertAndCommit(connection, accepted, ledger.changes(), committing);
      }
      accepted.forEach(booking -> outcomes.put(booking, new Outcome.Booked()));
      return bookings.stream()
          .map(booking -> requireNonNull(outcomes.get(booking), "outcome"))
          .toList();
    }

    private void claimKeys(Connection connection, List<NewBooking> bookings) throws SQLException {
      try {
        UsedKeys.claim(connection, bookings, outcomes::put);
      } catch (SQLException failure) {
        if (Failures.LOCK_NOT_AVAILABLE.equals(failure.getSQLState())) {
          throw new KeysBusyException(failure);
        }
        throw failure;
      }
    }

    private boolean takePlace(NewBooking booking) {
      var refusal = refusal(booking);
      if (refusal != null) {
        outcomes.put(booking, refusal);
        return false;
      }
      if (booking.callback().holdsPlace()) {
        ledger.take(booking.callback());
      }
      counts.take(booking);
      return true;
    }

    private @Nullable Outcome refusal(NewBooking booking) {
      var place = booking.place();
      var judgedBy = place == null ? booking.most().judgedBy() : place.judgedBy();
      if (judgedBy != null && ledger.isOutdated(booking.callback(), judgedBy)) {
        return new Outcome.Outdated();
      }
      var most = booking.most();
      if (most.ofNumber() > 0 && counts.ofNumber(booking) >= most.ofNumber()) {
        return new Outcome.Duplicate(counts.ofNumber(booking));
      }
      if (most.waiting() > 0
          && booking.callback().isWaiting()
          && counts.waiting(booking) >= most.waiting()) {
        return new Outcome.Crowded(counts.waiting(booking));
      }
      int used = place == null ? 0 : ledger.used(booking.callback(), place.slot());
      return place == null || used < place.capacity() ? null : new Outcome.SlotFull(used);
    }
  }
}

package io.openges.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.ports.driven.dispatch.CallSubmission;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.testing.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BrokenCallbackTest {

  private static final String BROKEN = "+33123456785";

  private final Engine engine =
      Engine.startingAt(Instant.parse("2031-03-04T09:00:00Z"), Picky::new);

  @Test
  void oneThatCannotBeHandedOverDoesNotStopTheOthers() {
    book("+33123456789");
    book(BROKEN);
    book("+33123456780");

    assertThatIllegalStateException()
        .isThrownBy(() -> engine.ges().dispatchDue().run());

    assertThat(engine.stream().entries()).hasSize(2);
    engine.time().advance(Duration.ofSeconds(30));
    assertThat(engine.ges().dispatchDue().run().claimed())
        .as("the broken one is put aside")
        .isZero();
  }

  private void book(String number) {
    var outcome = engine
        .ges()
        .bookCallback()
        .book(new BookCallback.Command(
            Engine.TENANT,
            Engine.ALWAYS,
            Origin.API,
            PhoneNumber.of(number),
            BookCallback.When.NOW,
            BookCallback.Extras.NONE));
    assertThat(outcome).isInstanceOf(BookCallback.Outcome.Booked.class);
  }

  /** Cannot make an entry of one callback, and so of no list that has it. */
  private record Picky(CallSubmission delegate) implements CallSubmission {

    @Override
    public List<Result> submit(List<Submission> submissions) {
      boolean broken = submissions.stream()
          .anyMatch(one -> one.callback().booking().phoneNumber().asGiven().equals(BROKEN));
      if (broken) {
        throw new IllegalStateException("cannot write an entry");
      }
      return delegate.submit(submissions);
    }

    @Override
    public Entry revoke(CallbackKey key, int attempt, @Nullable String entryId) {
      return delegate.revoke(key, attempt, entryId);
    }

    @Override
    public void erase(CallbackKey key, int attempt, @Nullable String entryId) {
      delegate.erase(key, attempt, entryId);
    }

    @Override
    public Entry look(String entryId) {
      return delegate.look(entryId);
    }
  }
}

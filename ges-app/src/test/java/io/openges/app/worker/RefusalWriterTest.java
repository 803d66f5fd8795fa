package io.openges.app.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.booking.RefusedRequest;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driving.explain.RefusedRequests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RefusalWriterTest {

  private final Requests refused = new Requests();
  private final RefusalWriter writer = new RefusalWriter(refused);

  @Test
  void nothingIsWrittenWhileNobodyIsRefused() {
    assertThat(writer.run()).isEqualTo(RefusalWriter.REST);
    assertThat(writer.run()).isEqualTo(RefusalWriter.REST);

    assertThat(refused.written).isEmpty();
  }

  @Test
  void requestsAreGatheredBeforeTheyAreWritten() {
    refused.waiting = 1;
    assertThat(writer.run()).isEqualTo(RefusalWriter.GATHERING);
    assertThat(refused.written).isEmpty();
    refused.waiting = 3;

    assertThat(writer.run()).isEqualTo(RefusalWriter.REST);

    assertThat(refused.written).containsExactly(3);
  }

  /** Counts instead of keeping. */
  private static final class Requests implements RefusedRequests {
    private final List<Integer> written = new ArrayList<>();
    private int waiting;

    @Override
    public void note(Noted noted) {
      waiting++;
    }

    @Override
    public Optional<RefusedRequest> find(TenantId tenant, UUID corrId) {
      return Optional.empty();
    }

    @Override
    public void write() {
      written.add(waiting);
      waiting = 0;
    }

    @Override
    public boolean isIdle() {
      return waiting == 0;
    }

    @Override
    public long dropped() {
      return 0;
    }
  }
}

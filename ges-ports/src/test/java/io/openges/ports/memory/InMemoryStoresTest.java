package io.openges.ports.memory;

import io.openges.ports.contract.AuditLogContract;
import io.openges.ports.contract.BookingLimitsContract;
import io.openges.ports.contract.BookingStoreContract;
import io.openges.ports.contract.CallbackQueriesContract;
import io.openges.ports.contract.CallbackStoreContract;
import io.openges.ports.contract.DispatchQueueContract;
import io.openges.ports.contract.IdempotencyContract;
import io.openges.ports.contract.RetentionContract;
import io.openges.ports.contract.RoundTripContract;
import io.openges.ports.contract.SessionStorageContract;
import io.openges.ports.contract.Stores;
import io.openges.ports.contract.WakingContract;
import org.junit.jupiter.api.Nested;

class InMemoryStoresTest {

  /** One for all tests: the contracts need no clearing, and this shows it. */
  private static final Stores STORES = new MemoryStores();

  @Nested
  class Bookings extends BookingStoreContract {
    @Override
    protected Stores stores() {
      return STORES;
    }
  }

  @Nested
  class Audit extends AuditLogContract {
    @Override
    protected Stores stores() {
      return STORES;
    }
  }

  @Nested
  class Limits extends BookingLimitsContract {
    @Override
    protected Stores stores() {
      return STORES;
    }
  }

  @Nested
  class Keys extends IdempotencyContract {
    @Override
    protected Stores stores() {
      return STORES;
    }
  }

  @Nested
  class Callbacks extends CallbackStoreContract {
    @Override
    protected Stores stores() {
      return STORES;
    }
  }

  @Nested
  class RoundTrips extends RoundTripContract {
    @Override
    protected Stores stores() {
      return STORES;
    }
  }

  @Nested
  class Queries extends CallbackQueriesContract {
    @Override
    protected Stores stores() {
      return STORES;
    }
  }

  @Nested
  class Purges extends RetentionContract {
    @Override
    protected Stores stores() {
      return STORES;
    }
  }

  @Nested
  class Dispatch extends DispatchQueueContract {
    @Override
    protected Stores stores() {
      return STORES;
    }
  }

  @Nested
  class Waking extends WakingContract {
    @Override
    protected Stores stores() {
      return STORES;
    }
  }

  @Nested
  class Storage extends SessionStorageContract {
    @Override
    protected Stores stores() {
      return STORES;
    }
  }
}

package io.openges.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openges.domain.audit.AuditEntry;
import io.openges.ports.contract.AuditLogContract;
import io.openges.ports.contract.BookingLimitsContract;
import io.openges.ports.contract.BookingStoreContract;
import io.openges.ports.contract.CallInRequestsContract;
import io.openges.ports.contract.CallInUpkeepContract;
import io.openges.ports.contract.CallbackQueriesContract;
import io.openges.ports.contract.CallbackStoreContract;
import io.openges.ports.contract.CredentialStoreContract;
import io.openges.ports.contract.DispatchQueueContract;
import io.openges.ports.contract.HeardTenantsContract;
import io.openges.ports.contract.IdempotencyContract;
import io.openges.ports.contract.KnownKeysContract;
import io.openges.ports.contract.PushMarksContract;
import io.openges.ports.contract.PushOffersContract;
import io.openges.ports.contract.RequestLogContract;
import io.openges.ports.contract.RetentionContract;
import io.openges.ports.contract.RoundTripContract;
import io.openges.ports.contract.SessionStorageContract;
import io.openges.ports.contract.SettingsStoreContract;
import io.openges.ports.contract.StoreClockContract;
import io.openges.ports.contract.Stores;
import io.openges.ports.contract.WakingContract;
import io.openges.ports.driven.audit.AuditLog;
import io.openges.ports.driven.callin.CallInRequests;
import io.openges.ports.driven.credential.CredentialName;
import io.openges.ports.driven.credential.CredentialStore;
import io.openges.ports.driven.explain.RequestLog;
import io.openges.ports.driven.push.PushMarks;
import io.openges.ports.driven.push.PushOffers;
import io.openges.ports.driven.queue.SettingsStore;
import io.openges.ports.driven.tenant.HeardTenants;
import io.openges.ports.driven.tenant.KnownKeys;
import io.openges.ports.driven.time.StoreClock;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** All contracts of stores, on a database of some server. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class PostgresContracts {

  private final TestPostgres.Opened stores;
  private final TestPostgres.Opened others;

  PostgresContracts(PostgresConfig database) {
    stores = TestPostgres.Opened.on(database);
    others = TestPostgres.Opened.on(database);
  }

  @AfterAll
  void close() {
    stores.close();
    others.close();
  }

  @Nested
  class Bookings extends BookingStoreContract {
    @Override
    protected Stores stores() {
      return stores;
    }
  }

  @Nested
  class Audit extends AuditLogContract {
    @Override
    protected Stores stores() {
      return stores;
    }
  }

  @Nested
  class Limits extends BookingLimitsContract {
    @Override
    protected Stores stores() {
      return stores;
    }
  }

  @Nested
  class Keys extends IdempotencyContract {
    @Override
    protected Stores stores() {
      return stores;
    }
  }

  @Nested
  class Callbacks extends CallbackStoreContract {
    @Override
    protected Stores stores() {
      return stores;
    }
  }

  @Nested
  class RoundTrips extends RoundTripContract {
    @Override
    protected Stores stores() {
      return stores;
    }
  }

  @Nested
  class Dispatch extends DispatchQueueContract {
    @Override
    protected Stores stores() {
      return stores;
    }
  }

  @Nested
  class Waking extends WakingContract {
    @Override
    protected Stores stores() {
      return stores;
    }
  }

  @Nested
  class Queries extends CallbackQueriesContract {
    @Override
    protected Stores stores() {
      return stores;
    }
  }

  @Nested
  class Purges extends RetentionContract {
    @Override
    protected Stores stores() {
      return stores;
    }
  }

  @Nested
  class Storage extends SessionStorageContract {
    @Override
    protected Stores stores() {
      return stores;
    }
  }

  @Nested
  class Settings extends SettingsStoreContract {
    @Override
    protected SettingsStore store() {
      return stores.stores().settings();
    }
  }

  @Nested
  class Clocks extends StoreClockContract {
    @Override
    protected StoreClock clock() {
      return stores.stores().clock();
    }
  }

  @Nested
  class ApiKeys extends KnownKeysContract {
    @Override
    protected KnownKeys keys() {
      return stores.stores().knownKeys();
    }
  }

  @Nested
  class Tenants extends HeardTenantsContract {
    @Override
    protected HeardTenants tenants() {
      return stores.stores().heardTenants();
    }
  }

  @Nested
  class Credentials extends CredentialStoreContract {
    @Override
    protected CredentialStore store() {
      return stores.stores().credentials();
    }

    @Override
    protected AuditLog audit() {
      return stores.audit();
    }

    @Test
    void aChangeWhoseEntryCannotBeKeptIsNotMade() {
      var name = new CredentialName(io.openges.ports.testing.Callbacks.anyTenant(), "gws", "login");
      var before = new CredentialStore.Kept("1", Instant.EPOCH);
      store().put(name, before, entry(name, Instant.EPOCH));
      var unwritable = entry(name, Instant.MAX);

      assertThatThrownBy(
              () -> store().put(name, new CredentialStore.Kept("2", Instant.EPOCH), unwritable))
          .isInstanceOf(ArithmeticException.class);
      assertThatThrownBy(() -> store().remove(name, unwritable))
          .isInstanceOf(ArithmeticException.class);

      assertThat(store().find(name)).contains(before);
    }

    private static AuditEntry entry(CredentialName name, Instant at) {
      var action = AuditEntry.Action.SET_CREDENTIALS;
      return new AuditEntry(name.tenant(), at, "ada", action, "credentials:gws", null);
    }
  }

  @Nested
  class Pushes extends PushMarksContract {
    @Override
    protected PushMarks marks() {
      return stores.stores().pushMarks();
    }
  }

  @Nested
  class Offers extends PushOffersContract {
    @Override
    protected PushOffers offers() {
      return stores.stores().pushOffers();
    }
  }

  @Nested
  class CapacityRules extends SettingsStoreContract {
    @Override
    protected SettingsStore store() {
      return stores.stores().rules();
    }
  }

  @Nested
  class Refused extends RequestLogContract {
    @Override
    protected RequestLog log() {
      return stores.stores().refusedRequests();
    }
  }

  @Nested
  class CallIns extends CallInRequestsContract {
    @Override
    protected CallInRequests requests() {
      return stores.stores().callIns();
    }

    @Override
    protected CallInRequests others() {
      return others.stores().callIns();
    }
  }

  @Nested
  class CallInUpkeep extends CallInUpkeepContract {
    @Override
    protected CallInRequests requests() {
      return stores.stores().callIns();
    }

    @Override
    protected CallInRequests others() {
      return others.stores().callIns();
    }
  }

  @Nested
  class CallInGroups extends SettingsStoreContract {
    @Override
    protected SettingsStore store() {
      return stores.stores().callInGroups();
    }
  }
}

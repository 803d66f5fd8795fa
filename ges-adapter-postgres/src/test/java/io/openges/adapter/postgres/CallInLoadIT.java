package io.openges.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.UserData;
import io.openges.domain.callin.CallInKey;
import io.openges.domain.callin.CallInOrder;
import io.openges.domain.callin.CallInRequest.Sent;
import io.openges.domain.callin.CodeSpace;
import io.openges.domain.callin.IncomingCall;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.callin.CallInRequests;
import io.openges.ports.testing.Callbacks;
import io.openges.usecase.callin.TenantDoors;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What many requests, and many who want one, cost others. */
@Timeout(120)
class CallInLoadIT {

  private static final int CALLERS = 12;
  private static final Instant NOW = Instant.parse("2031-03-04T05:06:07Z");
  private static final String NUMBER = "+18005550100";
  private static final String TENANT = "'00000000-0000-4000-8000-000000000001'";
  private static final String LOCK = "SELECT pg_advisory_xact_lock(71503, hashtext('%s'))";
  private static final String WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted";

  private static final String MANY = """
      INSERT INTO call_in SELECT '00000000-0000-4000-8000-000000000001', md5(n::text)::uuid,
        '+18005550100', n, 'VIP', '+1650' || n, '+1650' || n, '{}', md5((-n)::text)::uuid,
        n, n, 'E', null
      FROM generate_series(1, 30000) n
      """;

  private final PostgresConfig config = TestPostgres.newDatabase();

  @Test
  void whatIsToBeErasedIsFoundWithoutReadingTheRest() throws SQLException {
    PostgresStores.open(config, System::nanoTime).close();
    try (var connection = TestPostgres.connect(config);
        var statement = connection.createStatement()) {
      statement.execute(MANY);
      statement.execute("ANALYZE call_in");
    }

    assertThat(plan(CallInUpkeep.ERASE_OF_CALLERS, "'{16501,16502}'"))
        .contains("Index Cond")
        .contains("call_in_by_caller")
        .doesNotContain("Seq Scan");
    assertThat(plan(CallInUpkeep.ERASE_OF_CALLBACKS, "'{" + new UUID(1, 1) + "}'"))
        .contains("Index Cond")
        .contains("call_in_by_callback")
        .doesNotContain("Seq Scan");
  }

  private String plan(String sql, String array) throws SQLException {
    var filled = sql.replaceFirst("\\?", TENANT).replaceFirst("\\?", array);
    try (var connection = TestPostgres.connect(config);
        var statement = connection.createStatement();
        var lines = statement.executeQuery("EXPLAIN " + filled)) {
      var plan = new StringBuilder();
      while (lines.next()) {
        plan.append(lines.getString(1)).append('\n');
      }
      return plan.toString();
    }
  }

  @Test
  void whoWantsANumberLeavesConnectionsToOthers() throws Exception {
    var tenant = Callbacks.anyTenant();
    try (var stores = PostgresStores.open(config.withPoolSize(5), System::nanoTime);
        var holder = TestPostgres.connect(config)) {
      holder.setAutoCommit(false);
      try (var statement = holder.createStatement()) {
        statement.execute(LOCK.formatted(tenant));
      }
      var crowd = crowd(stores.callIns(), tenant);
      Poll.until(() -> waiting() >= 2);
      for (int i = 0; i < 50; i++) {
        assertThat(stores.callIns().find(key(tenant))).isEmpty();
        assertThat(waiting()).isLessThanOrEqualTo(2);
      }
      holder.rollback();
      for (var one : crowd) {
        one.join();
      }
    }
  }

  @Test
  void aRequestThatEndsWhileItsCallComesInIsNotMatched() throws Exception {
    var tenant = Callbacks.anyTenant();
    try (var stores = PostgresStores.open(config, System::nanoTime);
        var ending = TestPostgres.connect(config)) {
      assertThat(create(stores.callIns(), tenant)).isTrue();
      ending.setAutoCommit(false);
      try (var statement = ending.createStatement()) {
        statement.execute("UPDATE call_in SET state = 'E'");
      }
      var call = new IncomingCall(tenant, List.of(NUMBER), List.of(), 100_000L, "call", NOW);
      var match = CompletableFuture.supplyAsync(() -> stores.callIns().match(call));
      Poll.until(() -> waiting() >= 1);

      ending.commit();

      assertThat(match.get()).isEmpty();
      assertThat(TestPostgres.query(config, "SELECT state FROM call_in")).isEqualTo("E");
    }
  }

  private int waiting() {
    return Integer.parseInt(TestPostgres.query(config, WAITING));
  }

  private static List<Thread> crowd(CallInRequests requests, TenantId tenant)
      throws InterruptedException {
    var begun = new CountDownLatch(CALLERS);
    var doors = TenantDoors.few();
    var crowd = new ArrayList<Thread>();
    for (int i = 0; i < CALLERS; i++) {
      var thread = new Thread(() -> {
        begun.countDown();
        doors.pass(tenant, () -> create(requests, tenant));
      });
      thread.start();
      crowd.add(thread);
    }
    begun.await();
    return crowd;
  }

  private static boolean create(CallInRequests requests, TenantId tenant) {
    var sent = new Sent("VIP", null, UserData.NONE, null);
    var numbers = List.of(NUMBER);
    var codes = CodeSpace.ofLength(6);
    try {
      requests.create(
          new CallInOrder(key(tenant), sent, numbers, codes, NOW, NOW.plusSeconds(60)), bound -> 0);
      return true;
    } catch (DependencyUnavailableException late) {
      // it had waited long enough
      return false;
    }
  }

  private static CallInKey key(TenantId tenant) {
    return new CallInKey(tenant, UUID.randomUUID());
  }
}

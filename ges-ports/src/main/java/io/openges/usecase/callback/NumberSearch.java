package io.openges.usecase.callback;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.phone.DialledNumber;
import io.openges.domain.tenant.TenantId;
import io.openges.usecase.callin.CallInsService;
import io.openges.usecase.phone.NumberChecks;
import io.openges.usecase.queue.SettingsSnapshots;
import java.util.HashSet;
import java.util.Set;

/**
 * Knows how a number may stand in the store: as it was given, or in the international form that one
 * of the tenant's queues, or the country of one, gives it. Safe for use by many threads at once.
 */
public final class NumberSearch {

  /** What is dialled before a country code in most of the world. */
  private static final String ABROAD = "00";

  private final SettingsSnapshots snapshots;
  private final NumberChecks checks;

  /** Makes it. */
  public NumberSearch(SettingsSnapshots snapshots, NumberChecks checks) {
    this.snapshots = requireNonNull(snapshots, "snapshots");
    this.checks = requireNonNull(checks, "checks");
  }

  /** Returns the digits to look for; empty if the number has none. */
  public Set<String> digits(TenantId tenant, PhoneNumber number) {
    var found = new HashSet<String>();
    found.add(number.digits());
    for (var dialled : readings(tenant, number)) {
      var e164 = checks.e164(dialled);
      if (e164 != null) {
        found.add(new PhoneNumber(number.asGiven(), e164).digits());
      }
    }
    if (number.digits().startsWith(ABROAD)) {
      found.add(number.digits().substring(ABROAD.length()));
    }
    found.remove("");
    return found;
  }

  /**
   * As a queue dials it, and as people write it in the queue's country: behind a prefix that ends
   * in a plus a national form is no number, but who asks need not know of the prefix. Many rows
   * have one country and prefix, so each way is read once.
   */
  private Set<DialledNumber> readings(TenantId tenant, PhoneNumber number) {
    var ways = new HashSet<DialledNumber>();
    for (var row : snapshots.of(tenant).queues().values()) {
      var numbers = row.dialling().numbers();
      ways.add(numbers.dial(number.asGiven()));
      ways.add(DialledNumber.of("", number.asGiven(), numbers.defaultCountry()));
    }
    return ways;
  }

  /**
   * Returns the digits to look for among those who are to call in; empty if the number has none.
   * Their numbers were read in one country, whether or not one of the tenant's queues is there.
   */
  public Set<String> callers(TenantId tenant, PhoneNumber number) {
    var found = digits(tenant, number);
    var e164 = checks.e164(DialledNumber.of("", number.asGiven(), CallInsService.COUNTRY));
    if (e164 != null) {
      found.add(new PhoneNumber(number.asGiven(), e164).digits());
    }
    return found;
  }
}

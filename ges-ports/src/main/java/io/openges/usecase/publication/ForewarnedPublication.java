package io.openges.usecase.publication;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callin.CallInGroups;
import io.openges.domain.captcha.CaptchaDemand;
import io.openges.domain.push.PushTerms;
import io.openges.domain.queue.QueueSettings;
import io.openges.domain.queue.SettingsPatch;
import io.openges.domain.queue.SettingsTable;
import io.openges.domain.queue.SettingsTable.Problem;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.queue.SettingsStore;
import io.openges.ports.driving.callin.KeepCallInGroups;
import io.openges.ports.driving.queue.PublishSettings;
import io.openges.ports.driving.queue.UnreadableRulesException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Warns the publisher of rows that name what the tenant does not have; it may still be made, so
 * they are no errors. What cannot be asked for now is not warned of: the table is in force by then.
 * Safe for use by many threads at once.
 */
public final class ForewarnedPublication implements PublishSettings {

  private final PublishSettings settings;
  private final KeepCallInGroups groups;
  private final Predicate<TenantId> hasCaptcha;

  /**
   * Makes it.
   *
   * @param settings does the work
   * @param groups the call-in groups of tenants
   * @param hasCaptcha says whether a tenant has a site for CAPTCHA; may throw
   *     {@link DependencyUnavailableException}
   */
  public ForewarnedPublication(
      PublishSettings settings, KeepCallInGroups groups, Predicate<TenantId> hasCaptcha) {
    this.settings = requireNonNull(settings, "settings");
    this.groups = requireNonNull(groups, "groups");
    this.hasCaptcha = requireNonNull(hasCaptcha, "hasCaptcha");
  }

  @Override
  public Outcome publish(Command command) {
    return warned(command, settings.publish(command));
  }

  @Override
  public Outcome tryOut(Command command) {
    return warned(command, settings.tryOut(command));
  }

  @Override
  public Optional<InForce> current(TenantId tenant) {
    return settings.current(tenant);
  }

  @Override
  public Optional<InForce> find(TenantId tenant, int version) {
    return settings.find(tenant, version);
  }

  @Override
  public List<SettingsStore.Stamp> history(TenantId tenant) {
    return settings.history(tenant);
  }

  private Outcome warned(Command command, Outcome outcome) {
    if (!(outcome instanceof Outcome.Published published)) {
      return outcome;
    }
    var warnings = new ArrayList<>(published.warnings());
    try {
      warnings.addAll(missing(command.tenant(), rows(command)));
    } catch (DependencyUnavailableException | UnreadableRulesException unknown) {
      return outcome;
    }
    return new Outcome.Published(
        published.version(),
        published.previousVersion(),
        published.applied(),
        published.changes(),
        published.impact(),
        warnings);
  }

  /** A patch that is in force already changes nothing when it is applied once more. */
  private List<QueueSettings> rows(Command command) {
    var content = command.content();
    if (command.form() == Form.PATCH) {
      Map<String, Object> before = settings
          .current(command.tenant())
          .map(inForce -> inForce.publication().content())
          .orElse(Map.of());
      content = SettingsPatch.apply(before, content);
    }
    return SettingsTable.read(content) instanceof SettingsTable.Valid valid
        ? List.copyOf(valid.settings().queues().values())
        : List.of();
  }

  private List<Problem> missing(TenantId tenant, List<QueueSettings> rows) {
    var found = new ArrayList<Problem>();
    boolean isCaptchaWanted =
        rows.stream().anyMatch(row -> CaptchaDemand.of(row) == CaptchaDemand.YES);
    boolean isCaptchaMissing = isCaptchaWanted && !hasCaptcha.test(tenant);
    boolean areGroupsNamed = rows.stream().anyMatch(row -> !group(row).isEmpty());
    var known = areGroupsNamed ? groups.current(tenant) : CallInGroups.NONE;
    for (var row : rows) {
      var path = "queues." + row.name().value();
      if (isCaptchaMissing && CaptchaDemand.of(row) == CaptchaDemand.YES) {
        found.add(new Problem(
            path + ".captchaRequired",
            "no CAPTCHA site is set up: bookings of customers get 503 (7122) until one is"));
      }
      if (!group(row).isEmpty() && known.find(group(row)).isEmpty()) {
        found.add(new Problem(
            path + ".callInGroup",
            "no call-in group has this name: no number of it can be given until one is made"));
      }
    }
    return found;
  }

  private static String group(QueueSettings row) {
    return PushTerms.of(row).group();
  }
}

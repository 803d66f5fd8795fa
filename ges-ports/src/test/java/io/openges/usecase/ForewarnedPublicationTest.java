package io.openges.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driving.callin.KeepCallInGroups;
import io.openges.ports.driving.queue.PublishSettings;
import io.openges.ports.driving.queue.PublishSettings.Command;
import io.openges.ports.driving.queue.PublishSettings.Form;
import io.openges.ports.driving.queue.PublishSettings.Outcome.Published;
import io.openges.ports.driving.queue.RuleCommand;
import io.openges.ports.memory.InMemorySettingsStore;
import io.openges.ports.testing.Engine;
import io.openges.usecase.callin.KeepCallInGroupsService;
import io.openges.usecase.publication.ForewarnedPublication;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ForewarnedPublicationTest {

  private static final String CAPTCHA = "queues.VQ_Always.captchaRequired";
  private static final String GROUP = "queues.VQ_Always.callInGroup";
  private static final Map<String, Object> NAMES_BOTH = Map.of(
      "queues", Map.of("VQ_Always", Map.of("captchaRequired", "yes", "callInGroup", "US_Mobile")));

  private final Engine engine = Engine.startingAt(Instant.parse("2031-03-04T09:00:00Z"));
  private final KeepCallInGroups groups =
      new KeepCallInGroupsService(new InMemorySettingsStore(), engine.time());
  private boolean hasCaptcha;

  private PublishSettings settings(Predicate<TenantId> sites) {
    return new ForewarnedPublication(engine.ges().publishSettings(), groups, sites);
  }

  private static Command patch() {
    return new Command(Engine.TENANT, NAMES_BOTH, Form.PATCH, null);
  }

  private static List<String> paths(PublishSettings.Outcome outcome) {
    return ((Published) outcome)
        .warnings().stream().map(problem -> problem.path()).toList();
  }

  @Test
  void whatARowNamesAndNobodyMadeIsWarnedOfUntilItIsMade() {
    var settings = settings(tenant -> hasCaptcha);

    assertThat(paths(settings.tryOut(patch()))).containsExactly(CAPTCHA, GROUP);
    var published = (Published) settings.publish(patch());
    assertThat(published.applied()).isTrue();
    assertThat(paths(published)).containsExactly(CAPTCHA, GROUP);

    hasCaptcha = true;
    assertThat(paths(settings.publish(patch()))).containsExactly(GROUP);

    groups.change(new RuleCommand<>(
        Engine.TENANT,
        new KeepCallInGroups.Change.Define("US_Mobile", Map.of("numbers", List.of("+18005550100"))),
        null,
        "me"));
    var inForce = settings.current(Engine.TENANT).orElseThrow().publication().content();
    assertThat(paths(settings.publish(new Command(Engine.TENANT, inForce, null))))
        .isEmpty();
  }

  @Test
  void whatCannotBeAskedForIsNotWarnedOfAndThePublicationStands() {
    var settings = settings(tenant -> {
      throw new DependencyUnavailableException(Dependency.POSTGRESQL, "sites");
    });

    var published = (Published) settings.publish(patch());

    assertThat(published.applied()).isTrue();
    assertThat(published.warnings()).isEmpty();
  }
}

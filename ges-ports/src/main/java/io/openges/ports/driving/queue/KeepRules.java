package io.openges.ports.driving.queue;

import io.openges.domain.tenant.TenantId;

/**
 * What the driving ports have in common through which operators make rules of a kind, or call-in
 * groups. Each effective change is one new version. Safe for use by many threads at once.
 *
 * @param <R> a version of all rules of the kind
 * @param <C> what can be done to them
 */
public interface KeepRules<R, C> {

  /**
   * Returns the tenant's rules as they were last stored, which this node's bookings may be judged
   * by a few seconds later; those of version 0 if it never made one.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   * @throws UnreadableRulesException if they are stored in a form that cannot be read here
   */
  R current(TenantId tenant);

  /**
   * Makes a change and puts it in force, or says why not and changes nothing.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer;
   *     asking again is harmless
   * @throws UnreadableRulesException if they are stored in a form that cannot be read here
   */
  RuleOutcome<R> change(RuleCommand<C> command);
}

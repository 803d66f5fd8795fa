package io.openges.adapter.http.internal;

import io.openges.domain.captcha.CaptchaSite;
import io.openges.domain.push.PushAccount;
import io.openges.ports.driving.audit.ReadAudit;
import io.openges.ports.driving.callback.ErasePersonalData;
import io.openges.ports.driving.credential.KeepCredential;
import io.openges.ports.driving.push.SendPush;
import io.openges.ports.driving.queue.PublishSettings;
import io.openges.ports.driving.queue.QueueRulePorts;
import io.openges.ports.driving.statistics.RegisterLogin;

/**
 * The ports through which a tenant's people set how callbacks are offered. Immutable and
 * thread-safe.
 *
 * @param settings publishes settings
 * @param rules keeps the rules that queues can have
 * @param logins registers in whose name statistics are asked
 * @param captcha keeps sites at Google reCAPTCHA
 * @param pushes accounts of pushes, and sending them
 * @param privacy what is personal, and who did what
 */
public record AdminPorts(
    PublishSettings settings,
    QueueRulePorts rules,
    RegisterLogin logins,
    KeepCredential<CaptchaSite> captcha,
    Pushes pushes,
    Privacy privacy) {

  /**
   * What is personal, and who did what. Immutable and thread-safe.
   *
   * @param erase erases what is personal
   * @param audit shows who did what
   */
  public record Privacy(ErasePersonalData erase, ReadAudit audit) {}

  /**
   * Accounts of pushes, and sending them. Immutable and thread-safe.
   *
   * @param accounts keeps service accounts of pushes
   * @param send sends pushes
   */
  public record Pushes(KeepCredential<PushAccount> accounts, SendPush send) {}
}

package io.openges.adapter.http;

import io.openges.adapter.http.internal.HealthReport;
import io.openges.adapter.http.listener.Listeners;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.callback.CancelCallback;
import io.openges.ports.driving.callback.FindCallback;
import io.openges.ports.driving.callback.KeepSessionData;
import io.openges.ports.driving.callback.ReportSession;
import io.openges.ports.driving.queue.AskQueue;
import io.openges.ports.driving.queue.PublishSettings;

/**
 * What the HTTP side drives. Immutable and thread-safe.
 *
 * @param callbacks the ports about callbacks
 * @param queues asks about queues
 * @param settings publishes settings
 * @param health reports this node's health
 * @param around tenants, metrics and the clock
 */
public record HttpServices(
    Callbacks callbacks,
    AskQueue queues,
    PublishSettings settings,
    HealthReport health,
    Listeners.Surroundings around) {

  /**
   * The ports about callbacks.
   *
   * @param book books
   * @param cancel cancels
   * @param find looks up
   * @param report takes the sessions' reports
   * @param storage keeps what sessions keep
   */
  public record Callbacks(
      BookCallback book,
      CancelCallback cancel,
      FindCallback find,
      ReportSession report,
      KeepSessionData storage) {}
}

package io.openges.adapter.ors.stream;

import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.Booking;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.CallbackKind;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.OfferDetails;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callback.PushTarget;
import io.openges.domain.callback.RoutingWish;
import io.openges.domain.callback.Schedule;
import io.openges.domain.callback.Status;
import io.openges.domain.callback.UserData;
import io.openges.domain.hours.BusinessHours;
import io.openges.domain.queue.CallDirection;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueSettings;
import io.openges.domain.queue.QueueSettings.AfterHoursPolicy;
import io.openges.domain.queue.QueueSettings.WaitTimeMode;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.dispatch.CallSubmission.Submission;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Submissions to test with. */
final class Examples {

  static final TenantId TENANT =
      new TenantId(UUID.fromString("11111111-2222-4333-8444-555555555555"));
  static final CallbackId ID =
      new CallbackId(UUID.fromString("0f3a5c52-0000-4000-8000-00000000000a"));
  static final CallbackKey KEY = new CallbackKey(TENANT, ID);

  private Examples() {}

  /** Returns the configuration of a server on this machine. */
  static StreamConfig config(int port, boolean cluster, String stream, long maxLength) {
    var mode = cluster ? StreamConfig.Mode.CLUSTER : StreamConfig.Mode.STANDALONE;
    var nodes = List.of(new StreamConfig.Node("127.0.0.1", port));
    return config(
        new StreamConfig.Server(mode, nodes, null, null, StreamConfig.Tls.OFF), stream, maxLength);
  }

  /** Returns the configuration of any server. */
  static StreamConfig config(StreamConfig.Server server, String stream, long maxLength) {
    return new StreamConfig(server, stream, maxLength, "http://ges.ges/", List.of());
  }

  /** Returns a submission of which everything is known. */
  static Submission rich() {
    var offer = new OfferDetails(
        "SCHEDULED", "ON-HOURS", 90.5, "VQ In", "ixn-1", new OfferDetails.Audience("WEB", "fr-FR"));
    var details = new Booking.Details(
        offer,
        new RoutingWish(7, "RP_wish", "SRP_wish"),
        List.of(new PushTarget("FCM", "device-token")),
        new UserData("{\"name\":\"Zoë\",\"n\":[1, 2.50]}"));
    var attempt = new Attempt(3, 1, 1, null, null);
    return new Submission(
        callback(KEY, details, attempt),
        settings(Map.of(
            "callbackApplication",
            "CallbackApp",
            "maxDialAttempts",
            3,
            "callProgressDetection",
            true,
            "throttleParameters",
            List.of("phoneNumber"))),
        WaitTime.ofSeconds(125),
        Map.of("last", "{\"step\": 2}"));
  }

  /** Returns a submission of which as little as possible is known. */
  static Submission plain() {
    return plain(KEY, 1);
  }

  /** Returns the plain submission under another name. */
  static Submission plain(CallbackKey key, int attempt) {
    return new Submission(
        callback(key, Booking.Details.NONE, new Attempt(attempt, 0, 1, null, null)),
        settings(Map.of("overridableOptions", List.of())),
        WaitTime.NO_TRAFFIC,
        Map.of());
  }

  /** Returns the name of a callback that no other test knows. */
  static CallbackKey anyKey() {
    return new CallbackKey(TENANT, new CallbackId(UUID.randomUUID()));
  }

  static Callback callback(CallbackKey key, Booking.Details details, Attempt attempt) {
    var created = Instant.parse("2031-03-04T08:00:00.001Z");
    var desired = Instant.parse("2031-03-04T09:30:00Z");
    return new Callback(
        key,
        new QueueName("VQ Sales/é"),
        new Booking(
            new Booking.Source(Origin.API, CallDirection.USERTERMINATED),
            new PhoneNumber("01 23 45 67 89", "+33123456789"),
            desired,
            created,
            details,
            42),
        new Schedule(CallbackKind.SCHEDULED, desired, desired.plusSeconds(86_400)),
        new Status(CallbackState.QUEUED, null, 2, created),
        new Callback.Progress(attempt, null));
  }

  static QueueSettings settings(Map<String, Object> columns) {
    return new QueueSettings(
        new QueueName("VQ Sales/é"),
        BusinessHours.alwaysOpen(ZoneOffset.UTC),
        new QueueSettings.Dialling(
            new QueueSettings.Application("CallbackApp", "app-stream"),
            CallDirection.USERTERMINATED,
            new QueueSettings.Numbers("9", "FR", null),
            "RP_row",
            ""),
        new QueueSettings.Offering(
            new QueueSettings.Immediate(true, 0, true, false, true),
            true,
            new QueueSettings.Slots(15, 100, null),
            0,
            WaitTimeMode.MODE2),
        new QueueSettings.Lifetime(86_400, 300, AfterHoursPolicy.HOLD),
        columns);
  }
}

package io.openges.app.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** Bookings as they go over the wire, one after the other. Safe for use by many threads at once. */
final class BookingRequests implements Supplier<byte[]> {

  /** What a booking passes on, where that is not what is measured. */
  static final String USER_DATA = "{\"customerId\":\"C-4711-0815\",\"topic\":\"billing\"}";

  private static final String NUMBER = "+33123456789";
  private static final Duration SLOT = Duration.ofMinutes(15);
  private static final int SLOTS = 12 * 96;

  private final AtomicLong sent = new AtomicLong();
  private final LongFunction<String> bodies;

  private BookingRequests(LongFunction<String> bodies) {
    this.bodies = bodies;
  }

  /** Returns bookings that spread over all queues and twelve days. */
  static BookingRequests manySlots(String userData) {
    var first = firstSlot();
    return new BookingRequests(n -> {
      long slot = n / Settings.QUEUES % SLOTS;
      return scheduled((int) (n % Settings.QUEUES), first.plus(SLOT.multipliedBy(slot)), userData);
    });
  }

  /** Returns bookings into one slot until it is full, then the next. */
  static BookingRequests oneSlot() {
    var first = firstSlot();
    return new BookingRequests(n -> scheduled(
        Settings.HOT_QUEUE, first.plus(SLOT.multipliedBy(n / Settings.CAPACITY)), USER_DATA));
  }

  /** Returns bookings for as soon as may be, without user data. */
  static BookingRequests immediate() {
    return new BookingRequests(
        n -> "{\"serviceName\":\"" + Settings.queue(0) + "\",\"phoneNumber\":\"+33123456789\"}");
  }

  /** Returns bookings of different numbers in a queue that limits them. */
  static BookingRequests limited() {
    var first = firstSlot();
    return new BookingRequests(n -> {
      long slot = n / Settings.CAPACITY;
      return scheduled(Settings.LIMITED, number(n), first.plus(SLOT.multipliedBy(slot)), USER_DATA);
    });
  }

  /** Returns bookings of a number in a queue that accepts one of them. */
  static BookingRequests throttled() {
    var first = firstSlot();
    return new BookingRequests(n -> scheduled(Settings.THROTTLED, NUMBER, first, USER_DATA));
  }

  /** Returns one of seventy million numbers. */
  private static String number(long n) {
    return "+331" + (20_000_000 + n % 70_000_000);
  }

  /** Returns how many requests were made, 0 or more. */
  long count() {
    return sent.get();
  }

  @Override
  public byte[] get() {
    var body = bodies.apply(sent.getAndIncrement());
    return ("POST /engagement/v3/callbacks/create HTTP/1.1\r\nHost: localhost\r\nx-api-key: "
            + Settings.API_KEY
            + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
            + body)
        .getBytes(UTF_8);
  }

  private static Instant firstSlot() {
    return Instant.now().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
  }

  private static String scheduled(int queue, Instant desired, String userData) {
    return scheduled(Settings.queue(queue), NUMBER, desired, userData);
  }

  private static String scheduled(String queue, String number, Instant desired, String userData) {
    var data = userData.isEmpty() ? "" : ",\"userData\":" + userData;
    return "{\"serviceName\":\"" + queue + "\",\"phoneNumber\":\"" + number
        + "\",\"desiredTime\":\"" + desired + "\"" + data + "}";
  }
}

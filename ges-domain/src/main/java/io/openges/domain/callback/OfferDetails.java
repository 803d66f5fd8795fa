package io.openges.domain.callback;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * How the callback was offered to the customer; reporting only, no rule looks at it (specification
 * 3.2). Immutable and thread-safe.
 *
 * @param type {@code ASAP}, {@code SCHEDULED} or {@code COMBINED_SCHEDULED_AND_ASAP}
 * @param timing {@code ON-HOURS}, {@code OFF-HOURS}, or null if unspecified
 * @param threshold the wait in seconds from which callbacks are offered, 0 or more, null if unknown
 * @param inboundQueue the virtual queue the customer waited in, null if unknown
 * @param interactionId the interaction the offer was made in, null if unspecified
 * @param audience where and in which language it was offered
 */
public record OfferDetails(
    String type,
    @Nullable String timing,
    @Nullable Double threshold,
    @Nullable String inboundQueue,
    @Nullable String interactionId,
    Audience audience) {

  /** An offer of which nothing but the type is known. */
  public static final OfferDetails ASAP =
      new OfferDetails("ASAP", null, null, null, null, Audience.UNKNOWN);

  /** Checks that the type and the audience are there. */
  public OfferDetails {
    requireNonNull(type, "type");
    requireNonNull(audience, "audience");
  }

  /** Returns what says nothing about the customer. */
  OfferDetails erased() {
    var kept = new Audience(Audience.UNKNOWN.channel(), audience.language());
    return new OfferDetails(type, timing, threshold, null, null, kept);
  }

  /**
   * Where and in which language an offer was made. Immutable and thread-safe.
   *
   * @param channel {@code IVR}, {@code WEB}, {@code MOBILE}, {@code UNKNOWN} or any other word
   * @param language such as {@code en-US}
   */
  public record Audience(String channel, String language) {

    /** Nothing known: the defaults of the specification. */
    public static final Audience UNKNOWN = new Audience("UNKNOWN", "en-US");

    /** Checks that both parts are there. */
    public Audience {
      requireNonNull(channel, "channel");
      requireNonNull(language, "language");
    }
  }
}

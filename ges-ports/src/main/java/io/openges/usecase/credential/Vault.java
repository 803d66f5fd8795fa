package io.openges.usecase.credential;

import static java.util.Objects.requireNonNull;

import io.openges.domain.audit.AuditEntry;
import io.openges.domain.audit.AuditEntry.Action;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.credential.CredentialName;
import io.openges.ports.driven.credential.CredentialStore;
import io.openges.ports.driven.credential.CredentialStore.Kept;
import io.openges.ports.driven.credential.Sealing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The secrets of tenants: kept sealed, opened for those who need them. What was read serves for 5
 * seconds, and as long as the store does not answer; so a change is known everywhere in 5 seconds.
 * Without a key nothing can be kept, and nothing is found. The audit is told with every change
 * which purpose it was for, never what the secret is.
 *
 * <p>Safe for use by many threads at once.
 */
public final class Vault {

  /** How long what was read serves without reading again. */
  static final Duration FRESH = Duration.ofSeconds(5);

  /** More than any installation has; beyond them secrets are read again. */
  private static final int MAX_HELD = 10_000;

  private final CredentialStore store;
  private final Optional<Sealing> sealing;
  private final InstantSource time;
  private final Map<CredentialName, Held> held = new ConcurrentHashMap<>();

  /**
   * Makes it without reading anything.
   *
   * @param store keeps what is sealed
   * @param sealing has the key; empty if there is none
   * @param time the clock
   */
  public Vault(CredentialStore store, Optional<Sealing> sealing, InstantSource time) {
    this.store = requireNonNull(store, "store");
    this.sealing = requireNonNull(sealing, "sealing");
    this.time = requireNonNull(time, "time");
  }

  /** Says whether there is a key, without which {@link #put} fails. */
  public boolean hasKey() {
    return sealing.isPresent();
  }

  /**
   * Keeps a secret in place of the one of that name.
   *
   * @param fields its parts by name
   * @return when, to the millisecond
   * @throws IllegalStateException if there is no key
   * @throws DependencyUnavailableException if nobody knows whether it is kept
   */
  public Instant put(CredentialName name, Map<String, String> fields) {
    var key = sealing.orElseThrow(() -> new IllegalStateException("no key"));
    var now = now();
    var kept = new Kept(key.seal(name, PackedFields.pack(fields)), now);
    store.put(name, kept, entry(name, Action.SET_CREDENTIALS, now));
    held.remove(name);
    return now;
  }

  /**
   * Returns when a secret was set, and whether it can be opened; reads it in any case.
   *
   * @throws DependencyUnavailableException if that cannot be found out now
   */
  public Optional<Standing> standing(CredentialName name) {
    return store
        .find(name)
        .map(kept -> new Standing(kept.setAt(), open(name, kept).isPresent()));
  }

  /**
   * Returns the parts of a secret; empty if there is none that can be opened.
   *
   * @throws DependencyUnavailableException if it was never read and cannot be read now
   */
  public Optional<Map<String, String>> find(CredentialName name) {
    if (sealing.isEmpty()) {
      return Optional.empty();
    }
    var now = time.instant();
    var known = held.get(name);
    if (known != null
        && !now.isBefore(known.readAt())
        && now.isBefore(known.readAt().plus(FRESH))) {
      return known.fields();
    }
    try {
      var fields = store.find(name).flatMap(kept -> open(name, kept));
      hold(name, new Held(fields, now));
      return fields;
    } catch (DependencyUnavailableException e) {
      if (known == null) {
        throw e;
      }
      hold(name, new Held(known.fields(), now));
      return known.fields();
    }
  }

  /**
   * Drops a secret; says whether there was one.
   *
   * @throws DependencyUnavailableException if nobody knows whether it is dropped
   */
  public boolean remove(CredentialName name) {
    boolean removed = store.remove(name, entry(name, Action.REMOVE_CREDENTIALS, now()));
    held.remove(name);
    return removed;
  }

  private Instant now() {
    return time.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static AuditEntry entry(CredentialName name, Action action, Instant now) {
    var object = "credentials:" + name.purpose();
    return new AuditEntry(name.tenant(), now, AuditEntry.INTERNAL, action, object, null);
  }

  private void hold(CredentialName name, Held now) {
    if (held.size() >= MAX_HELD && !held.containsKey(name)) {
      held.clear();
    }
    held.put(name, now);
  }

  private Optional<Map<String, String>> open(CredentialName name, Kept kept) {
    return sealing.flatMap(key -> key.open(name, kept.sealed())).flatMap(PackedFields::unpack);
  }

  /**
   * What may be told of a secret.
   *
   * @param setAt when it was set
   * @param isUsable whether the key at hand opens it
   */
  public record Standing(Instant setAt, boolean isUsable) {}

  private record Held(Optional<Map<String, String>> fields, Instant readAt) {

    /** Returns nothing of the secret. */
    @Override
    public String toString() {
      return "Held[" + readAt + "]";
    }
  }
}

package io.openges.ports.memory;

import io.openges.ports.driven.credential.CredentialName;
import io.openges.ports.driven.credential.Sealing;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps the secrets itself and hands out numbers for them. Safe for use by many threads at once.
 */
public final class InMemorySealing implements Sealing {

  private final Map<String, Sealed> all = new ConcurrentHashMap<>();
  private final AtomicInteger last = new AtomicInteger();

  @Override
  public String seal(CredentialName name, String secret) {
    var number = "sealed-" + last.incrementAndGet();
    all.put(number, new Sealed(name, secret));
    return number;
  }

  @Override
  public Optional<String> open(CredentialName name, String sealed) {
    return Optional.ofNullable(all.get(sealed))
        .filter(one -> one.name().equals(name))
        .map(Sealed::secret);
  }

  private record Sealed(CredentialName name, String secret) {}
}

package io.openges.app.neighbours.gws;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tokens that were issued, the newest 10,000 of them. Safe for use by many threads at once. */
final class Tokens {

  private static final int MAX_TOKENS = 10_000;
  private static final int BYTES = 24;

  private final boolean takesForeign;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Bearer> issued = new LinkedHashMap<>() {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Bearer> eldest) {
      return size() > MAX_TOKENS;
    }
  };

  Tokens(boolean takesForeign) {
    this.takesForeign = takesForeign;
  }

  /** Returns a text that nobody can guess. */
  String secret() {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * Makes a token.
   *
   * @param person whose it is, null for GES itself
   */
  synchronized String issue(@Nullable GwsPerson person) {
    var token = secret();
    issued.put(token, new Bearer(person));
    return token;
  }

  /** Returns who asks, empty for nobody that is known. */
  synchronized Optional<Bearer> bearer(GwsRequest request) {
    var known = request.bearer().map(issued::get);
    return known.isEmpty() && takesForeign && request.bearer().isPresent()
        ? Optional.of(new Bearer(null))
        : known;
  }

  /** Forgets all tokens, as a restart does. */
  synchronized void clear() {
    issued.clear();
  }

  /**
   * Who asks.
   *
   * @param person null for GES itself
   */
  record Bearer(@Nullable GwsPerson person) {}
}

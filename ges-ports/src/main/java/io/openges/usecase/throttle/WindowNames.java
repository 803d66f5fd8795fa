package io.openges.usecase.throttle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.audit.KeyedHash;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Short names for what is counted together, the same on all nodes with the same key. Under a key
 * nobody can tell from a name what it stands for. Without one a name is a plain digest, and a
 * telephone number is found from that by trying all there are. Another key makes other names, so
 * that counting begins anew. Immutable and thread-safe.
 *
 * @param hash has the key, if there is one
 */
public record WindowNames(KeyedHash hash) {

  private static final int BYTES = 16;

  /** No number in the audit looks like this. */
  private static final String PURPOSE = "window/";

  /** Checks that there is a hash. */
  public WindowNames {
    requireNonNull(hash, "hash");
  }

  /** Returns a name that within the tenant only the same parts in the same order have. */
  String of(TenantId tenant, List<String> parts) {
    var digest = digest(parts);
    return hash.of(tenant, PURPOSE + digest).orElse(digest);
  }

  private static String digest(List<String> parts) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      for (var part : parts) {
        var bytes = part.getBytes(UTF_8);
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        sha256.update(bytes);
      }
      return HexFormat.of().formatHex(sha256.digest(), 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}

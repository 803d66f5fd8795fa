package io.openges.adapter.http.google;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.openges.adapter.http.listener.AddressRange;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.List;
import java.util.Locale;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * How services on the internet are reached: https by a proxy (CONNECT), if there is one, but for
 * those that are excepted; http and loopback directly. Immutable and thread-safe.
 */
public final class Egress {

  /** By no proxy, but for what the JVM's own properties say. */
  public static final Egress DIRECT = new Egress(null, List.of());

  private static final String AUTHORIZATION = "Proxy-Authorization";

  private final @Nullable Gateway proxy;
  private final List<String> except;
  private final List<AddressRange> ranges;

  private Egress(@Nullable Gateway proxy, List<String> except) {
    this.proxy = proxy;
    this.except = except.stream().filter(entry -> !isRange(entry)).toList();
    this.ranges = except.stream().filter(Egress::isRange).map(AddressRange::of).toList();
  }

  /**
   * Returns the way by {@code proxy}.
   *
   * @param except hosts that are reached directly: names, which stand for what is below them, too,
   *     each perhaps with a port, ranges of addresses such as {@code 10.0.0.0/8}, which stand for
   *     hosts that are named by their address, or {@code *} for all
   * @throws IllegalArgumentException if one with a slash is no range
   */
  public static Egress by(Gateway proxy, List<String> except) {
    return new Egress(requireNonNull(proxy, "proxy"), except);
  }

  /**
   * A proxy that speaks HTTP.
   *
   * @param host its name or address
   * @param port its port
   * @param user who asks, null if it wants nobody to say so
   * @param password of the user, may be empty
   */
  public record Gateway(String host, int port, @Nullable String user, String password) {

    /** Checks that there is a host. */
    public Gateway {
      requireNonNull(host, "host");
      requireNonNull(password, "password");
    }

    /** Returns nothing of user and password. */
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /** Has a client go this way to {@code address}. */
  void apply(OkHttpClient.Builder client, HttpUrl address) {
    var gateway = proxy;
    if (gateway == null) {
      return;
    }
    if (!address.isHttps() || isLoopback(address.host()) || isExcepted(address)) {
      client.proxy(Proxy.NO_PROXY);
      return;
    }
    // the proxy's name is looked up for each connection, the service's by the proxy
    client.proxy(new Proxy(
        Proxy.Type.HTTP, InetSocketAddress.createUnresolved(gateway.host(), gateway.port())));
    if (gateway.user() != null) {
      client.proxyAuthenticator(authenticator(gateway.user(), gateway.password()));
    }
  }

  /** Asked again after it has said who asks, it gives up: they are refused. */
  private static Authenticator authenticator(String user, String password) {
    var credentials = Credentials.basic(user, password, UTF_8);
    return (route, response) -> response.request().header(AUTHORIZATION) == null
        ? response.request().newBuilder().header(AUTHORIZATION, credentials).build()
        : null;
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
  }

  private boolean isExcepted(HttpUrl address) {
    return ranges.stream().anyMatch(range -> range.contains(address.host()))
        || except.stream().anyMatch(entry -> matches(entry.toLowerCase(Locale.ROOT), address));
  }

  private static boolean isRange(String entry) {
    return entry.indexOf('/') >= 0;
  }

  private static boolean matches(String entry, HttpUrl address) {
    if (entry.equals("*")) {
      return true;
    }
    var port = ":" + address.port();
    var withoutPort =
        entry.endsWith(port) ? entry.substring(0, entry.length() - port.length()) : entry;
    var name = withoutPort.replaceFirst("^\\*?\\.", "");
    return !name.isEmpty() && (address.host().equals(name) || address.host().endsWith("." + name));
  }
}

package io.openges.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressProxyTest {

  @Test
  void withoutAnAddressThereIsNone() {
    assertThat(proxy(Map.of("NO_PROXY", "example.com"))).isNull();
  }

  @Test
  void addressLoginAndExceptionsAreRead() {
    assertThat(proxy(Map.of(
            "HTTPS_PROXY", "http://g%40s:p%3Aa+b@proxy.example:3128/",
            "NO_PROXY", "example.com, .svc,,10.0.0.1")))
        .isEqualTo(new EgressProxy(
            "proxy.example",
            3128,
            "g@s",
            new Secret("p:a+b"),
            List.of("example.com", ".svc", "10.0.0.1")));
    assertThat(proxy(Map.of("HTTPS_PROXY", "proxy.example:8080")))
        .isEqualTo(new EgressProxy("proxy.example", 8080, null, null, List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hush@proxy.example:3128",
        "socks5://hush@proxy.example:1080",
        "http://hush@proxy.example:99999",
        "http://hush@proxy.example:0",
        "http://hush@proxy.example",
        "http://hush@:3128",
        "hush",
        "http://hush@proxy.example:3128/path",
        "http://hush@proxy.example:3128?x",
        "http://hush@",
        "http://hu sh@proxy.example:3128"
      })
  void whatIsNoProxyIsAnErrorThatDoesNotShowIt(String address) {
    assertThatThrownBy(() -> proxy(Map.of("HTTPS_PROXY", address)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("HTTPS_PROXY must be http://host:port")
        .message()
        .doesNotContain("hush");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "/8", "fd00::/x", "https://example.com", "a/b"})
  void whatLooksLikeARangeHasToBeOne(String entry) {
    var proxied =
        Map.of("HTTPS_PROXY", "proxy.example:8080", "NO_PROXY", "example.com,10.0.0.0/8," + entry);

    assertThatThrownBy(() -> proxy(proxied))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("NO_PROXY has not an address range: ");
  }

  private static @Nullable EgressProxy proxy(Map<String, String> environment) {
    return ConfigLoader.load(environment).config().rules().internet().proxy();
  }
}

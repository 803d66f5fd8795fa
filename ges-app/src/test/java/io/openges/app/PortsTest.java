package io.openges.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openges.app.config.ConfigLoader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void anAddressOfAnotherMachineIsTheAddresssFault() {
    // an address for documentation, which no machine has
    var config = ConfigLoader.load(Map.of("GES_BIND_ADDRESS", "192.0.2.1")).config();

    assertThatExceptionOfType(StartException.class)
        .isThrownBy(() -> Ports.settle(config))
        .withMessageStartingWith("GES_BIND_ADDRESS must be an address of this machine")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("PORT"));
  }

  @Test
  void aPortThatIsTakenIsThePortsFault() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var config = ConfigLoader.load(Map.of(
              "GES_EXTERNAL_PORT",
              Integer.toString(taken.getLocalPort()),
              "GES_INTERNAL_PORT",
              "0"))
          .config();

      assertThatExceptionOfType(StartException.class)
          .isThrownBy(() -> Ports.settle(config))
          .withMessageContaining("set GES_EXTERNAL_PORT");
    }
  }
}

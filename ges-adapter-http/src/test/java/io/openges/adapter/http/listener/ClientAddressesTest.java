package io.openges.adapter.http.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressesTest {

  private final ClientAddresses addresses = new ClientAddresses(ClientAddresses.PRIVATE_RANGES);

  @ParameterizedTest
  @CsvSource({
    "203.0.113.1, 198.51.100.1, 203.0.113.1",
    "10.1.2.3, 198.51.100.1, 198.51.100.1",
    "10.1.2.3, '198.51.100.1, 192.168.0.7', 198.51.100.1",
    "10.1.2.3, '203.0.113.66, 198.51.100.1', 198.51.100.1",
    "10.1.2.3, '172.16.0.1, 172.31.255.255', 172.16.0.1",
    "172.32.0.1, 198.51.100.1, 172.32.0.1",
    "10.1.2.3, evil.example.com, 10.1.2.3",
    "10.1.2.3, '', 10.1.2.3",
    "::1, 2001:db8::5, 2001:db8::5",
    "fd00::1, 2001:db8::5, 2001:db8::5"
  })
  void theLastUntrustedHopIsTheClient(String peer, String forwarded, String client) {
    assertThat(addresses.of(peer, forwarded)).isEqualTo(client);
  }

  @Test
  void withoutTheHeaderItIsThePeer() {
    assertThat(addresses.of("10.1.2.3", null)).isEqualTo("10.1.2.3");
  }

  @Test
  void rangesThatAreNoneAreRefused() {
    for (var range : new String[] {"here", "10.0.0.0/33", "10.0.0.0/-1"}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new ClientAddresses(List.of(range)));
    }
  }

  /**
   * The DNS of a machine may know such names, and asking it takes time; only a name can be these.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {"cafe", "ad.de", "face.bad", "fe.ed", "12345678", "1.2.3", "....", "1.2.3.4.5"})
  void whatCanBeANameIsNoAddress(String name) {
    assertThat(AddressRange.canBeAddress(name)).isFalse();
    assertThat(AddressRange.isAddress(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"::", "::1", "2001:db8::5", "::ffff:10.0.0.1", "10.0.0.1", "fd00::CAFE"})
  void addressesAreAddresses(String address) {
    assertThat(AddressRange.isAddress(address)).isTrue();
  }
}

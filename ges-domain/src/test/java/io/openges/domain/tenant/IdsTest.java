package io.openges.domain.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackKey;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

  private static final String TEXT = "0f3a5c52-1111-4222-8333-abcdefabcdef";

  @Test
  void aUuidIsReadAndWritten() {
    assertThat(TenantId.parse(TEXT).orElseThrow()).hasToString(TEXT);
    assertThat(CallbackId.parse(TEXT).orElseThrow()).hasToString(TEXT);
    assertThat(TenantId.parse("0F3A5C52-1111-4222-8333-ABCDEFABCDEF"))
        .isEqualTo(TenantId.parse(TEXT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "1-1-1-1-1",
        "0f3a5c52-1111-4222-8333-abcdefabcde",
        "0f3a5c52-1111-4222-8333-abcdefabcdefa",
        "0f3a5c5211114222-8333-abcdefabcdef00",
        "0f3a5c52-1111-4222-8333-abcdefabcdeg",
        "{f3a5c52-1111-4222-8333-abcdefabcde}",
        "0f3a5c52-1111-4222-8333-abcdefabcde٣"
      })
  void anythingElseNamesNobody(String text) {
    assertThat(TenantId.parse(text)).isEmpty();
    assertThat(CallbackId.parse(text)).isEmpty();
  }

  @Test
  void callbacksAreOrderedByTheirTenantFirst() {
    var first = key(1, 9);
    var second = key(2, 1);
    var third = key(2, 2);

    assertThat(List.of(third, first, second).stream().sorted())
        .containsExactly(first, second, third);
  }

  private static CallbackKey key(long tenant, long id) {
    return new CallbackKey(new TenantId(new UUID(0, tenant)), new CallbackId(new UUID(0, id)));
  }
}

package io.openges.adapter.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.Revocation;
import io.openges.domain.callback.UserData;
import io.openges.ports.testing.Callbacks;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CallbackCodecTest {

  static Stream<Callback> callbacks() {
    var unnamed = new Attempt.Session("", null, -1, null, null);
    return Stream.of(
        Callbacks.scheduled().build(),
        Callbacks.immediate().state(CallbackState.ROUTING).version(1L << 40).build(),
        Callbacks.scheduled().completed(CompletionReason.SESSION_LOST).build(),
        Callbacks.scheduled()
            .e164("+15550100")
            .details(Callbacks.emptyDetails())
            .build(),
        Callbacks.scheduled()
            .details(Callbacks.fullDetails())
            .attempt(Callbacks.fullAttempt())
            .revocation(Callbacks.fullRevocation())
            .build(),
        Callbacks.scheduled()
            .attempt(new Attempt(2, 0, 1, null, unnamed))
            .revocation(new Revocation(1, null, null, Revocation.REVOKED, Callbacks.NOON))
            .build());
  }

  @ParameterizedTest
  @MethodSource("callbacks")
  void everythingButWhatIsPrivateComesBack(Callback callback) {
    var bare = CallbackCodec.bare(callback);

    var packed = CallbackCodec.encode(callback);

    assertThat(CallbackCodec.decode(callback.key(), packed)).contains(bare);
    assertThat(CallbackCodec.version(packed)).isEqualTo(callback.status().version());
  }

  @Test
  void userDataAndPushTargetsAreNotPacked() {
    var callback = Callbacks.scheduled().details(Callbacks.fullDetails()).build();

    var bare = CallbackCodec.bare(callback);

    assertThat(bare.booking().details().userData()).isEqualTo(UserData.NONE);
    assertThat(bare.booking().details().pushTargets()).isEmpty();
    assertThat(bare.booking().details().offer())
        .isEqualTo(callback.booking().details().offer());
    assertThat(CallbackCodec.encode(bare)).isEqualTo(CallbackCodec.encode(callback));
    assertThat(new String(CallbackCodec.encode(callback), UTF_8)).doesNotContain("FCM", "2.50");
  }

  @Test
  void thePackedFormIsFixed() {
    var callback = Callbacks.scheduled()
        .id(CallbackId.parse("0f3a5c52-0000-4000-8000-00000000000a").orElseThrow())
        .version(258)
        .attempt(new Attempt(1, 0, 1, new Attempt.Submission("12-3", Callbacks.NOON), null))
        .build();

    var packed = CallbackCodec.encode(callback);

    assertThat(HexFormat.of().formatHex(packed))
        .isEqualTo("0000000000000102"
            + "01"
            + "0e56515f54657374064150491c555345525445524d494e41544544222b312028363530292032"
            + "35332d383933360080c8d597af7080d8a2c5ae70060841534150000000000e554e4b4e4f574e"
            + "0a656e2d5553000000125343484544554c454480c8d597af7080bcc49eaf7012534348454455"
            + "4c45440080d8a2c5ae70020002010831322d3380c8d597af700000");
  }

  @ParameterizedTest
  @MethodSource("callbacks")
  void aDamagedCopyCountsAsNone(Callback callback) {
    var packed = CallbackCodec.encode(callback);

    for (int length = 0; length < packed.length; length++) {
      assertThat(CallbackCodec.decode(callback.key(), Arrays.copyOf(packed, length)))
          .isEmpty();
    }
  }

  @Test
  void aCopyOfAnotherFormatCountsAsNone() {
    var callback = Callbacks.scheduled().build();
    var packed = CallbackCodec.encode(callback);
    packed[CallbackCodec.VERSION_BYTES]++;

    assertThat(CallbackCodec.decode(callback.key(), packed)).isEmpty();
  }
}

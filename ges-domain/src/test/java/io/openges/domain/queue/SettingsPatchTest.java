package io.openges.domain.queue;

import static io.openges.domain.queue.Publications.list;
import static io.openges.domain.queue.Publications.object;
import static io.openges.domain.queue.Publications.row;
import static io.openges.domain.queue.Publications.smallest;
import static io.openges.domain.queue.Publications.with;
import static io.openges.domain.queue.Publications.withColumn;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsPatchTest {

  @Test
  void whatAPatchDoesNotNameStays() {
    assertThat(SettingsPatch.apply(smallest(), Map.of())).isEqualTo(smallest());
    assertThat(SettingsPatch.apply(
            smallest(), object("queues", object("VQ", object("dialPrefix", "9")))))
        .isEqualTo(withColumn("dialPrefix", "9"));
  }

  @Test
  void nullRemovesARowOrAColumn() {
    var two = with(smallest(), "queues/VQ2", row("bh"));

    assertThat(SettingsPatch.apply(two, object("queues", object("VQ2", null))))
        .isEqualTo(smallest());
    assertThat(SettingsPatch.apply(
            withColumn("dialPrefix", "9"),
            object("queues", object("VQ", object("dialPrefix", null, "unknown", null)))))
        .isEqualTo(smallest());
  }

  @Test
  void aListIsReplacedAsAWhole() {
    var before = withColumn("x", list(1, 2));

    assertThat(SettingsPatch.apply(before, object("queues", object("VQ", object("x", list(3))))))
        .isEqualTo(withColumn("x", list(3)));
  }

  @Test
  void aPatchOfNothingIsAWholePublicationWithoutItsNulls() {
    var patch = with(smallest(), "queues/VQ/dialPrefix", null);

    assertThat(SettingsPatch.apply(Map.of(), patch)).isEqualTo(smallest());
  }

  @Test
  void whatThePublicationBeforeSaidOfItselfIsNotHandedDown() {
    var before = with(smallest(), "onRemovedQueue", "cancel");
    with(before, "source", object("publishedBy", "me"));

    assertThat(SettingsPatch.apply(before, Map.of())).isEqualTo(smallest());
    assertThat(SettingsPatch.apply(smallest(), object("onRemovedQueue", "cancel")))
        .isEqualTo(with(smallest(), "onRemovedQueue", "cancel"));
  }
}

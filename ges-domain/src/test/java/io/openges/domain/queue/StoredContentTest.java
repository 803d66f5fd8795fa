package io.openges.domain.queue;

import static io.openges.domain.queue.Publications.object;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Specification 21. */
class StoredContentTest {

  private static final Map<String, Object> NEWER = object("a", object("newer", 1), "b", 2);

  @Test
  void whatDoesNotChangeStaysAsItIsStored() {
    var before = object("rules", object("a", object(), "c", 3));
    var after = object("rules", object("a", object(), "c", 3));

    assertThat(StoredContent.amended(object("rules", NEWER), before, after))
        .isEqualTo(object("rules", NEWER));
  }

  @Test
  void whatChangesIsReplacedAddedOrRemoved() {
    var before = object("rules", object("a", object(), "b", 2));

    assertThat(StoredContent.amended(
            object("rules", NEWER), before, object("rules", object("a", 1, "c", 3))))
        .isEqualTo(object("rules", object("a", 1, "c", 3)));
    assertThat(StoredContent.amended(
            object("rules", NEWER), before, object("rules", object("b", 2, "d", 4))))
        .isEqualTo(object("rules", object("b", 2, "d", 4)));
  }

  @Test
  void whatCouldNotBeReadStaysThoughNobodyKnowsIt() {
    assertThat(StoredContent.amended(
            object("rules", NEWER),
            object("rules", object()),
            object("rules", object("b", 3, "c", 4))))
        .isEqualTo(object("rules", object("a", object("newer", 1), "b", 3, "c", 4)));
  }

  @Test
  void membersThatAreNotStoredAreMade() {
    assertThat(StoredContent.amended(object(), object(), object("rules", object("a", 1))))
        .isEqualTo(object("rules", object("a", 1)));
  }
}

package io.openges.app.wiring;

import io.openges.domain.callback.Transition;
import java.util.function.Consumer;

/**
 * Tells of committed changes: whoever stores them is made before whoever wants to know. Safe for
 * use by many threads at once.
 */
final class ChangeSignal {

  private volatile Consumer<Transition.Changed> listener = change -> {};

  /** Tells {@code newListener} from now on, which must not block or throw. */
  void connect(Consumer<Transition.Changed> newListener) {
    listener = newListener;
  }

  void committed(Transition.Changed change) {
    listener.accept(change);
  }
}

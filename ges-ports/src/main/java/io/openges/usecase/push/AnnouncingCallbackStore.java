package io.openges.usecase.push;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.TimelineEvent;
import io.openges.domain.callback.Transition;
import io.openges.ports.driven.callback.CallbackStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells of every change once it is committed. Safe for use by many threads at once. */
public final class AnnouncingCallbackStore implements CallbackStore {

  private final CallbackStore target;
  private final Consumer<Transition.Changed> listener;

  /**
   * Makes the decorator.
   *
   * @param listener must not block or throw
   */
  public AnnouncingCallbackStore(CallbackStore target, Consumer<Transition.Changed> listener) {
    this.target = requireNonNull(target, "target");
    this.listener = requireNonNull(listener, "listener");
  }

  @Override
  public Optional<Callback> find(CallbackKey key) {
    return target.find(key);
  }

  @Override
  public Optional<CallbackKey> locate(CallbackId id) {
    return target.locate(id);
  }

  @Override
  public UpdateOutcome update(Update update) {
    var outcome = target.update(update);
    if (outcome == UpdateOutcome.STORED) {
      listener.accept(update.change());
    }
    return outcome;
  }

  @Override
  public List<TimelineEvent> timeline(CallbackKey key) {
    return target.timeline(key);
  }
}

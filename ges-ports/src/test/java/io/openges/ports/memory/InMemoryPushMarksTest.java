package io.openges.ports.memory;

import io.openges.ports.contract.PushMarksContract;
import io.openges.ports.driven.push.PushMarks;

class InMemoryPushMarksTest extends PushMarksContract {

  private final InMemoryPushMarks marks = new InMemoryPushMarks();

  @Override
  protected PushMarks marks() {
    return marks;
  }
}

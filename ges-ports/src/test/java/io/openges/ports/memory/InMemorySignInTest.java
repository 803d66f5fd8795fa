package io.openges.ports.memory;

import io.openges.ports.contract.SignInContract;
import io.openges.ports.driven.access.SignIn;

class InMemorySignInTest extends SignInContract {

  private final InMemorySignIn signIn = new InMemorySignIn();

  @Override
  protected SignIn signIn() {
    return signIn;
  }

  @Override
  protected void offer(SignIn.Code code, SignIn.Person person) {
    signIn.offer(code, person);
  }

  @Override
  protected void silence() {
    signIn.answer(false);
  }
}

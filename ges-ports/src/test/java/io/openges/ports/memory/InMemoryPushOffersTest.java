package io.openges.ports.memory;

import io.openges.ports.contract.PushOffersContract;
import io.openges.ports.driven.push.PushOffers;

class InMemoryPushOffersTest extends PushOffersContract {

  private final InMemoryPushOffers offers = new InMemoryPushOffers();

  @Override
  protected PushOffers offers() {
    return offers;
  }
}

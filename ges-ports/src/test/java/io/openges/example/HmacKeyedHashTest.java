package io.openges.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openges.ports.contract.KeyedHashContract;
import io.openges.ports.driven.audit.KeyedHash;

// tag::contract[]
class HmacKeyedHashTest extends KeyedHashContract {

  private final KeyedHash hash = new HmacKeyedHash("secret".getBytes(UTF_8));

  @Override
  protected KeyedHash hash() {
    return hash;
  }
}
// end::contract[]

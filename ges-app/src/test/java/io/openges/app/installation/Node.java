package io.openges.app.installation;

import java.net.URI;

/** A running node of GES. Safe for use by many threads at once. */
public interface Node extends AutoCloseable {

  /** Returns the base of the listener for the public, without a slash at its end. */
  URI external();

  /** Returns the base of the listener for the own network, without a slash at its end. */
  URI internal();

  /** Ends the node in good order. */
  @Override
  void close();
}

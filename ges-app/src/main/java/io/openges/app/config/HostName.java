package io.openges.app.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the name of the machine. Thread-safe. */
public final class HostName {

  private HostName() {}

  /** Returns the machine's name, "localhost" if it has none. */
  public static String find() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }
}

package io.openges.app.faults;

import java.util.Locale;

/** What breaks. Immutable and thread-safe. */
enum Fault {
  /** A node ends by SIGKILL. */
  NODE_KILLED,

  /** A node stands still (SIGSTOP) for a while and goes on as if nothing had been. */
  NODE_PAUSED,

  /** GES's Redis ends by SIGKILL, with all it held. */
  REDIS_KILLED;

  /** Returns the name as it is printed. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}

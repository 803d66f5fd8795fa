package io.openges.app.wiring;

/** Tells how the pool of database connections is used. Safe for use by many threads at once. */
interface DatabasePool {

  /** Returns how many connections are at work, 0 or more. */
  int active();

  /** Returns how many threads wait for a connection, 0 or more. */
  int pending();
}

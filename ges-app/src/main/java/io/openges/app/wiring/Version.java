package io.openges.app.wiring;

/** Which release of GES this is. Thread-safe. */
public final class Version {

  private Version() {}

  /** Returns the version of the packaged program, "development" outside of one. */
  public static String current() {
    var version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}

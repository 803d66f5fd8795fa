package io.openges.app.config;

import java.util.List;

/** The configuration has errors, all of which are listed. Nothing was started. */
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> errors;

  /**
   * Makes the exception.
   *
   * @param errors a line for each, beginning with the name of the variable; without secrets
   */
  public ConfigException(List<String> errors) {
    super("the configuration has errors:\n  " + String.join("\n  ", errors));
    this.errors = List.copyOf(errors);
  }

  /** Returns a line for each error. */
  public List<String> errors() {
    return errors;
  }
}

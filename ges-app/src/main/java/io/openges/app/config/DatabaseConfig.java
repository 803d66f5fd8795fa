package io.openges.app.config;

/**
 * Which PostgreSQL holds the truth. Immutable and thread-safe.
 *
 * @param server where it listens
 * @param name name of the database
 * @param login who GES is there
 * @param secure whether to speak TLS, with the server's certificate verified
 * @param poolSize most connections, 2 or more
 */
public record DatabaseConfig(
    Address server, String name, Login login, boolean secure, int poolSize) {

  /** The usual number of connections. */
  public static final int POOL_SIZE = 20;

  private static final int PORT = 5432;

  static DatabaseConfig read(Values values) {
    int port = values.whole("DB_PORT", PORT, 1, 65_535);
    values.required("DB_HOST");
    var server = values.parsed(
        "DB_HOST",
        new Address("localhost", port),
        text -> Address.parse(text, port),
        "must be host or host:port");
    return new DatabaseConfig(
        server,
        values.required("DB_NAME"),
        new Login(values.required("DB_USER"), new Secret(values.required("DB_PASSWORD"))),
        values.flag("DB_SECURE", false),
        values.whole("GES_DB_POOL_SIZE", POOL_SIZE, 2, 1000));
  }

  /**
   * A user.
   *
   * @param user the name
   * @param password the password
   */
  public record Login(String user, Secret password) {}
}

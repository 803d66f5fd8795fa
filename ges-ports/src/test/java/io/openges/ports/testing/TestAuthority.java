package io.openges.ports.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A certificate authority of a test's own, and the certificate it gave a server on 127.0.0.1. This
 * JVM trusts it between {@link #trust} and {@link #close}. Not thread-safe; one at a time.
 */
public final class TestAuthority implements AutoCloseable {

  private static final String TRUST_STORE = "javax.net.ssl.trustStore";
  private static final String TRUST_PASSWORD = "javax.net.ssl.trustStorePassword";
  private static final String PASSWORD = "changeit";

  private final Path home;
  private final @Nullable String before = System.getProperty(TRUST_STORE);

  /** Makes the authority and the server's certificate. */
  public TestAuthority() {
    try {
      home = Files.createTempDirectory("ges-authority");
      pair("authority", "-ext", "bc:c");
      pair("server");
      keytool("-certreq", "-keystore", file("server.p12"), "-alias", "server", "-file", csr());
      keytool(
          "-gencert",
          "-keystore",
          file("authority.p12"),
          "-alias",
          "authority",
          "-infile",
          csr(),
          "-outfile",
          file("server.pem"),
          "-rfc",
          "-ext",
          "san=ip:127.0.0.1");
      keytool(
          "-exportcert",
          "-keystore",
          file("authority.p12"),
          "-alias",
          "authority",
          "-rfc",
          "-file",
          file("authority.pem"));
      keytool(
          "-importcert",
          "-noprompt",
          "-keystore",
          file("trusted.p12"),
          "-alias",
          "authority",
          "-file",
          file("authority.pem"));
      writeKey();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the options by which a Redis server speaks TLS on a port. */
  public List<String> redisOptions(int port) {
    return List.of(
        "--tls-port",
        Integer.toString(port),
        "--tls-cert-file",
        file("server.pem"),
        "--tls-key-file",
        file("server.key"),
        "--tls-ca-cert-file",
        file("authority.pem"),
        "--tls-auth-clients",
        "no");
  }

  /** Makes this JVM trust the authority, and nobody else. */
  public void trust() {
    System.setProperty(TRUST_STORE, file("trusted.p12"));
    System.setProperty(TRUST_PASSWORD, PASSWORD);
  }

  /** Makes this JVM trust whom it trusted before. */
  @Override
  public void close() {
    System.clearProperty(TRUST_PASSWORD);
    if (before == null) {
      System.clearProperty(TRUST_STORE);
    } else {
      System.setProperty(TRUST_STORE, before);
    }
  }

  private void pair(String name, String... more) throws IOException {
    var arguments = new ArrayList<>(List.of(
        "-genkeypair",
        "-keystore",
        file(name + ".p12"),
        "-alias",
        name,
        "-dname",
        "CN=" + name,
        "-keyalg",
        "EC",
        "-validity",
        "2"));
    arguments.addAll(List.of(more));
    keytool(arguments.toArray(String[]::new));
  }

  /** The server reads its key as PEM, which keytool does not write. */
  private void writeKey() throws IOException {
    try (var in = Files.newInputStream(home.resolve("server.p12"))) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      var key = Objects.requireNonNull(store.getKey("server", PASSWORD.toCharArray()));
      var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
      Files.writeString(
          home.resolve("server.key"),
          "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private void keytool(String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12"));
    var process = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(home.resolve("keytool.log").toFile())
        .start();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(Files.readString(home.resolve("keytool.log")));
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private String csr() {
    return file("server.csr");
  }

  private String file(String name) {
    return home.resolve(name).toString();
  }
}

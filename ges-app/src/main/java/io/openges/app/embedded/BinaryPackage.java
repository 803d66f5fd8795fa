package io.openges.app.embedded;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * A server's program files as a resource on the class path, installed once into a directory.
 *
 * <p>Safe for use by many threads and processes at once: each installs into a directory of its own
 * and renames it in one step; the first wins.
 */
final class BinaryPackage {

  private static final String READABLE = "rwxr-xr-x";
  private static final String UNFINISHED = ".install-";
  private static final Duration ABANDONED_AFTER = Duration.ofMinutes(15);

  private final String name;
  private final URL resource;
  private final Unpacking unpacking;

  private BinaryPackage(String name, URL resource, Unpacking unpacking) {
    this.name = name;
    this.resource = resource;
    this.unpacking = unpacking;
  }

  /** How the resource becomes files. */
  private interface Unpacking {
    void unpack(InputStream in, Path directory) throws IOException;
  }

  /**
   * Finds PostgreSQL.
   *
   * @param majorVersion which one, if the class path holds several
   * @throws EmbeddedServerException if there is none for this machine
   */
  static BinaryPackage postgres(int majorVersion) {
    String file = "postgres-linux-" + architecture("x86_64", "arm_64") + ".txz";
    List<URL> found = find(file);
    // All versions use the same resource name; only the archive's file name tells them apart.
    URL resource = found.stream()
        .filter(url -> found.size() == 1 || url.getPath().contains("-" + majorVersion + "."))
        .findFirst()
        .orElseThrow(
            () -> new EmbeddedServerException("no PostgreSQL " + majorVersion + ": " + found));
    return new BinaryPackage("postgresql-" + majorVersion, resource, BinaryPackage::unpackTar);
  }

  /**
   * Finds Redis.
   *
   * @throws EmbeddedServerException if there is none for this machine
   */
  static BinaryPackage redis() {
    String file = "redis-server-7.0.15-linux-" + architecture("amd64", "arm64");
    return new BinaryPackage("redis", find(file).get(0), BinaryPackage::unpackProgram);
  }

  private static List<URL> find(String file) {
    try {
      List<URL> found = Collections.list(BinaryPackage.class.getClassLoader().getResources(file));
      if (found.isEmpty()) {
        throw new EmbeddedServerException("the class path has no " + file);
      }
      return found;
    } catch (IOException e) {
      throw new EmbeddedServerException("cannot search the class path for " + file, e);
    }
  }

  private static String architecture(String amd, String arm) {
    String system = System.getProperty("os.name", "") + " " + System.getProperty("os.arch", "");
    return switch (system.toLowerCase(Locale.ROOT)) {
      case "linux amd64" -> amd;
      case "linux aarch64" -> arm;
      default ->
        throw new EmbeddedServerException(
            "no embedded servers for " + system + "; configure PostgreSQL and Redis servers");
    };
  }

  /**
   * Returns the directory with the program files, below {@code parent}; installs them if need be.
   *
   * @throws EmbeddedServerException if they cannot be written; nothing usable is left then
   */
  Path installIn(Path parent) {
    try {
      Path home = parent.resolve(name + "-" + fingerprint());
      if (Files.notExists(home)) {
        Files.createDirectories(parent);
        install(home);
      }
      return home;
    } catch (IOException e) {
      throw new EmbeddedServerException("cannot install " + name + " in " + parent, e);
    }
  }

  /** Tells other contents by another name, without reading the resource. */
  private String fingerprint() throws IOException {
    URLConnection connection = resource.openConnection();
    connection.setUseCaches(false);
    if (connection instanceof JarURLConnection jar) {
      try (var file = jar.getJarFile()) {
        return Long.toHexString(file.getEntry(jar.getEntryName()).getCrc());
      }
    }
    return Long.toHexString(connection.getContentLengthLong());
  }

  private void install(Path home) throws IOException {
    Path part = Files.createTempDirectory(home.getParent(), UNFINISHED);
    try {
      deleteAbandoned(part);
      Files.setPosixFilePermissions(part, PosixFilePermissions.fromString(READABLE));
      try (InputStream in = new BufferedInputStream(resource.openStream(), 1 << 16)) {
        unpacking.unpack(in, part);
      }
      // A power failure must not leave half a file under the final name.
      Programs.find("sync").ifPresent(sync -> Programs.run(sync.toString(), "-f", part.toString()));
      Directories.moveIfAbsent(part, home);
    } finally {
      Directories.delete(part);
    }
  }

  /** Removes what processes left that were killed here long before this installation began. */
  private static void deleteAbandoned(Path part) throws IOException {
    Instant longBefore = Files.getLastModifiedTime(part).toInstant().minus(ABANDONED_AFTER);
    try (var siblings = Files.newDirectoryStream(part.getParent(), UNFINISHED + "*")) {
      for (Path sibling : siblings) {
        if (Files.getLastModifiedTime(sibling).toInstant().isBefore(longBefore)) {
          Directories.delete(sibling);
        }
      }
    }
  }

  private static void unpackProgram(InputStream in, Path directory) throws IOException {
    write(in, directory.resolve("redis-server"), true);
  }

  private static void unpackTar(InputStream in, Path directory) throws IOException {
    try (var tar = new TarArchiveInputStream(new XZInputStream(in))) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        Path target = directory.resolve(entry.getName()).normalize();
        if (!target.startsWith(directory)) {
          throw new IOException("entry outside of the archive: " + entry.getName());
        }
        if (entry.isDirectory() || isForCompilers(target)) {
          continue;
        }
        Directories.createReadable(target.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
          write(tar, target, (entry.getMode() & 0100) != 0);
        }
      }
    }
  }

  private static boolean isForCompilers(Path file) {
    return file.toString().endsWith(".a") || file.toString().endsWith(".pc");
  }

  private static void write(InputStream in, Path file, boolean executable) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      in.transferTo(out);
    }
    Files.setPosixFilePermissions(
        file, PosixFilePermissions.fromString(executable ? READABLE : "rw-r--r--"));
  }
}

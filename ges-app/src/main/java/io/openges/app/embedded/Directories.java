package io.openges.app.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the JDK does not do with whole directories. Thread-safe. */
final class Directories {

  private Directories() {}

  /** Creates the directory and its parents so that every user may read them. */
  static void createReadable(@Nullable Path directory) throws IOException {
    if (directory != null && Files.notExists(directory)) {
      createReadable(directory.getParent());
      Files.createDirectory(directory);
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  /** Renames in one step; leaves both alone if {@code target} exists already. */
  static void moveIfAbsent(Path source, Path target) throws IOException {
    try {
      Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      // "Directory not empty" has no exception of its own here.
      if (Files.notExists(target)) {
        throw e;
      }
      return;
    }
    try (FileChannel parent = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
      parent.force(true);
    }
  }

  /** Deletes the directory with all it holds, if it exists. */
  static void delete(Path directory) throws IOException {
    for (Path path : deepestFirst(directory)) {
      Files.delete(path);
    }
  }

  /** Gives the directory and all it holds to a user. */
  static void changeOwner(Path directory, int user, int group) throws IOException {
    for (Path path : deepestFirst(directory)) {
      Files.setAttribute(path, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
    }
  }

  /** Lets every user reach what is in the directory, if they know its name. */
  static void makeTraversable(Path directory) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
    if (permissions.add(PosixFilePermission.OTHERS_EXECUTE)) {
      Files.setPosixFilePermissions(directory, permissions);
    }
  }

  private static List<Path> deepestFirst(Path directory) throws IOException {
    if (Files.notExists(directory, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths.sorted(Comparator.reverseOrder()).toList();
    }
  }
}

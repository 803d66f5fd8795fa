package io.openges.app.embedded;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The right to use a data directory, held by one process at a time; the system takes it back when
 * the process ends, however it ends. Safe for use by many threads at once.
 */
public final class DirectoryLock implements AutoCloseable {

  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Creates the directory where necessary and takes it.
   *
   * @throws EmbeddedServerException if another process, or another server of this one, has it
   */
  public static DirectoryLock take(Path directory) {
    try {
      Files.createDirectories(directory);
      FileChannel channel = FileChannel.open(directory.resolve("lock"), CREATE, WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new EmbeddedServerException(
            "the data directory " + directory + " is in use by another running GES");
      }
      return new DirectoryLock(channel);
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "cannot use the data directory " + directory + " (GES_DATA_DIR): " + reason(e), e);
    }
  }

  /** The JDK's messages are often nothing but the path. */
  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied: " + e.getMessage();
    }
    if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
      return "a file is in the way: " + e.getMessage();
    }
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  /** Gives the directory back. Does nothing the second time. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new EmbeddedServerException("cannot release a data directory", e);
    }
  }
}

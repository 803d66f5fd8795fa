package io.openges.app.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * As whom PostgreSQL runs, which refuses to be root. Immutable and thread-safe.
 *
 * @param prefix what to put before a command; empty to run it as the user that we are
 * @param user numeric id of the user that owns the data
 * @param group numeric id of that user's group
 */
record ServerAccount(List<String> prefix, int user, int group) {

  /** The user and group "nobody" of most systems; no name has to exist for them. */
  private static final int NOBODY = 65_534;

  ServerAccount {
    prefix = List.copyOf(prefix);
  }

  /**
   * Chooses the account: the user that we are; for root, the owner of the data if that is another
   * user, else root in a user namespace where it is nobody, else nobody.
   *
   * @param data the data directory, which need not exist
   * @throws EmbeddedServerException if root has none of these ways
   */
  static ServerAccount forData(Path data) {
    try {
      int user = effectiveUser();
      if (user != 0) {
        return new ServerAccount(List.of(), user, user);
      }
      int owner = Files.exists(data) ? id(data, "uid") : 0;
      if (owner != 0) {
        return other(owner, id(data, "gid"));
      }
      if (Programs.run("unshare", "-U", "true")) {
        return new ServerAccount(List.of("unshare", "-U"), 0, 0);
      }
      return other(NOBODY, NOBODY);
    } catch (IOException e) {
      throw new EmbeddedServerException("cannot tell as whom to run PostgreSQL", e);
    }
  }

  /** Runs as another user, for root only. */
  static ServerAccount other(int user, int group) {
    ServerAccount account = new ServerAccount(
        List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups"), user, group);
    if (!Programs.run(account.command(List.of("true")).toArray(String[]::new))) {
      throw new EmbeddedServerException(
          "PostgreSQL does not run as root, and neither `unshare -U` nor `setpriv` works here;"
              + " start GES as an ordinary user or configure a PostgreSQL server");
    }
    return account;
  }

  /** Returns the command as this account runs it. */
  List<String> command(List<String> arguments) {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(arguments);
    return all;
  }

  /**
   * Gives the account what it has to own and a way to reach it. Only root gives anything away.
   *
   * @param directory an existing directory in which the account works
   * @param owned the directories and files in it that the account has to own
   * @param program an installed file that the account has to read
   */
  void admit(Path directory, List<Path> owned, Path program) throws IOException {
    for (Path path : owned) {
      if (Files.exists(path) && effectiveUser() == 0 && id(path, "uid") != user) {
        Directories.changeOwner(path, user, group);
      }
    }
    if (user == effectiveUser()) {
      return;
    }
    Directories.makeTraversable(directory);
    for (Path path : List.of(directory, program)) {
      if (!Programs.run(command(List.of("test", "-x", path.toString())).toArray(String[]::new))) {
        throw new EmbeddedServerException("PostgreSQL runs as user " + user + ", who cannot reach "
            + path + "; put GES_DATA_DIR in a directory that every user may enter");
      }
    }
  }

  private static int id(Path path, String kind) throws IOException {
    return (int) Files.getAttribute(path, "unix:" + kind);
  }

  private static int effectiveUser() throws IOException {
    // "Uid: real effective saved file-system"; the owner of /proc/self is not always the user.
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("Uid:"))
        .map(line -> Integer.parseUnsignedInt(line.split("\\s+", -1)[2]))
        .findFirst()
        .orElseThrow(() -> new IOException("/proc/self/status names no user"));
  }
}

package io.sluice.control.box;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** As whom PostgreSQL runs, which refuses to run as root. */
enum ServerAccount {
  /** We are an ordinary user: as ourselves. */
  OURSELVES(List.of()) {
    @Override
    Path dataFolder(Path wanted) {
      return Folders.create(wanted);
    }
  },

  /**
   * We are root and may make a user namespace: in one that maps nobody, so that PostgreSQL sees
   * another user, while its files stay ours, wherever they are.
   */
  UNMAPPED(List.of("unshare", "--user")) {
    @Override
    Path dataFolder(Path wanted) {
      return Folders.create(wanted);
    }
  },

  /**
   * We are root in a container that forbids namespaces: as user 65534, in a folder that this user
   * can reach.
   */
  NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")) {
    @Override
    Path dataFolder(Path wanted) {
      try {
        return give(Files.createTempDirectory("sluice-postgres-"));
      } catch (IOException failed) {
        throw new UncheckedIOException("cannot make a folder for user 65534", failed);
      }
    }

    @Override
    Path give(Path file) throws IOException {
      Files.setAttribute(file, "unix:uid", NOBODYS_UID);
      return file;
    }
  };

  private static final int NOBODYS_UID = 65534;

  private final List<String> prefix;

  ServerAccount(List<String> prefix) {
    this.prefix = prefix;
  }

  /** The first that works here. */
  static ServerAccount choose() {
    if (new UnixSystem().getUid() != 0) {
      return OURSELVES;
    }
    if (UNMAPPED.works()) {
      return UNMAPPED;
    }
    if (NOBODY.works()) {
      return NOBODY;
    }
    throw new BoxException(
        "PostgreSQL refuses to run as root, and neither unshare --user nor setpriv works here;"
            + " run as an ordinary user");
  }

  /** The command line that runs a command as this account. */
  List<String> command(List<String> command) {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(command);
    return all;
  }

  /** The folder for a server's data: the wanted one, unless the account cannot reach it. */
  abstract Path dataFolder(Path wanted);

  /** A file that only this account reads; to be deleted soon. */
  Path secret(String text) {
    try {
      return give(Files.writeString(Files.createTempFile("sluice-", ".secret"), text));
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot write a temporary file", failed);
    }
  }

  /** Makes a file the account's. */
  Path give(Path file) throws IOException {
    return file;
  }

  private boolean works() {
    ProcessBuilder probe = new ProcessBuilder(command(List.of("true")));
    probe.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = probe.start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

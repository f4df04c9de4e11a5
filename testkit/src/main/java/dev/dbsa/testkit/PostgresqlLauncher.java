package dev.dbsa.testkit;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Starts a PostgreSQL server on a copy of a data directory that was initialised once. PostgreSQL
 * refuses to run as root; root starts it as the user {@code nobody}.
 */
final class PostgresqlLauncher {

  private static final Path INSTALLATIONS = Path.of("/usr/lib/postgresql");
  private static final String ADMIN = "postgres";

  /** To be changed with the way the data directory is initialised. */
  private static final String RECIPE = "-1";

  /** Nothing has to survive a crash. */
  private static final List<String> FAST =
      List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off");

  private static final List<String> DURABLE = List.of("shared_buffers=1GB", "max_wal_size=4GB");

  /** Where the server's programs come from. */
  private interface Source {

    /** Name in the cache; differs where the content does. */
    String name() throws IOException, InterruptedException;

    /** The folder with {@code bin}; puts it below {@code folder} unless it is there already. */
    Path home(Path folder) throws IOException;
  }

  private final Source source;

  private PostgresqlLauncher(Source source) {
    this.source = source;
  }

  static PostgresqlLauncher embedded() {
    return new PostgresqlLauncher(new Embedded());
  }

  static PostgresqlLauncher installed() {
    return new PostgresqlLauncher(new Installed());
  }

  StartOutcome.Started launch() throws IOException, InterruptedException {
    String name = source.name();
    RunDirectory run = RunDirectory.create();
    try {
      Files.createDirectory(work(run));
      List<String> runAs = run.isOwnedByRoot() ? letNobodyWork(run) : List.of();
      Path prepared = Cache.ofUser().prepared(name, folder -> prepare(folder, run, runAs));
      Path bin = programs(source.home(prepared), run, runAs).resolve("bin");
      Path data = work(run).resolve("data");
      Commands.run("cp", "-a", prepared.resolve("data").toString(), data.toString());
      Login admin = new Login(ADMIN, Sql.randomPassword());
      secure(run, bin, data, admin, runAs);
      int port =
          new Startup(run, "QUIT", Map.of())
              .start(
                  freePort -> serverCommand(bin, data, freePort, runAs),
                  freePort ->
                      new PostgresqlServer(ServerKind.POSTGRESQL, freePort, admin).connect(ADMIN));
      return new StartOutcome.Started(port, admin);
    } catch (IOException | InterruptedException | RuntimeException e) {
      run.discard();
      throw e;
    }
  }

  /** The part of the run directory that belongs to the user the server runs as. */
  private static Path work(RunDirectory run) {
    return run.path().resolve("work");
  }

  private static List<String> letNobodyWork(RunDirectory run)
      throws IOException, InterruptedException {
    Files.setPosixFilePermissions(run.path(), PosixFilePermissions.fromString("rwx--x--x"));
    Commands.run("chown", "nobody", work(run).toString());
    return List.of("setpriv", "--reuid=nobody", "--regid=65534", "--clear-groups", "--");
  }

  private void prepare(Path folder, RunDirectory run, List<String> runAs)
      throws IOException, InterruptedException {
    Path initdb = programs(source.home(folder), run, runAs).resolve("bin/initdb");
    Path template = work(run).resolve("template");
    List<String> command = new ArrayList<>(runAs);
    command.addAll(
        List.of(
            initdb.toString(),
            "--pgdata=" + template,
            "--username=" + ADMIN,
            "--encoding=UTF8",
            // The same order of strings and the same messages on every machine.
            "--locale=C",
            // Each start sets the password; until then nobody gets in.
            "--auth=reject",
            "--wal-segsize=1",
            "--no-sync"));
    Commands.run(command, Map.of());
    Files.writeString(template.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
    Commands.run("cp", "-a", template.toString(), folder.resolve("data").toString());
  }

  /** The user {@code nobody} cannot look into root's cache, so it gets hard links or a copy. */
  private static Path programs(Path home, RunDirectory run, List<String> runAs)
      throws IOException, InterruptedException {
    if (runAs.isEmpty() || home.startsWith(INSTALLATIONS)) {
      return home;
    }
    Path copy = run.path().resolve("home");
    if (!Files.exists(copy)) {
      try {
        Commands.run("cp", "-al", home.toString(), copy.toString());
      } catch (IOException anotherFileSystem) {
        Commands.run("cp", "-a", home.toString(), copy.toString());
      }
      Commands.run("chmod", "-R", "a+rX", copy.toString());
    }
    return copy;
  }

  /** Sets the administrator's password, and closes the databases that all servers have. */
  private static void secure(RunDirectory run, Path bin, Path data, Login admin, List<String> runAs)
      throws IOException, InterruptedException {
    Path script =
        Files.createFile(
            run.path().resolve("secure.sql"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        script,
        """
        ALTER ROLE %s PASSWORD '%s'
        REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC
        """
            .formatted(admin.user(), admin.password()));
    List<String> command = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" <\"$0\""));
    command.add(script.toString());
    command.addAll(runAs);
    command.addAll(
        List.of(
            bin.resolve("postgres").toString(), "--single", "-F", "-D", data.toString(), ADMIN));
    Commands.run(command, Map.of());
  }

  private static List<String> serverCommand(Path bin, Path data, int port, List<String> runAs) {
    List<String> command = new ArrayList<>(runAs);
    command.addAll(List.of(bin.resolve("postgres").toString(), "-D", data.toString()));
    for (String setting : Servers.isDurable() ? DURABLE : FAST) {
      command.addAll(List.of("-c", setting));
    }
    for (String setting :
        List.of(
            "listen_addresses=127.0.0.1",
            "port=" + port,
            "unix_socket_directories=",
            "wal_level=minimal",
            "max_wal_senders=0",
            "timezone=UTC",
            "log_timezone=UTC")) {
      command.addAll(List.of("-c", setting));
    }
    return command;
  }

  /** The binaries of the class path, unpacked. */
  private static final class Embedded implements Source {

    private final String system =
        System.getProperty("os.name").startsWith("Mac") ? "Darwin" : System.getProperty("os.name");
    private final String machine =
        System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch");

    @Override
    public String name() throws IOException {
      try {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(archive());
        return "postgresql-" + HexFormat.of().formatHex(hash, 0, 6) + RECIPE;
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }

    @Override
    public Path home(Path folder) throws IOException {
      Path home = folder.resolve("home");
      if (!Files.exists(home)) {
        unpack(archive(), home);
      }
      return home;
    }

    private byte[] archive() throws IOException {
      try (InputStream in = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine)) {
        return in.readAllBytes();
      } catch (IllegalStateException e) {
        throw new IOException(
            "there are no binaries for %s %s on the class path".formatted(system, machine), e);
      }
    }

    private static void unpack(byte[] archive, Path home) throws IOException {
      try (TarArchiveInputStream tar =
          new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          Path file = home.resolve(entry.getName()).normalize();
          if (!file.startsWith(home)) {
            throw new IOException("the archive reaches out of its folder: " + entry.getName());
          }
          Files.createDirectories(entry.isDirectory() ? file : file.getParent());
          if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
          } else if (entry.isFile()) {
            Files.copy(tar, file);
            boolean executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
          }
        }
      }
    }
  }

  /** The newest of Debian's installations. */
  private static final class Installed implements Source {

    @Override
    public String name() throws IOException, InterruptedException {
      String postgres = newest().resolve("bin/postgres").toString();
      String version = Commands.run(List.of(postgres, "--version"), Map.of());
      return "postgresql-installed-" + version.replaceAll("(?s)[^0-9]*([0-9.]+).*", "$1") + RECIPE;
    }

    @Override
    public Path home(Path folder) throws IOException {
      return newest();
    }

    private static Path newest() throws IOException {
      List<Path> homes = new ArrayList<>();
      if (Files.isDirectory(INSTALLATIONS)) {
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(INSTALLATIONS, "[1-9]*")) {
          versions.forEach(homes::add);
        }
      }
      Optional<Path> newest =
          homes.stream()
              .filter(home -> Files.isExecutable(home.resolve("bin/initdb")))
              .max(Comparator.comparingInt(home -> major(home)));
      return newest.orElseThrow(
          () -> new IOException("no PostgreSQL server is installed in " + INSTALLATIONS));
    }

    private static int major(Path home) {
      return Integer.parseInt(home.getFileName().toString().replaceAll("\\..*", ""));
    }
  }
}

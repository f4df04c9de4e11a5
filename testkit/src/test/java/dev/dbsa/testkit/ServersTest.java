package dev.dbsa.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ServersTest {

  @Test
  void serversAreRequiredOnlyOnDemand() {
    assertThat(Servers.areRequired(null)).isFalse();
    assertThat(Servers.areRequired("")).isFalse();
    assertThat(Servers.areRequired("optional")).isFalse();
    assertThat(Servers.areRequired("required")).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Servers.areRequired("Required"))
        .withMessageContaining("DBSA_TEST_SERVERS");
  }

  @Test
  void theOutcomeOfAStartSurvivesAsText() {
    StartOutcome started = new StartOutcome.Started(5432, new Login("ann", "secret"));
    StartOutcome failed = new StartOutcome.Failed("no mirror: 404 Not Found");
    assertThat(StartOutcome.parse(started.asText())).isEqualTo(started);
    assertThat(StartOutcome.parse(failed.asText())).isEqualTo(failed);
  }

  @Test
  void namesAreHarmlessWhateverTheHint() {
    for (String hint :
        new String[] {"", "Shop", "1st \"shop\"; DROP", "größe", "___", "x".repeat(500)}) {
      assertThat(Sql.uniqueName(hint)).matches("[a-z][a-z0-9_]{0,62}");
    }
    assertThat(Sql.uniqueName("Shop")).startsWith("shop_").isNotEqualTo(Sql.uniqueName("Shop"));
  }

  @Test
  void theCacheFollowsTheDesktopConvention() {
    assertThat(Cache.base(null, "/home/ann")).isEqualTo(Path.of("/home/ann/.cache"));
    assertThat(Cache.base("", "/home/ann")).isEqualTo(Path.of("/home/ann/.cache"));
    assertThat(Cache.base("relative", "/home/ann")).isEqualTo(Path.of("/home/ann/.cache"));
    assertThat(Cache.base("/var/cache/ann", "/home/ann")).isEqualTo(Path.of("/var/cache/ann"));
  }

  @Test
  void assumeReturnsTheServerThatRuns() {
    assertThat(Servers.assume(ServerKind.POSTGRESQL)).isEqualTo(Servers.postgresql());
  }

  @Test
  @RequiresServer(ServerKind.POSTGRESQL)
  void anotherClassLoaderGetsTheSameServer(DatabaseServer server) throws Exception {
    List<URL> classPath = new ArrayList<>();
    for (String entry : LifecycleTest.classPath().split(File.pathSeparator, -1)) {
      classPath.add(Path.of(entry).toUri().toURL());
    }
    try (URLClassLoader other =
        new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Class<?> servers = other.loadClass(Servers.class.getName());
      assertThat(servers).isNotSameAs(Servers.class);
      Object same = servers.getMethod("postgresql").invoke(null);
      Object port = other.loadClass(DatabaseServer.class.getName()).getMethod("port").invoke(same);
      assertThat(port).isEqualTo(server.port());
    }
  }

  @Nested
  @RequiresServer(ServerKind.POSTGRESQL)
  class WithAServerForTheClass {

    @Test
    void givesItToEachTest(DatabaseServer server) {
      assertThat(server.kind()).isEqualTo(ServerKind.POSTGRESQL);
    }

    @Test
    @RequiresServer(ServerKind.MARIADB)
    void theNearestAnnotationCounts(DatabaseServer server) {
      assertThat(server.kind()).isEqualTo(ServerKind.MARIADB);
    }
  }
}

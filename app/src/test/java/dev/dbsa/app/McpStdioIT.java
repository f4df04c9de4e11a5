package dev.dbsa.app;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.util.List;

/** Agents at the packaged service, by way of the packaged command line. */
@QuarkusIntegrationTest
class McpStdioIT extends McpStdioTest {
  @Override
  List<String> program() {
    return PackagedProgram.command();
  }
}

package dev.dbsa.app;

import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Agents over standard input and output, by way of {@code dbsa mcp}. */
@QuarkusTest
@WithTestResource(TemporaryStore.class)
class McpStdioTest extends AgentFlow {

  /** How the command line is started. */
  List<String> program() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        DbsaMain.class.getName());
  }

  @Override
  McpClientTransport transport() {
    List<String> command = new ArrayList<>(program());
    command.addAll(List.of("mcp", "--base-url", "http://localhost:" + RestAssured.port));
    return new StdioClientTransport(
        ServerParameters.builder(command.getFirst())
            .args(command.subList(1, command.size()))
            .build(),
        McpJsonDefaults.getMapper());
  }
}

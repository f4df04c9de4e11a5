package dev.dbsa.app;

import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

/** Agents over streamable HTTP. */
@QuarkusTest
@WithTestResource(TemporaryStore.class)
class McpTest extends AgentFlow {
  @Override
  McpClientTransport transport() {
    return HttpClientStreamableHttpTransport.builder("http://localhost:" + RestAssured.port)
        .endpoint("/mcp")
        .build();
  }
}

package dev.dbsa.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class McpCommandTest {
  private static final String INITIALIZE =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\"}";
  private static final String INITIALIZED =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"protocolVersion\":\"2025-06-18\"}}";

  @TempDir Path directory;
  private CliHarness cli;
  @AutoClose private StubService service;

  @BeforeEach
  void start() throws IOException {
    service = new StubService();
    cli = new CliHarness(directory).variable("APP_API_BASE_URL", service.url());
    service.on("POST /mcp", 200, "application/json", INITIALIZED, Map.of("Mcp-Session-Id", "s1"));
  }

  @Test
  void messagesAreHandedOnInTheSessionThatTheFirstOneBegan() {
    service.on(
        "POST /mcp",
        200,
        "text/event-stream",
        "data: {\"jsonrpc\":\"2.0\",\"method\":\"note\"}\n\nid: 4\ndata: {\"id\":2,\n"
            + "data: \"result\":{}}\n\n",
        Map.of());
    cli.standardInput(INITIALIZE + "\n\n{\"id\":2,\"method\":\"tools/list\"}\n");

    assertThat(cli.run("mcp", "--token", "t0ken")).isZero();
    assertThat(cli.out().lines())
        .containsExactly(
            INITIALIZED, "{\"jsonrpc\":\"2.0\",\"method\":\"note\"}", "{\"id\":2,\"result\":{}}");
    assertThat(service.lines()).containsExactly("POST /mcp", "POST /mcp", "DELETE /mcp");
    StubService.Received second = service.received.get(1);
    assertThat(second.headers().getFirst("Mcp-Session-Id")).isEqualTo("s1");
    assertThat(second.headers().getFirst("MCP-Protocol-Version")).isEqualTo("2025-06-18");
    assertThat(second.headers().getFirst("X-Internal-Token")).isEqualTo("t0ken");
    assertThat(second.headers().getFirst("Accept"))
        .isEqualTo("application/json, text/event-stream");
    assertThat(second.text()).isEqualTo("{\"id\":2,\"method\":\"tools/list\"}");
  }

  @Test
  void aRefusalIsTheAnswer() {
    service.on("POST /mcp", 401, "{\"detail\":\"The request carries no valid credentials.\"}");
    cli.standardInput(INITIALIZE + "\n{\"id\":2,\"method\":\"tools/list\"}\n");

    assertThat(cli.run("mcp")).isZero();
    assertThat(cli.out())
        .contains(
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"error\":{\"code\":-32000,"
                + "\"message\":\"HTTP 401: The request carries no valid credentials.\"}}");
  }

  @Test
  void aServiceThatIsNotThereIsToldToTheAgent() {
    cli.standardInput(INITIALIZE + "\n{\"method\":\"notifications/initialized\"}\n");

    assertThat(cli.run("mcp", "--base-url", "http://127.0.0.1:1")).isZero();
    assertThat(cli.out().lines())
        .singleElement()
        .asString()
        .contains("\"id\":1", "cannot reach the service at http://127.0.0.1:1");
  }

  @Test
  void whatIsNoMessageIsRefused() {
    cli.standardInput("hello\n[1]\n" + "x".repeat((2 << 20) + 10) + "\n");

    assertThat(cli.run("mcp")).isZero();
    assertThat(cli.out().lines()).hasSize(3).allMatch(line -> line.contains("-32700"));
    assertThat(service.lines()).isEmpty();
  }
}

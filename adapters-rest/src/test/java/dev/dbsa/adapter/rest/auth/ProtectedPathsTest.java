package dev.dbsa.adapter.rest.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtectedPathsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api",
        "/api/",
        "/api/history",
        "/api/history/",
        "/API/history",
        "/mcp",
        "/mcp/",
        "/MCP/sse",
        "/aPi",
        "/api/connections/0b8f4f0e-5f0c-4c5e-9a55-3c1b2f6f3c11"
      })
  void theApiIsProtected(String path) {
    assertThat(ProtectedPaths.includes(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "api/history",
        "health",
        "//api/history",
        "//",
        "/health//",
        "/api;x/history",
        "/;x/api/history",
        "/health;x",
        "/q/../api/history",
        "/./api/history",
        "/../api",
        "/..",
        "/health/..%2fapi",
        "/%61pi/history",
        "/%2561pi",
        "/ap%69",
        "/api%2Fhistory",
        "/\\api\\history",
        "/health\\..\\api",
        "http://localhost/api/history",
        "http://localhost/health",
        "://localhost/api/history",
        "localhost:8000",
        "/health#/../api",
        "/api\u0000",
        "/health\n",
        "/ap\u0131",
        "/\uff41pi",
        "/ api"
      })
  void whatCouldBeReadInAnotherWayIsProtected(String path) {
    assertThat(ProtectedPaths.includes(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/health",
        "/health/",
        "/q/health/ready",
        "/q/metrics",
        "/q/openapi",
        "/assets/index-BzK3_x9~.min.js",
        "/favicon.ico",
        "/apix",
        "/history"
      })
  void plainPathsElsewhereAreOpen(String path) {
    assertThat(ProtectedPaths.includes(path)).isFalse();
  }
}

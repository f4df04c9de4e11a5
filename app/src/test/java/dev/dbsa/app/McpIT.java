package dev.dbsa.app;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** Agents at the packaged service: the jar, or the native binary. */
@QuarkusIntegrationTest
class McpIT extends McpTest {}

package dev.dbsa.app;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same way through the packaged service: the jar, or the native binary. */
@QuarkusIntegrationTest
class FlowIT extends FlowTest {}

package dev.dbsa.app;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same questions to the packaged service: the jar, or the native binary. */
@QuarkusIntegrationTest
class HealthIT extends HealthTest {}

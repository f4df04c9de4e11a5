package dev.dbsa.app;

import dev.dbsa.domain.network.HostGuard;

/** Which hosts connections may lead to. */
record TargetHosts(HostGuard guard) {}

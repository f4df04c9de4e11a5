package dev.dbsa.adapter.cli;

/**
 * The headers of a signature and of what goes with it; client and service have to agree on them.
 */
record HeaderNames(String principal, String timestamp, String signature, String reviewer) {}

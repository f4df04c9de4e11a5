package dev.dbsa.adapter.llm.client;

import java.net.InetAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP call.
 *
 * @param resource below the base URL, such as {@code models}
 * @param headers beside those that every call has
 * @param body JSON to be posted; {@code null} for a GET
 * @param address where to connect to, whatever the host's name resolves to by then; {@code null} to
 *     resolve it as usual
 */
record HttpCall(
    ModelUrl url,
    String resource,
    Map<String, String> headers,
    byte @Nullable [] body,
    @Nullable InetAddress address) {}

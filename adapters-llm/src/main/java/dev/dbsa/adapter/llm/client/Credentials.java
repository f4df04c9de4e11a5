package dev.dbsa.adapter.llm.client;

import dev.dbsa.domain.connection.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The headers that carry secrets. */
final class Credentials {
  private Credentials() {}

  static Map<String, String> headers(
      String keyHeader, @Nullable Secret key, Map<String, Secret> extra) {
    Map<String, String> headers = new LinkedHashMap<>();
    extra.forEach((name, value) -> headers.put(name, value.reveal()));
    if (key != null) {
      boolean bearer = keyHeader.equalsIgnoreCase(ClientSettings.DEFAULT_API_KEY_HEADER);
      headers.put(keyHeader, bearer ? "Bearer " + key.reveal() : key.reveal());
    }
    return headers;
  }

  /** Hides everything configured that is secret, and the given keys. */
  static Redaction redaction(ClientSettings settings, @Nullable Secret... keys) {
    List<Secret> secrets = new ArrayList<>();
    for (Secret key : keys) {
      if (key != null) {
        secrets.add(key);
      }
    }
    if (settings.apiKey() != null) {
      secrets.add(settings.apiKey());
    }
    try {
      secrets.addAll(Headers.parse(settings.extraHeaders()).values());
    } catch (IllegalArgumentException _) {
      // Headers that cannot be read are never sent, so that nobody can echo them.
    }
    try {
      ClientSettings.Proxy proxy = proxy(settings);
      if (proxy != null && proxy.password() != null) {
        secrets.add(proxy.password());
        // As the proxy is sent them, in Base64.
        secrets.add(Secret.of(proxy.user() + ":" + proxy.password().reveal()));
      }
    } catch (IllegalArgumentException _) {
      // A proxy that cannot be read is never called.
    }
    return new Redaction(secrets);
  }

  static ClientSettings.@Nullable Proxy proxy(ClientSettings settings) {
    Secret proxy = settings.proxy();
    return proxy == null ? null : ClientSettings.Proxy.parse(proxy.reveal());
  }
}

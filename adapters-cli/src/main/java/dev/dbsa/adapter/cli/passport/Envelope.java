package dev.dbsa.adapter.cli.passport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dbsa.adapter.cli.text.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;

/**
 * A signed payload as DSSE, version 1, has it: what is signed are its very bytes and its type, so
 * that no form of the JSON around them matters.
 */
public final class Envelope {
  /** The type of the payload. */
  static final String TYPE = "application/vnd.dbsa.passport+json";

  private static final String ALGORITHM = "Ed25519";

  private Envelope() {}

  /** The envelope of a payload. */
  public static byte[] sign(JsonNode payload, PrivateKey key) {
    byte[] bytes = Json.bytes(payload);
    ObjectNode envelope = Json.object();
    envelope.put("payloadType", TYPE);
    envelope.put("payload", Base64.getEncoder().encodeToString(bytes));
    envelope
        .putArray("signatures")
        .addObject()
        .put("sig", Base64.getEncoder().encodeToString(signature(key, bytes)));
    return (Json.pretty(envelope) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] signature(PrivateKey key, byte[] payload) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(signed(payload));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has Ed25519", e);
    }
  }

  /**
   * The payload, if one of the keys signed it.
   *
   * @throws UnusablePassport if it is no envelope, or nobody known signed it
   */
  public static JsonNode open(byte[] file, List<PublicKey> keys) throws UnusablePassport {
    JsonNode envelope = Json.parse(file);
    if (!envelope.path("payloadType").asText().equals(TYPE)
        || !envelope.path("signatures").isArray()) {
      throw new UnusablePassport("is no passport that dbsa wrote");
    }
    byte[] payload = decoded(envelope.path("payload"));
    for (JsonNode signature : envelope.path("signatures")) {
      byte[] bytes = decoded(signature.path("sig"));
      if (keys.stream().anyMatch(key -> isSignedBy(key, payload, bytes))) {
        return Json.parse(payload);
      }
    }
    throw new UnusablePassport("is not signed by the given key, or was changed");
  }

  private static boolean isSignedBy(PublicKey key, byte[] payload, byte[] bytes) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(key);
      signature.update(signed(payload));
      return signature.verify(bytes);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static byte[] decoded(JsonNode text) throws UnusablePassport {
    try {
      return Base64.getDecoder().decode(text.asText());
    } catch (IllegalArgumentException e) {
      throw new UnusablePassport("is no passport that dbsa wrote");
    }
  }

  /** DSSE's pre-authentication encoding. */
  private static byte[] signed(byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String head = "DSSEv1 " + TYPE.length() + " " + TYPE + " " + payload.length + " ";
    out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(payload);
    return out.toByteArray();
  }
}

package dev.dbsa.domain.idempotency;

import dev.dbsa.domain.error.InvalidFieldsException;
import java.util.regex.Pattern;

/**
 * What a client calls a request that it may have to send again; no other request of the same caller
 * has the name for a day.
 *
 * @param value 1 to 255 visible ASCII characters
 */
public record IdempotencyKey(String value) {
  private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,255}");

  /**
   * @throws InvalidFieldsException naming {@code Idempotency-Key}
   */
  public IdempotencyKey {
    if (!VISIBLE.matcher(value).matches()) {
      throw new InvalidFieldsException(
          "Idempotency-Key", "must be 1 to 255 visible ASCII characters");
    }
  }
}

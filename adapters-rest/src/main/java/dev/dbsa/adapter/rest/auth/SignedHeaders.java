package dev.dbsa.adapter.rest.auth;

import dev.dbsa.domain.auth.RequestSignature;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The headers that a request says its signature covers beside what it always covers. */
final class SignedHeaders {
  /** Names as RFC 9110 has them, in lower case, so that a list is written in one way. */
  private static final Pattern LIST =
      Pattern.compile("[a-z0-9!#$%&'*+.^_`|~-]{1,100}(?:;[a-z0-9!#$%&'*+.^_`|~-]{1,100}){0,15}");

  private SignedHeaders() {}

  /**
   * Empty where they are listed twice or in a form that is none, or where one of them is not there
   * exactly once: nobody could tell then what was signed.
   *
   * @param headers all values of a header
   */
  static Optional<List<RequestSignature.Header>> of(Function<String, List<String>> headers) {
    List<String> lists = headers.apply(RequestSignature.SIGNED_HEADERS);
    if (lists.isEmpty()) {
      return Optional.of(List.of());
    }
    if (lists.size() > 1 || !LIST.matcher(lists.getFirst()).matches()) {
      return Optional.empty();
    }
    List<RequestSignature.Header> covered = new ArrayList<>();
    for (String name : lists.getFirst().split(";")) {
      List<String> values = headers.apply(name);
      Optional<String> value = values.size() == 1 ? text(values.getFirst()) : Optional.empty();
      if (value.isEmpty() || covered.stream().anyMatch(header -> header.name().equals(name))) {
        return Optional.empty();
      }
      covered.add(new RequestSignature.Header(name, value.get().strip()));
    }
    return Optional.of(covered);
  }

  /** Headers are handed over byte by byte, each as one character; what is signed is UTF-8. */
  private static Optional<String> text(String header) {
    byte[] bytes = header.getBytes(StandardCharsets.ISO_8859_1);
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}

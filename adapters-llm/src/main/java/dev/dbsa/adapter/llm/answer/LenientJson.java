package dev.dbsa.adapter.llm.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds JSON objects in a text and overlooks the mistakes that models make in them. */
final class LenientJson {
  private static final int MAX_NESTING = 50;

  /** How many opening braces are tried: text full of them must not cost more than it is worth. */
  private static final int MAX_CANDIDATES = 20;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
                  .build())
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private LenientJson() {}

  /** {@code null} where the text as a whole is no JSON. */
  static @Nullable JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** The outermost objects that stand somewhere in a text, in order. */
  static List<JsonNode> objectsIn(String text) {
    List<JsonNode> objects = new ArrayList<>();
    int tried = 0;
    int from = text.indexOf('{');
    while (from >= 0 && tried++ < MAX_CANDIDATES) {
      int end = endOfObject(text, from);
      JsonNode node = end < 0 ? null : parse(text.substring(from, end));
      boolean found = node != null && node.isObject();
      if (found) {
        objects.add(node);
      }
      from = text.indexOf('{', found ? end : from + 1);
    }
    return objects;
  }

  /** Behind the brace that closes the one at {@code from}; -1 where none does. */
  private static int endOfObject(String text, int from) {
    int depth = 0;
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i + 1;
      }
    }
    return -1;
  }
}

package dev.dbsa.adapter.rest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every code has its section in the page of errors, with the right status. */
class ErrorPageTest {
  private static final Pattern SECTION =
      Pattern.compile("^### (\\w+)\n\nStatus (\\d{3})\\.", Pattern.MULTILINE);

  @Test
  void namesEveryCodeWithItsStatus() throws IOException {
    List<ProblemType> types =
        Stream.concat(
                Stream.of(ErrorCode.values()).map(ProblemType::of),
                Stream.of(WebError.values()).map(WebError::type))
            .toList();
    Map<String, Integer> expected = new LinkedHashMap<>();
    types.forEach(type -> expected.put(type.code(), type.status()));
    assertThat(expected).as("codes are unique").hasSameSizeAs(types);

    Map<String, Integer> documented = new LinkedHashMap<>();
    Matcher section = SECTION.matcher(Files.readString(Path.of("..", "docs", "errors.md")));
    while (section.find()) {
      documented.put(section.group(1), Integer.valueOf(section.group(2)));
    }
    assertThat(documented).isEqualTo(expected);
  }

  @Test
  void tellsWhatACodeMeansInWordsOfItsOwn() {
    List<String> titles = new ArrayList<>();
    Stream.of(ErrorCode.values()).map(ProblemType::of).forEach(type -> titles.add(type.title()));
    Stream.of(WebError.values()).map(WebError::type).forEach(type -> titles.add(type.title()));
    assertThat(titles).doesNotHaveDuplicates().allSatisfy(title -> assertThat(title).isNotBlank());
  }
}

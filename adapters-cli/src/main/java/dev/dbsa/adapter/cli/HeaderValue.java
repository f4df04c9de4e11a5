package dev.dbsa.adapter.cli;

/** What can travel in a header and arrive as it was sent. */
final class HeaderValue {
  private HeaderValue() {}

  /**
   * @param origin where the value comes from, for the message, which never shows the value
   * @throws UsageException if the value is blank, has white space at an end, or holds anything but
   *     printable ASCII
   */
  static String checked(String origin, String value) {
    if (value.isBlank()) {
      throw new UsageException(origin + " is blank");
    }
    boolean printable = value.chars().allMatch(c -> c >= 0x20 && c < 0x7F);
    if (!printable || !value.strip().equals(value)) {
      throw new UsageException(
          origin + " travels in a header: printable ASCII only, without white space at either end");
    }
    return value;
  }
}

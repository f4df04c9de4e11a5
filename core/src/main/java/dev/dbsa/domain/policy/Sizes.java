package dev.dbsa.domain.policy;

/**
 * From how many rows on a table counts as more than small, and more.
 *
 * @param small work on fewer rows takes a second or less
 * @param medium work on fewer rows takes seconds; losing so many is graver
 * @param large work on so many rows takes minutes or more
 */
public record Sizes(long small, long medium, long large) {
  /** What holds where nobody says otherwise. */
  public static final Sizes DEFAULT = new Sizes(10_000, 1_000_000, 10_000_000);

  /**
   * @throws IllegalArgumentException unless they rise, from 1 on
   */
  public Sizes {
    if (small < 1 || medium <= small || large <= medium) {
      throw new IllegalArgumentException("small, medium and large must rise, from 1 on");
    }
  }
}

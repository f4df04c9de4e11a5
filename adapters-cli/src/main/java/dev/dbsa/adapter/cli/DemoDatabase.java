package dev.dbsa.adapter.cli;

/** Where the demonstration gets a database from that it may show. */
public interface DemoDatabase {

  /**
   * Starts a database and fills it with samples. It ends with this process, however that ends.
   *
   * @throws DemoUnavailable if that is not possible here
   */
  DemoTarget start();

  /** A database that this process cannot provide. */
  final class DemoUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param reason why, in words for whoever runs the demonstration
     */
    public DemoUnavailable(String reason, Throwable cause) {
      super(reason, cause);
    }
  }
}

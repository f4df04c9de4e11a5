package dev.dbsa.domain.network;

/** A host that must not be called. */
public final class HostRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why a host must not be called. */
  public enum Reason {
    /** The setting does not list it. */
    NOT_ALLOWED,
    /** It leads to one of {@link ForbiddenAddresses}. */
    FORBIDDEN
  }

  private final Reason reason;

  public HostRefusedException(Reason reason) {
    super(
        switch (reason) {
          case NOT_ALLOWED -> "the host is not among those that may be called";
          case FORBIDDEN ->
              "the host leads to an address that is never called: link-local or cloud metadata";
        });
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}

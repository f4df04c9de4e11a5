package dev.dbsa.adapter.cli.passport;

/** A file is no passport, or no key; the message continues a sentence that names the file. */
public final class UnusablePassport extends Exception {
  private static final long serialVersionUID = 1L;

  UnusablePassport(String message) {
    super(message);
  }
}

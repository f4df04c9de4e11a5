package dev.dbsa.adapter.rest.ui;

/** What a browser may do with a page. */
final class PagePolicy {
  /** Scripts, styles and calls of our own origin; nothing inline, nothing from elsewhere. */
  static final String CONTENT_SECURITY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private PagePolicy() {}
}

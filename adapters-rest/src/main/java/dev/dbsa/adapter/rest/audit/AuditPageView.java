package dev.dbsa.adapter.rest.audit;

import dev.dbsa.adapter.rest.page.PaginationView;
import dev.dbsa.domain.audit.AuditEvent;
import dev.dbsa.domain.history.Page;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of the audit trail. */
@Schema(name = "AuditPage")
record AuditPageView(List<AuditEventView> items, PaginationView pagination) {
  AuditPageView {
    items = List.copyOf(items);
  }

  static AuditPageView of(Page<AuditEvent> page) {
    return new AuditPageView(
        page.items().stream().map(AuditEventView::of).toList(),
        new PaginationView(page.page(), page.pageSize(), page.total(), page.isTotalExact()));
  }
}

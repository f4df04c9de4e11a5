package dev.dbsa.adapter.rest.schemas;

import dev.dbsa.adapter.rest.page.PaginationView;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of the objects of a snapshot. */
@Schema(name = "SchemaObjectPage")
record SchemaObjectPageView(List<SchemaObjectView> items, PaginationView pagination) {
  SchemaObjectPageView {
    items = List.copyOf(items);
  }
}

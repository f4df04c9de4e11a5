package dev.dbsa.adapter.rest.connections;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** All connection profiles, by name. */
@Schema(name = "ConnectionList")
record ConnectionListView(List<ConnectionView> items) {
  ConnectionListView {
    items = List.copyOf(items);
  }
}

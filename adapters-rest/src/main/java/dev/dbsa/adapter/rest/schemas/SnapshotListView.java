package dev.dbsa.adapter.rest.schemas;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** All snapshots of a connection, newest first. */
@Schema(name = "SnapshotList")
record SnapshotListView(List<SnapshotView> items) {
  SnapshotListView {
    items = List.copyOf(items);
  }
}

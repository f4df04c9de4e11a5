package dev.dbsa.adapter.persistence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** The rows of {@code snapshot_content}. */
@ApplicationScoped
class SnapshotContentRepository implements PanacheRepositoryBase<SnapshotContentEntity, String> {}

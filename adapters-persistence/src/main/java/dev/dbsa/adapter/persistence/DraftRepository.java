package dev.dbsa.adapter.persistence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** The rows of {@code draft}. */
@ApplicationScoped
class DraftRepository implements PanacheRepositoryBase<DraftEntity, String> {}

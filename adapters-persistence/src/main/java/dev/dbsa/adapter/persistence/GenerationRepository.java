package dev.dbsa.adapter.persistence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** The rows of {@code generation}. */
@ApplicationScoped
class GenerationRepository implements PanacheRepositoryBase<GenerationEntity, String> {}

package dev.dbsa.adapter.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Type;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code glossary}: the terms of a connection as a JSON array. */
@Entity
@Table(name = "glossary")
@NullUnmarked // Hibernate fills the fields after construction.
class GlossaryEntity {

  @Id
  @Column(name = "connection_id")
  public String connectionId;

  @Type(JsonColumn.class)
  public String terms;
}

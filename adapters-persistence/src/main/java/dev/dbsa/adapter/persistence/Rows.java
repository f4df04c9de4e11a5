package dev.dbsa.adapter.persistence;

import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.CommonQueryContract;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table of the store. Conditions and assignments are HQL; their parameters are
 * {@code ?1}, {@code ?2} and so on.
 */
final class Rows<E> {

  private final Session session;
  private final Class<E> type;

  Rows(Session session, Class<E> type) {
    this.session = session;
    this.type = type;
  }

  /** Inserts at once, so that a constraint that refuses the row is met here. */
  void insert(E row) {
    session.persist(row);
    session.flush();
  }

  @Nullable E findById(String id) {
    return session.find(type, id);
  }

  Optional<E> findByIdOptional(String id) {
    return Optional.ofNullable(findById(id));
  }

  boolean exists(String id) {
    return count("id = ?1", id) == 1;
  }

  long count(String condition, Object... parameters) {
    return bind(
            session.createSelectionQuery(
                "select count(*) from " + type.getSimpleName() + " where " + condition, Long.class),
            parameters)
        .getSingleResult();
  }

  /**
   * Counts no further than to a limit.
   *
   * @param order that an index has under the condition
   */
  long count(String condition, String order, int most, Object... parameters) {
    boolean areMore =
        !bind(
                session.createSelectionQuery(
                    "select id from %s where %s order by %s"
                        .formatted(type.getSimpleName(), condition, order),
                    String.class),
                parameters)
            .setFirstResult(most - 1)
            .setMaxResults(1)
            .list()
            .isEmpty();
    return areMore ? most : count(condition, parameters);
  }

  /** All rows in an order, such as {@code name asc}. */
  SelectionQuery<E> all(String order) {
    return session.createSelectionQuery(
        "from " + type.getSimpleName() + " order by " + order, type);
  }

  /**
   * @param conditionAndOrder what follows {@code where}
   */
  SelectionQuery<E> find(String conditionAndOrder, @Nullable Object... parameters) {
    return bind(
        session.createSelectionQuery(
            "from " + type.getSimpleName() + " where " + conditionAndOrder, type),
        parameters);
  }

  /**
   * @param assignments what follows {@code set}, the condition included
   * @return how many rows there were
   */
  int update(String assignments, @Nullable Object... parameters) {
    return bind(
            session.createMutationQuery("update " + type.getSimpleName() + " set " + assignments),
            parameters)
        .executeUpdate();
  }

  /**
   * @return how many rows there were
   */
  int delete(String condition, Object... parameters) {
    return bind(
            session.createMutationQuery(
                "delete from " + type.getSimpleName() + " where " + condition),
            parameters)
        .executeUpdate();
  }

  private static <Q extends CommonQueryContract> Q bind(Q query, @Nullable Object... parameters) {
    for (int i = 0; i < parameters.length; i++) {
      query.setParameter(i + 1, parameters[i]);
    }
    return query;
  }
}

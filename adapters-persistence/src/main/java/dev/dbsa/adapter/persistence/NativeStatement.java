package dev.dbsa.adapter.persistence;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.NativeQuery;
import org.hibernate.type.CustomType;

/**
 * Statements in the store's own SQL, for what HQL has no words for. A time among the parameters is
 * an {@link Instant}.
 */
final class NativeStatement {

  private NativeStatement() {}

  /**
   * @param sql with parameters {@code ?1}, {@code ?2} and so on, or {@code ?} for each
   * @return how many rows there were
   */
  static int execute(Session session, String sql, Object... values) {
    MutationQuery statement = session.createNativeMutationQuery(sql);
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof Instant time) {
        statement.setParameter(i + 1, InstantText.of(time), timeType(session));
      } else {
        statement.setParameter(i + 1, values[i]);
      }
    }
    return statement.executeUpdate();
  }

  /**
   * The only column of a query.
   *
   * @param sql with named parameters
   */
  static <T> List<T> select(
      Session session, Class<T> type, String sql, Map<String, Object> parameters) {
    return bind(session, session.createNativeQuery(sql, type), parameters).list();
  }

  /**
   * A query of several columns.
   *
   * @param sql with named parameters
   */
  static NativeQuery<Object[]> query(Session session, String sql, Map<String, Object> parameters) {
    return bind(session, session.createNativeQuery(sql, Object[].class), parameters);
  }

  private static <T> NativeQuery<T> bind(
      Session session, NativeQuery<T> query, Map<String, Object> parameters) {
    parameters.forEach(
        (name, value) -> {
          if (value instanceof Instant time) {
            query.setParameter(name, InstantText.of(time), timeType(session));
          } else {
            query.setParameter(name, value);
          }
        });
    return query;
  }

  /** As the entities have their times; see {@link InstantColumn}. */
  static CustomType<String> timeType(Session session) {
    return new CustomType<>(
        new InstantColumn(),
        session.getSessionFactory().unwrap(SessionFactoryImplementor.class).getTypeConfiguration());
  }
}

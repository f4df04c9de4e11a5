package dev.dbsa.adapter.persistence;

import java.time.Instant;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.MutationQuery;
import org.hibernate.type.CustomType;

/** A statement in the store's own SQL, for what HQL has no words for. */
final class NativeStatement {

  private NativeStatement() {}

  /**
   * @param sql with parameters {@code ?1}, {@code ?2} and so on
   * @param values a time as an {@link Instant}
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

  /** As the entities have their times; see {@link InstantColumn}. */
  private static CustomType<String> timeType(Session session) {
    return new CustomType<>(
        new InstantColumn(),
        session.getSessionFactory().unwrap(SessionFactoryImplementor.class).getTypeConfiguration());
  }
}

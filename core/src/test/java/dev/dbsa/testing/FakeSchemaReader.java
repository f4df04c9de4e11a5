package dev.dbsa.testing;

import dev.dbsa.domain.connection.TargetDatabase;
import dev.dbsa.domain.connection.Verification;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.port.out.SchemaReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A target database whose schema, or whose failure, a test decides. */
public final class FakeSchemaReader implements SchemaReader {

  private volatile DatabaseSchema schema;
  private volatile @Nullable DbsaException failure;
  private final List<String> passwords = new CopyOnWriteArrayList<>();

  public FakeSchemaReader(DatabaseSchema schema) {
    this.schema = schema;
  }

  /** The server answers with this schema from now on. */
  public void answer(DatabaseSchema newSchema) {
    schema = newSchema;
    failure = null;
  }

  /** The server fails from now on. */
  public void fail(DbsaException newFailure) {
    failure = newFailure;
  }

  /** The passwords that contacts were made with, oldest first. */
  public List<String> passwords() {
    return new ArrayList<>(passwords);
  }

  @Override
  public Verification verify(TargetDatabase target) {
    passwords.add(target.password().reveal());
    DbsaException failing = failure;
    if (failing != null) {
      return new Verification.Refused(failing.detail());
    }
    return new Verification.Verified(
        schema.server().product(),
        schema.server().version(),
        target.endpoint().username(),
        false,
        List.of());
  }

  @Override
  public DatabaseSchema read(TargetDatabase target) {
    passwords.add(target.password().reveal());
    DbsaException failing = failure;
    if (failing != null) {
      throw failing;
    }
    return schema;
  }
}

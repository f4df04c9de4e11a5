package dev.dbsa.adapter.cli;

import dev.dbsa.domain.connection.TargetDatabase;
import dev.dbsa.domain.connection.Verification;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.port.out.SchemaReader;
import dev.dbsa.testing.Shop;
import java.util.ArrayList;
import java.util.List;

/** A shop wherever somebody looks, but for the hosts {@code down} and {@code closed}. */
final class FakeDatabases implements SchemaReader {
  final List<TargetDatabase> read = new ArrayList<>();

  @Override
  public Verification verify(TargetDatabase target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public DatabaseSchema read(TargetDatabase target) {
    read.add(target);
    return switch (target.endpoint().host()) {
      case "down" -> throw new DbsaException(ErrorCode.TARGET_UNREACHABLE, "nobody answers");
      case "closed" -> throw new DbsaException(ErrorCode.TARGET_REFUSED, "not let in");
      default -> Shop.postgresql();
    };
  }
}

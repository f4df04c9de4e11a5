package dev.dbsa.adapter.rest;

import dev.dbsa.domain.connection.TargetDatabase;
import dev.dbsa.domain.connection.Verification;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.port.out.SchemaReader;
import dev.dbsa.testing.SchemaBuilder;
import dev.dbsa.testing.Shop;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Target databases that behave as their host name says. */
final class FakeTargets implements SchemaReader {
  /** What must never be seen outside. */
  static final String INTERNAL_DETAIL = "org.example.Driver: SELECT secret FROM dbsa_connection";

  private final AtomicInteger readings = new AtomicInteger();
  private final AtomicInteger growths = new AtomicInteger();

  @Override
  public Verification verify(TargetDatabase target) {
    return switch (target.endpoint().host()) {
      case "down.example" -> new Verification.Refused("the host does not answer");
      case "writable.example" ->
          new Verification.Verified(
              "MySQL", "9.7.0", "writer@%", true, List.of("the account may change data"));
      default -> new Verification.Verified("PostgreSQL", "18.6", "reader", false, List.of());
    };
  }

  /** A narrow type at first, then a wide one. */
  private String type() {
    return growths.getAndIncrement() == 0 ? "integer" : "bigint";
  }

  @Override
  public DatabaseSchema read(TargetDatabase target) {
    Dialect dialect = target.endpoint().dialect();
    return switch (target.endpoint().host()) {
      case "down.example" ->
          throw new DbsaException(ErrorCode.TARGET_UNREACHABLE, "the host does not answer");
      case "slow.example" ->
          throw new DbsaException(ErrorCode.TARGET_TIMEOUT, "no answer within 10 seconds");
      case "refusing.example" ->
          throw new DbsaException(ErrorCode.TARGET_REFUSED, "the password is wrong");
      case "broken.example" ->
          throw new DbsaException(ErrorCode.TARGET_FAILED, "the server gave up");
      case "unreadable.example" ->
          throw new DbsaException(ErrorCode.SECRET_UNREADABLE, "no configured key fits");
      case "faulty.example" -> throw new IllegalStateException(INTERNAL_DETAIL);
      case "empty.example" -> SchemaBuilder.of(dialect).build();
      case "changing.example" -> SchemaBuilder.large(dialect, readings.incrementAndGet(), 3);
      case "growing.example" ->
          SchemaBuilder.of(dialect).table("growing", t -> t.column("amount", type())).build();
      case "rich.example" -> RichSchema.build();
      default -> Shop.of(dialect);
    };
  }
}

package dev.dbsa.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests of this class, or this test, need a server. Where it cannot be had they are skipped and
 * the reason is reported, or fail if the environment variable {@value Servers#REQUIREMENT} is
 * {@code required}. A parameter of type {@link DatabaseServer} receives the server.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresServerExtension.class)
public @interface RequiresServer {

  /** The server that is needed. */
  ServerKind value();
}

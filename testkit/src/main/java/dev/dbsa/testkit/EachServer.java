package dev.dbsa.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs once per server and receives it as its parameter of type {@link DatabaseServer}.
 * For a server that cannot be had it is skipped and the reason is reported, or fails if the
 * environment variable {@value Servers#REQUIREMENT} is {@code required}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(EachServerExtension.class)
public @interface EachServer {

  /** The servers to run against; all of them if empty. */
  ServerKind[] value() default {};
}

package dev.dbsa.adapter.rest.json;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedField;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;

/**
 * Names fields of our own types in snake_case. Libraries that share the mapper, such as those that
 * speak a protocol, keep their names.
 */
final class OwnNames extends PropertyNamingStrategies.SnakeCaseStrategy {
  private static final long serialVersionUID = 1L;

  private static final String OWN = "dev.dbsa.";

  private static boolean isOwn(AnnotatedMember member) {
    return member.getDeclaringClass().getName().startsWith(OWN);
  }

  @Override
  public String nameForField(MapperConfig<?> config, AnnotatedField field, String defaultName) {
    return isOwn(field) ? super.nameForField(config, field, defaultName) : defaultName;
  }

  @Override
  public String nameForGetterMethod(
      MapperConfig<?> config, AnnotatedMethod method, String defaultName) {
    return isOwn(method) ? super.nameForGetterMethod(config, method, defaultName) : defaultName;
  }

  @Override
  public String nameForSetterMethod(
      MapperConfig<?> config, AnnotatedMethod method, String defaultName) {
    return isOwn(method) ? super.nameForSetterMethod(config, method, defaultName) : defaultName;
  }

  @Override
  public String nameForConstructorParameter(
      MapperConfig<?> config, AnnotatedParameter parameter, String defaultName) {
    return isOwn(parameter)
        ? super.nameForConstructorParameter(config, parameter, defaultName)
        : defaultName;
  }
}

package dev.dbsa.testkit;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Implements {@link RequiresServer}: the nearest annotation counts. */
final class RequiresServerExtension implements ExecutionCondition, ParameterResolver {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return injection(context)
        .map(injection -> injection.evaluateExecutionCondition(context))
        .orElseGet(() -> ConditionEvaluationResult.enabled("no server is named"));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return injection(context)
        .filter(injection -> injection.supportsParameter(parameter, context))
        .isPresent();
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return injection(context).orElseThrow().resolveParameter(parameter, context);
  }

  private static Optional<ServerInjection> injection(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getElement(), RequiresServer.class)
        .map(annotation -> new ServerInjection(annotation.value()))
        .or(() -> context.getParent().flatMap(RequiresServerExtension::injection));
  }
}

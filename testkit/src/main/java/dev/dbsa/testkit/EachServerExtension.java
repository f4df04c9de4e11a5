package dev.dbsa.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Implements {@link EachServer}. */
final class EachServerExtension implements TestTemplateInvocationContextProvider {

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return AnnotationSupport.isAnnotated(context.getElement(), EachServer.class);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    ServerKind[] kinds =
        AnnotationSupport.findAnnotation(context.getElement(), EachServer.class)
            .map(EachServer::value)
            .filter(named -> named.length > 0)
            .orElseGet(ServerKind::values);
    return Arrays.stream(kinds).map(Invocation::new);
  }

  private record Invocation(ServerKind kind) implements TestTemplateInvocationContext {

    @Override
    public String getDisplayName(int invocationIndex) {
      return kind.toString();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(new ServerInjection(kind));
    }
  }
}

package dev.dbsa.domain.schema;

import java.util.List;

/**
 * The objects that an extension made, for those who check scripts; they are not listed and not
 * shown to models.
 *
 * @param relations the extension's tables, views and sequences
 * @param types without array types
 */
public record ExtensionContents(
    List<FunctionSignature> functions,
    List<OperatorSignature> operators,
    List<ObjectName> types,
    List<CastSignature> casts,
    List<OperatorClass> operatorClasses,
    List<ObjectName> relations) {
  public ExtensionContents {
    functions = functions.stream().sorted().toList();
    operators = operators.stream().sorted().toList();
    types = types.stream().sorted().toList();
    casts = casts.stream().sorted().toList();
    operatorClasses = operatorClasses.stream().sorted().toList();
    relations = relations.stream().sorted().toList();
  }
}

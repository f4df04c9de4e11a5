package dev.dbsa.adapter.persistence;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import dev.dbsa.domain.generation.Attempt;
import dev.dbsa.domain.generation.Clarification;
import dev.dbsa.domain.generation.Draft;
import dev.dbsa.domain.generation.Failure;
import dev.dbsa.domain.generation.Question;
import dev.dbsa.domain.generation.Reference;
import dev.dbsa.domain.generation.RepairRound;
import dev.dbsa.domain.generation.Usage;
import dev.dbsa.domain.knowledge.Meaning;
import dev.dbsa.domain.knowledge.Term;
import dev.dbsa.domain.schema.CastSignature;
import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.Dependency;
import dev.dbsa.domain.schema.Extension;
import dev.dbsa.domain.schema.ExtensionContents;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.FunctionSignature;
import dev.dbsa.domain.schema.FurtherObjects;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.IndexPart;
import dev.dbsa.domain.schema.MatchType;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.ObjectReference;
import dev.dbsa.domain.schema.Omission;
import dev.dbsa.domain.schema.OperatorClass;
import dev.dbsa.domain.schema.OperatorSignature;
import dev.dbsa.domain.schema.Partition;
import dev.dbsa.domain.schema.Partitioning;
import dev.dbsa.domain.schema.PrimaryKey;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationStatistics;
import dev.dbsa.domain.schema.RelationTraits;
import dev.dbsa.domain.schema.Routine;
import dev.dbsa.domain.schema.Sequence;
import dev.dbsa.domain.schema.ServerInfo;
import dev.dbsa.domain.schema.Trigger;
import dev.dbsa.domain.schema.UniqueConstraint;
import dev.dbsa.domain.schema.UserType;
import dev.dbsa.domain.script.Finding;
import dev.dbsa.domain.script.ImpactedObject;
import dev.dbsa.domain.script.Position;
import dev.dbsa.domain.script.Risk;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.script.Validation;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;

/**
 * The JSON that domain objects are stored as: the components of their records, by name. It is the
 * store's own form, apart from the one that clients see, and changes only together with a migration
 * or a new format number.
 */
@RegisterForReflection(
    targets = {
      Attempt.class,
      CastSignature.class,
      CheckConstraint.class,
      Clarification.class,
      Column.class,
      DatabaseSchema.class,
      Dependency.class,
      Draft.class,
      Extension.class,
      ExtensionContents.class,
      Failure.class,
      Finding.class,
      ForeignKey.class,
      FunctionSignature.class,
      FurtherObjects.class,
      FurtherObjects.EventTrigger.class,
      FurtherObjects.ExtendedStatistics.class,
      FurtherObjects.Installed.class,
      FurtherObjects.Publication.class,
      FurtherObjects.UserCollation.class,
      ImpactedObject.class,
      Index.class,
      IndexPart.class,
      Meaning.Column.class,
      Meaning.Expression.class,
      Meaning.Table.class,
      Meaning.Value.class,
      ObjectName.class,
      ObjectReference.class,
      Omission.class,
      OperatorClass.class,
      OperatorSignature.class,
      Partition.class,
      Partitioning.class,
      Position.class,
      PrimaryKey.class,
      Question.class,
      Reference.class,
      Relation.class,
      RelationStatistics.class,
      RelationTraits.class,
      RelationTraits.ExclusionConstraint.class,
      RelationTraits.LooseNotNull.class,
      RelationTraits.Policy.class,
      RelationTraits.RewriteRule.class,
      RelationTraits.Updatability.class,
      RepairRound.class,
      Risk.class,
      Routine.class,
      Routine.Parameter.class,
      ScriptAnalysis.class,
      Sequence.class,
      ServerInfo.class,
      StoredJson.MeaningKinds.class,
      StoredJson.UserTypeKinds.class,
      Term.class,
      Trigger.class,
      UniqueConstraint.class,
      Usage.class,
      UserType.class,
      UserType.Base.class,
      UserType.Composite.class,
      UserType.Composite.Attribute.class,
      UserType.Domain.class,
      UserType.Enumeration.class,
      UserType.Range.class,
      Validation.class
    })
final class StoredJson {

  /** Attribute of a reader: the strings met so far, so that equal ones are one object. */
  static final Object KNOWN_STRINGS = "known strings";

  private StoredJson() {}

  static JsonMapper mapper() {
    SimpleModule texts = new SimpleModule("dbsa-store");
    texts.addSerializer(Instant.class, new InstantSerializer());
    texts.addDeserializer(Instant.class, new InstantDeserializer());
    texts.addDeserializer(String.class, new SharingStringDeserializer());
    texts.setDeserializerModifier(new QuestionsAsTexts());
    JsonMapper mapper =
        JsonMapper.builder()
            .addModule(texts)
            // Components only: methods such as isComputed() say nothing that is not in them.
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            // What was stored before a list was added has none of it.
            .withConfigOverride(
                List.class,
                lists -> lists.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .addMixIn(UserType.class, UserTypeKinds.class)
            .addMixIn(Draft.class, DraftNames.class)
            .addMixIn(Meaning.class, MeaningKinds.class)
            .build();
    // What the store holds was bounded when it came in; a view's definition may be very long.
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build());
    return mapper;
  }

  /**
   * For schemas, of which there are large ones: what a schema's parts do not have is not written.
   * It is read as what it says, as is what was stored before a part was added.
   */
  static JsonMapper schemaMapper() {
    JsonMapper mapper = mapper();
    mapper
        .configOverride(List.class)
        .setInclude(
            JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS));
    mapper
        .configOverride(boolean.class)
        .setInclude(
            JsonInclude.Value.construct(
                JsonInclude.Include.NON_DEFAULT, JsonInclude.Include.ALWAYS));
    mapper.registerModule(
        new SimpleModule("dbsa-schemas")
            .setDeserializerModifier(
                new AbsentParts(
                    Map.of(
                        RelationTraits.class, RelationTraits.NONE,
                        FurtherObjects.class, FurtherObjects.UNKNOWN,
                        MatchType.class, MatchType.SIMPLE))));
    return mapper;
  }

  /** Has a part that was not stored read as a given value. */
  private static final class AbsentParts extends BeanDeserializerModifier {
    private static final long serialVersionUID = 1;

    private final transient Map<Class<?>, Object> values;

    AbsentParts(Map<Class<?>, Object> values) {
      this.values = values;
    }

    @Override
    public JsonDeserializer<?> modifyDeserializer(
        DeserializationConfig config, BeanDescription type, JsonDeserializer<?> deserializer) {
      return orElse(type.getBeanClass(), deserializer);
    }

    @Override
    public JsonDeserializer<?> modifyEnumDeserializer(
        DeserializationConfig config,
        JavaType type,
        BeanDescription description,
        JsonDeserializer<?> deserializer) {
      return orElse(type.getRawClass(), deserializer);
    }

    private JsonDeserializer<?> orElse(Class<?> type, JsonDeserializer<?> deserializer) {
      Object value = values.get(type);
      return value == null ? deserializer : new AbsentPart(deserializer, value);
    }
  }

  private static final class AbsentPart extends DelegatingDeserializer {
    private static final long serialVersionUID = 1;

    private final transient Object value;

    AbsentPart(JsonDeserializer<?> deserializer, Object value) {
      super(deserializer);
      this.value = value;
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> delegatee) {
      return new AbsentPart(delegatee, value);
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
      return value;
    }
  }

  /** Names the kinds of types in the JSON; what is stored depends on these names. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = UserType.Enumeration.class, name = "enumeration"),
    @JsonSubTypes.Type(value = UserType.Domain.class, name = "domain"),
    @JsonSubTypes.Type(value = UserType.Composite.class, name = "composite"),
    @JsonSubTypes.Type(value = UserType.Range.class, name = "range"),
    @JsonSubTypes.Type(value = UserType.Base.class, name = "base")
  })
  interface UserTypeKinds {}

  /** Names the kinds of meanings in the JSON; what is stored depends on these names. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Meaning.Table.class, name = "table"),
    @JsonSubTypes.Type(value = Meaning.Column.class, name = "column"),
    @JsonSubTypes.Type(value = Meaning.Value.class, name = "value"),
    @JsonSubTypes.Type(value = Meaning.Expression.class, name = "expression")
  })
  interface MeaningKinds {}

  /** What parts of drafts were called before. */
  @NullUnmarked // Nobody makes one.
  private abstract static class DraftNames {
    @JsonAlias("unresolvedQuestions")
    private List<Question> questions;
  }

  /** Reads questions from before they had choices: texts alone. */
  private static final class QuestionsAsTexts extends BeanDeserializerModifier {
    private static final long serialVersionUID = 1;

    @Override
    public JsonDeserializer<?> modifyDeserializer(
        DeserializationConfig config, BeanDescription type, JsonDeserializer<?> deserializer) {
      return type.getBeanClass() == Question.class
          ? new QuestionDeserializer(deserializer)
          : deserializer;
    }
  }

  private static final class QuestionDeserializer extends DelegatingDeserializer {
    private static final long serialVersionUID = 1;

    QuestionDeserializer(JsonDeserializer<?> deserializer) {
      super(deserializer);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> delegatee) {
      return new QuestionDeserializer(delegatee);
    }

    @Override
    public Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return json.hasToken(JsonToken.VALUE_STRING)
          ? Question.numbered(
              json.getParsingContext().getCurrentIndex() + 1, json.getText(), List.of())
          : super.deserialize(json, context);
    }
  }

  private static final class InstantSerializer extends StdScalarSerializer<Instant> {

    InstantSerializer() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(InstantText.of(value));
    }
  }

  private static final class InstantDeserializer extends StdScalarDeserializer<Instant> {

    InstantDeserializer() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return InstantText.parse(json.getText());
    }
  }

  /**
   * A large schema says the same words over and over: types, column names, schema names. Sharing
   * them halves what a snapshot takes in memory.
   */
  private static final class SharingStringDeserializer extends StdScalarDeserializer<String> {

    SharingStringDeserializer() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
      String text = json.getText();
      @SuppressWarnings("unchecked")
      Map<String, String> known = (Map<String, String>) context.getAttribute(KNOWN_STRINGS);
      if (known == null) {
        return text;
      }
      String first = known.putIfAbsent(text, text);
      return first == null ? text : first;
    }
  }
}

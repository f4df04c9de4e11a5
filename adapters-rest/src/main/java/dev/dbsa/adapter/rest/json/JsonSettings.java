package dev.dbsa.adapter.rest.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Makes answers look as the API promises: names in snake_case, times with six fraction digits. */
@Singleton
class JsonSettings implements ObjectMapperCustomizer {

  @Override
  public void customize(ObjectMapper mapper) {
    mapper.setPropertyNamingStrategy(new OwnNames());
    mapper.registerModule(
        new SimpleModule("dbsa").addSerializer(Instant.class, new InstantWriter()));
  }

  /** Last, so that the module with the usual time format is registered before ours replaces it. */
  @Override
  public int priority() {
    return MINIMUM_PRIORITY;
  }
}

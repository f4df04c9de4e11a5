package dev.dbsa.adapter.policy;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.dbsa.domain.policy.Policy;
import dev.dbsa.domain.policy.UnusablePolicy;
import dev.dbsa.port.out.PolicyReader;
import dev.dbsa.port.out.RuleRegister;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads policies that are written in TOML 1.0. */
public final class TomlPolicyReader implements PolicyReader {
  /** Far more than anybody decides. */
  private static final int MAX_BYTES = 1 << 20;

  private final RuleRegister register;

  /**
   * @param register the rules that a policy can speak of
   */
  public TomlPolicyReader(RuleRegister register) {
    this.register = register;
  }

  @Override
  public Policy read(byte[] text) throws UnusablePolicy {
    PolicyDocument document = new PolicyDocument(register);
    Policy policy = document.policy(parsed(text));
    if (!document.problems().isEmpty()) {
      throw new UnusablePolicy(document.problems());
    }
    return policy;
  }

  private static JsonNode parsed(byte[] text) throws UnusablePolicy {
    if (text.length > MAX_BYTES) {
      throw new UnusablePolicy(List.of("it is larger than 1 MiB"));
    }
    try {
      String toml = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
      return new TomlMapper().readTree(toml.startsWith("\uFEFF") ? toml.substring(1) : toml);
    } catch (CharacterCodingException e) {
      throw new UnusablePolicy(List.of("it is not UTF-8 text"));
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String place =
          at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
      throw new UnusablePolicy(List.of(place + e.getOriginalMessage()));
    }
  }
}

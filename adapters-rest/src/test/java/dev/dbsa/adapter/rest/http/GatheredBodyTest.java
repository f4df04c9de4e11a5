package dev.dbsa.adapter.rest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatheredBodyTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 1000, 1024, 65_536, 300_000})
  void givesBackWhatArrivedWhateverThePieces(int piece) {
    byte[] sent = new byte[300_001];
    new Random(1).nextBytes(sent);
    Buffer all = Buffer.buffer(sent);
    GatheredBody body = new GatheredBody();

    for (int at = 0; at < sent.length; at += piece) {
      int end = Math.min(at + piece, sent.length);
      body.append(all.getBuffer(at, end));
    }

    assertThat(body.length()).isEqualTo(sent.length);
    assertThat(body.bytes()).isEqualTo(sent);
  }

  @Test
  void isEmptyAtFirst() {
    GatheredBody body = new GatheredBody();
    body.append(Buffer.buffer());

    assertThat(body.length()).isZero();
    assertThat(body.bytes()).isEmpty();
  }
}

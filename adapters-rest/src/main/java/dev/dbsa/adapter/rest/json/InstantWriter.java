package dev.dbsa.adapter.rest.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes times in UTC as RFC 3339 with exactly six fraction digits, so that they sort as text. */
final class InstantWriter extends StdSerializer<Instant> {
  private static final long serialVersionUID = 1L;

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  InstantWriter() {
    super(Instant.class);
  }

  @Override
  public void serialize(Instant time, JsonGenerator out, SerializerProvider provider)
      throws IOException {
    out.writeString(FORMAT.format(time));
  }
}

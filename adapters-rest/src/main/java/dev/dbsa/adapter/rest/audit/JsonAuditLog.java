package dev.dbsa.adapter.rest.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.dbsa.domain.audit.AuditEvent;
import dev.dbsa.port.out.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * The audit trail as log lines of the category {@value #CATEGORY}: one JSON object per line, with
 * the fields of the API. Lines are plain ASCII, so that no name can end a line, hide a part of it
 * or turn its direction, whatever shows it.
 */
@ApplicationScoped
class JsonAuditLog implements AuditLog {
  static final String CATEGORY = "dbsa.audit";
  private static final Logger LOG = Logger.getLogger(CATEGORY);
  private static final Logger FAULTS = Logger.getLogger(JsonAuditLog.class);

  /** A control character that JSON lets pass, and ASCII has. */
  private static final String DELETE = "\u007f";

  private final ObjectWriter json;

  JsonAuditLog(ObjectMapper json) {
    this.json = json.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);
  }

  @Override
  public void write(AuditEvent event) {
    try {
      LOG.info(line(event));
    } catch (JsonProcessingException e) {
      FAULTS.errorf(e, "audit event %s could not be written to the log", event.id());
    }
  }

  String line(AuditEvent event) throws JsonProcessingException {
    return json.writeValueAsString(AuditEventView.of(event)).replace(DELETE, "\\u007f");
  }
}

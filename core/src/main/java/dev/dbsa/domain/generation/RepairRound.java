package dev.dbsa.domain.generation;

import dev.dbsa.domain.script.Finding;
import java.util.List;

/**
 * A script that the checks refused and the backend was asked to repair.
 *
 * @param script the refused script
 * @param errors what was wrong with it
 */
public record RepairRound(String script, List<Finding> errors) {
  public RepairRound {
    errors = List.copyOf(errors);
  }
}

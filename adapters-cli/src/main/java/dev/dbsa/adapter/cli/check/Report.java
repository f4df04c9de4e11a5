package dev.dbsa.adapter.cli.check;

/** Writes what a check found, in one form. Told of the scripts in their order, then of the end. */
interface Report {
  void script(Checked checked);

  void end(Tally tally);
}

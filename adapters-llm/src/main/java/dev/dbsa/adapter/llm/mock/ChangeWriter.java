package dev.dbsa.adapter.llm.mock;

/** Adds plans of changes to a script for the server that the schema was read from. */
final class ChangeWriter {
  private final RowChangeWriter rows;
  private final DefinitionWriter definitions;
  private final MaintenanceWriter maintenance;
  private final ChangeScript script;

  ChangeWriter(Reading reading, Sql sql, ChangeScript script) {
    this.script = script;
    rows = new RowChangeWriter(reading, sql);
    definitions = new DefinitionWriter(reading.notes(), sql, script);
    maintenance = new MaintenanceWriter(reading.notes(), sql, script);
  }

  void write(ChangePlan plan) throws Unclear {
    switch (plan) {
      case ChangePlan.InsertRows insert -> script.addAfterwards(rows.insert(insert));
      case ChangePlan.UpdateRows update -> script.addAfterwards(rows.update(update));
      case ChangePlan.DeleteRows delete -> script.addAfterwards(rows.delete(delete));
      case ChangePlan.DeleteDuplicates delete ->
          script.addAfterwards(rows.deleteDuplicates(delete));
      case ChangePlan.EmptyTable empty -> definitions.empty(empty);
      case ChangePlan.ArchiveRows archive -> {
        definitions.archive(archive);
        script.addTransaction(rows.archive(archive));
      }
      case ChangePlan.CreateTable create -> definitions.createTable(create);
      case ChangePlan.CreateView create -> definitions.createView(create);
      case ChangePlan.AddColumns add -> definitions.addColumns(add);
      case ChangePlan.AlterColumn alter -> definitions.alterColumn(alter);
      case ChangePlan.CommentTable comment -> definitions.comment(comment);
      case ChangePlan.AddCheck check -> definitions.addCheck(check);
      case ChangePlan.CreateIndex create -> definitions.createIndex(create.index());
      case ChangePlan.DropIndex drop -> definitions.dropIndex(drop);
      case ChangePlan.AddForeignKey add -> definitions.addForeignKey(add);
      case ChangePlan.RenameTable rename -> definitions.renameTable(rename);
      case ChangePlan.RenameColumn rename -> definitions.renameColumn(rename);
      case ChangePlan.ExpandColumn expand -> definitions.expandColumn(expand);
      case ChangePlan.AddEnumValue add -> definitions.addEnumValue(add);
      case ChangePlan.DropTable drop -> definitions.dropTable(drop);
      case ChangePlan.DropColumns drop -> definitions.dropColumns(drop);
      case ChangePlan.DropConstraint drop -> definitions.dropConstraint(drop);
      case ChangePlan.Maintain maintain -> maintenance.maintain(maintain);
      case ChangePlan.RebuildIndex rebuild -> maintenance.rebuild(rebuild);
      case ChangePlan.Report report -> maintenance.report(report);
    }
  }
}

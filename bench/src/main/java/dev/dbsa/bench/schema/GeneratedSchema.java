package dev.dbsa.bench.schema;

import dev.dbsa.testkit.DatabaseServer;
import java.util.ArrayList;
import java.util.List;

/** Databases of many alike tables: 12 columns, three indexes, a foreign key in every third. */
final class GeneratedSchema {
  private static final int TABLES_PER_SCRIPT = 200;

  private GeneratedSchema() {}

  /** Creates the database; returns its name. */
  static String create(DatabaseServer server, int tables) {
    String database = server.createDatabase("bench_" + tables);
    boolean isPostgresql = server.dialect().equals("postgresql");
    List<String> script = new ArrayList<>(TABLES_PER_SCRIPT);
    for (int i = 1; i <= tables; i++) {
      script.add(isPostgresql ? postgresql(i) : mySql(i));
      if (script.size() == TABLES_PER_SCRIPT || i == tables) {
        server.execute(database, String.join("", script));
        script.clear();
      }
    }
    if (isPostgresql) {
      // A catalogue as it is on a server that was not filled a second ago.
      for (String catalog :
          List.of("class", "attribute", "attrdef", "constraint", "index", "type", "depend")) {
        server.execute(database, "vacuum analyze pg_catalog.pg_" + catalog);
      }
    }
    return database;
  }

  private static String postgresql(int i) {
    return """
        create table t%1$05d (
          id bigint generated always as identity primary key,
          parent_id bigint %2$s,
          code varchar(20) not null unique,
          name text not null default 'unnamed',
          amount numeric(12,2) not null default 0,
          quantity integer default 1,
          created_at timestamp with time zone not null default now(),
          updated_at timestamp with time zone,
          active boolean not null default true,
          note text,
          kind character(3),
          total double precision);
        create index t%1$05d_name on t%1$05d (name, created_at desc);
        comment on table t%1$05d is 'Generated table number %1$d';
        """
        .formatted(i, i % 3 == 0 ? "references t%05d".formatted(i - 1) : "");
  }

  private static String mySql(int i) {
    return """
        create table t%1$05d (
          id bigint not null auto_increment primary key,
          parent_id bigint,
          code varchar(20) not null,
          name varchar(200) not null default 'unnamed',
          amount decimal(12,2) not null default 0,
          quantity int default 1,
          created_at datetime not null default current_timestamp,
          updated_at timestamp null,
          active tinyint(1) not null default 1,
          note text,
          kind char(3),
          total double,
          unique key t%1$05d_code (code),
          key t%1$05d_name (name, created_at)%2$s
        ) comment 'Generated table number %1$d';
        """
        .formatted(
            i,
            i % 3 == 0
                ? ", constraint t%05d_parent foreign key (parent_id) references t%05d (id)"
                    .formatted(i, i - 1)
                : "");
  }
}

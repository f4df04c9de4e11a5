import { call } from "../api.js";
import { badge, field, h, onSubmit, section, select, table, time } from "../dom.js";

const PORTS = { postgresql: "5432", mysql: "3306" };

export async function show({ go }) {
  const { items } = await call("GET", "/api/connections");
  return {
    title: "Connections",
    lead: "Databases whose schema is read. No row of a table is, and no script is ever run.",
    content: [
      items.length > 0
        ? section(
            "Stored",
            table(
              "Stored connections",
              ["Name", "Server", "Database", "Account", "State", "Last contact"],
              items.map((c) => [
                h("a", { href: `/ui/connections/${c.connection_id}` }, c.name),
                `${c.dialect} at ${c.host}:${c.port}`,
                c.database_name,
                c.username,
                badge(c.status),
                time(c.last_verified_at),
              ]),
            ),
          )
        : null,
      section("New connection", form(go)),
    ],
  };
}

function text(id, attributes = {}) {
  return h("input", { id: `connection-${id}`, name: id, type: "text", required: true, autocomplete: "off", spellcheck: "false", ...attributes });
}

function form(go) {
  const dialect = select("connection-dialect", [["postgresql", "PostgreSQL"], ["mysql", "MySQL or MariaDB"]], "postgresql");
  const port = text("port", { inputmode: "numeric", pattern: "[0-9]{1,5}", value: PORTS.postgresql });
  dialect.addEventListener("change", () => {
    if (Object.values(PORTS).includes(port.value)) {
      port.value = PORTS[dialect.value];
    }
  });
  const fields = {
    name: text("name"),
    host: text("host", { placeholder: "db.internal" }),
    database_name: text("database_name"),
    username: text("username"),
    secret: text("secret", { type: "password", autocomplete: "new-password" }),
  };
  const sslMode = select("connection-ssl_mode", ["prefer", "require", "verify-full", "disable"].map((mode) => [mode, mode]), "prefer");
  const made = h(
    "form",
    { class: "grid", autocomplete: "off" },
    field("Name", fields.name),
    field("Server", dialect),
    field("Host", fields.host),
    field("Port", port),
    field("Database", fields.database_name),
    field("Account", fields.username, "One that can only read the schema is enough."),
    field("Password", fields.secret, "Stored encrypted and never shown again."),
    field("Encryption", sslMode, "verify-full checks the server's certificate and name."),
    h("div", { class: "wide" }, h("button", { type: "submit" }, "Connect")),
  );
  return onSubmit(made, async () => {
    const typed = Object.fromEntries(Object.entries(fields).map(([name, input]) => [name, input.value]));
    const stored = await call("POST", "/api/connections", { ...typed, dialect: dialect.value, port: Number(port.value), ssl_mode: sslMode.value });
    await go(`/ui/connections/${stored.connection_id}`);
  });
}

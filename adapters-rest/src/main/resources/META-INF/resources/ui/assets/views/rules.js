import { call } from "../api.js";
import { badge, field, h, section, table } from "../dom.js";

export async function show({ query, replaceQuery }) {
  const { items } = await call("GET", "/api/rules");
  const search = h("input", { id: "search", type: "search", value: query.get("search") ?? "", autocomplete: "off", spellcheck: "false" });
  const found = h("div", { "aria-live": "polite" });
  const look = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    replaceQuery(new URLSearchParams(search.value ? { search: search.value } : {}));
    const matching = items.filter((r) => words.every((w) => `${r.rule_id} ${r.title} ${r.servers} ${r.default_weight} ${r.kind}`.toLowerCase().includes(w)));
    found.replaceChildren(h("p", { class: "hint" }, `${matching.length} of ${items.length}`), ...grouped(matching));
  };
  search.addEventListener("input", look);
  look();
  return {
    title: "Rules",
    lead: "Everything that a script is checked for.",
    content: [section("Register", h("div", { class: "filters" }, field("Search", search)), found)],
  };
}

function grouped(rules) {
  return [...Map.groupBy(rules, (r) => r.group)].map(([group, members]) =>
    h(
      "div",
      {},
      h("h3", {}, group),
      table(
        group,
        ["Rule", "Weight", "Servers", "What it says"],
        members.map((r) => [h("a", { href: `/ui/rules/${r.rule_id}` }, h("code", {}, r.rule_id)), badge(r.default_weight), r.servers, r.title]),
      ),
    ),
  );
}

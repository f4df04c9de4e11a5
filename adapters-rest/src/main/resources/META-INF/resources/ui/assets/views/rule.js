import { call } from "../api.js";
import { badge, facts, h, section } from "../dom.js";
import { code } from "../sql.js";

export async function show({ ids: [id] }) {
  const { rule, documentation } = await call("GET", `/api/rules/${id}`);
  return {
    title: rule.rule_id,
    lead: rule.title,
    content: [
      section(
        "Rule",
        facts([
          ["Makes", rule.kind === "risk" ? "a risk" : "a finding"],
          ["Weight", badge(rule.default_weight)],
          ["Category", rule.category],
          ["Servers", rule.servers],
          ["A comment may pass over it", rule.can_be_passed_over ? "yes" : "no"],
        ]),
      ),
      section("Documentation", ...markdown(documentation)),
      h("p", {}, h("a", { href: "/ui/rules" }, "All rules")),
    ],
  };
}

/** As much of Markdown as the documentation of rules uses. */
function markdown(text) {
  return text
    .split(/^```\w*\n([\s\S]*?)^```$/m)
    .flatMap((part, index) => (index % 2 === 1 ? [code(part)] : part.split(/\n{2,}/).map((paragraph) => paragraph.trim()).filter(Boolean).map(block)));
}

function block(paragraph) {
  const heading = /^#{1,6} (.*)$/.exec(paragraph);
  if (heading) {
    return h("h3", {}, ...inline(heading[1]));
  }
  if (/^[-*] /.test(paragraph)) {
    return h("ul", {}, paragraph.split(/\n(?=[-*] )/).map((item) => h("li", {}, ...inline(item.slice(2)))));
  }
  return h("p", {}, ...inline(paragraph));
}

const inline = (text) =>
  text.split(/(`[^`]*`|\*\*[^*]*\*\*)/).map((part) => (part.startsWith("`") ? h("code", {}, part.slice(1, -1)) : part.startsWith("**") ? h("strong", {}, part.slice(2, -2)) : part));

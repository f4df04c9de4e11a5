// Building what is shown. Text is never read as mark-up.

/**
 * An element. Attributes that are functions become listeners, `true` sets a bare attribute, `false`,
 * null and undefined set none; so do children that are null, undefined or false.
 */
export function h(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      made.addEventListener(key, value);
    } else if (value === true) {
      made.setAttribute(key, "");
    } else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(key, value);
    }
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

export const notice = (kind, ...content) => h("p", { class: `notice ${kind}` }, ...content);

/** Names and values, one pair a line. */
export function facts(pairs) {
  const shown = pairs.filter(([, value]) => value !== null && value !== undefined);
  return h("dl", {}, shown.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
}

/** A point in time as the reader's clock has it; the exact one is in the tooltip. */
export function time(text) {
  if (!text) {
    return "never";
  }
  const shown = new Date(text).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
  return h("time", { datetime: text, title: text }, shown);
}

/** A word of a closed set, with a colour of its own; the word itself says everything. */
export function badge(word) {
  return word ? h("span", { class: `badge badge-${word}` }, words(word)) : "";
}

export const words = (label) => label.replaceAll("_", " ");

/** A table with a caption that only readers of the page by ear meet. */
export function table(caption, head, rows) {
  return h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    h(
      "table",
      {},
      h("caption", { class: "unseen" }, caption),
      h("thead", {}, h("tr", {}, head.map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, rows.map((cells) => h("tr", {}, cells.map((cell) => h("td", {}, cell))))),
    ),
  );
}

export function list(items, className) {
  return h("ul", { class: className }, items.map((item) => h("li", {}, item)));
}

export function section(title, ...content) {
  const id = `s-${title.toLowerCase().replaceAll(/\W+/g, "-")}`;
  return h("section", { "aria-labelledby": id }, h("h2", { id }, title), ...content);
}

/** A field with its label; `hint` is read with it. */
export function field(label, input, hint) {
  if (hint) {
    input.setAttribute("aria-describedby", `${input.id}-hint`);
  }
  return h(
    "div",
    { class: "field" },
    h("label", { for: input.id }, label),
    input,
    hint ? h("p", { class: "hint", id: `${input.id}-hint` }, hint) : null,
  );
}

export function select(id, options, chosen) {
  return h(
    "select",
    { id },
    options.map(([value, text]) => h("option", { value, selected: value === chosen }, text)),
  );
}

/** Where a list goes on; `look` shows the page that it is given. */
export function pager({ page, page_size, total, total_exact = true, next_cursor = null }, look, ...more) {
  const last = total_exact ? Math.max(1, Math.ceil(total / page_size)) : next_cursor === null ? page : Infinity;
  const where = total_exact ? `Page ${page} of ${last}, ${total} in all` : `Page ${page}, at least ${total} in all`;
  const turn = (to, label) => h("button", { type: "button", class: "quiet", click: () => look(to) }, label);
  return h(
    "p",
    { class: "actions" },
    page > 1 ? turn(page - 1, "Previous") : null,
    where,
    page < last ? turn(page + 1, "Next") : null,
    ...more,
  );
}

/** A button that does one thing at a time, stays reachable meanwhile, and shows why it failed. */
export function action(label, task, className = "") {
  const problem = h("span", { class: "problem", role: "alert" });
  const button = h("button", {
    type: "button",
    class: className,
    click: () => busy(button, problem, task),
  }, label);
  return h("span", { class: "action" }, button, problem);
}

/** Runs the task of a form's button, with the same care. */
export function onSubmit(form, task) {
  const problem = h("p", { class: "problem", role: "alert" });
  form.append(problem);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    busy(form.querySelector("button[type=submit]"), problem, task, form);
  });
  return form;
}

async function busy(button, problem, task, form) {
  if (button.getAttribute("aria-disabled") === "true") {
    return;
  }
  button.setAttribute("aria-disabled", "true");
  problem.replaceChildren();
  form?.querySelectorAll("[aria-invalid]").forEach((input) => input.removeAttribute("aria-invalid"));
  try {
    await task();
  } catch (error) {
    problem.replaceChildren(error.message);
    for (const one of error.fields ?? []) {
      form?.querySelector(`[name="${CSS.escape(one.field)}"]`)?.setAttribute("aria-invalid", "true");
    }
  } finally {
    button.removeAttribute("aria-disabled");
  }
}

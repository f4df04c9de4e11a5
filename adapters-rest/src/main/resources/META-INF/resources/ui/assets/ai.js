import { authMode, call, hasCredentials, useCredentials } from "./api.js";

const byId = (id) => document.getElementById(id);

/** An element with text or children; text is never read as mark-up. */
function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) {
    made.className = className;
  }
  made.append(...content);
  return made;
}

const notice = (good, text) => element("p", good ? "notice good" : "notice bad", text);

function facts(pairs) {
  const list = element("dl");
  for (const [name, value] of pairs) {
    list.append(element("dt", "", name), element("dd", "", value));
  }
  return list;
}

const orNone = (text) => text ?? "none";

/** Runs one task of a button at a time; the button stays reachable meanwhile. */
async function whileBusy(button, task) {
  if (button.getAttribute("aria-disabled") === "true") {
    return;
  }
  button.setAttribute("aria-disabled", "true");
  try {
    await task();
  } finally {
    button.removeAttribute("aria-disabled");
  }
}

async function showState() {
  const state = byId("state");
  try {
    const status = await call("GET", "/api/ai/backend/status");
    const lacks = status.missing.join(", ");
    const verdict = status.ready
      ? `Backend ${status.backend} is ready.`
      : `Backend ${status.backend} is not ready. Missing or invalid: ${lacks}. Every draft fails until then.`;
    state.replaceChildren(
      notice(status.ready, verdict),
      facts([
        ["Backend", status.backend],
        ["Base URL", orNone(status.base_url)],
        ["Model", orNone(status.model)],
        ["Missing or invalid", lacksOf(status)],
        ["Time limit of a draft", `${status.timeout_seconds} s`],
      ]),
    );
  } catch (error) {
    state.replaceChildren(notice(false, error.message));
  }
}

function lacksOf({ missing, ready }) {
  if (missing.length === 0) {
    return "nothing";
  }
  return missing.join(", ") + (ready ? " (needed by backend llm only)" : "");
}

function typedIn(id) {
  const text = byId(id).value.trim();
  return text === "" ? undefined : text;
}

async function showTest() {
  const result = byId("result");
  result.replaceChildren(element("p", "", "Asking the endpoint …"));
  try {
    const test = await call("POST", "/api/ai/backend/test", {
      base_url: typedIn("base-url"),
      api_key: typedIn("api-key"),
      model: typedIn("model"),
    });
    result.replaceChildren(notice(test.ok && test.model_available !== false, verdictOf(test)), facts(factsOf(test)));
    if (test.models.length > 0) {
      const names = test.models.map((name) => element("li", "", name));
      const heading = element("h3", "", `Models (${test.models.length})`);
      heading.id = "models-title";
      const list = element("ul", "models", ...names);
      list.setAttribute("aria-labelledby", heading.id);
      // A list that scrolls has to be reachable with the keyboard.
      list.tabIndex = 0;
      result.append(heading, list);
    }
    byId("models").replaceChildren(...test.models.map(option));
  } catch (error) {
    result.replaceChildren(notice(false, error.message));
  }
}

function verdictOf(test) {
  if (!test.ok) {
    return `Failed: ${test.error}`;
  }
  return test.model_available === false
    ? "The endpoint answers, but does not list the wanted model."
    : "The endpoint answers.";
}

function factsOf(test) {
  const available = { true: "yes", false: "no", null: "unknown" };
  return [
    ["HTTP status", test.http_status === null ? "no answer" : String(test.http_status)],
    ["Latency", `${test.latency_ms} ms`],
    ["Wanted model listed", available[String(test.model_available)]],
  ];
}

function option(name) {
  const made = document.createElement("option");
  made.value = name;
  return made;
}

function showCredentials() {
  byId("credentials").hidden = authMode === "none";
  for (const part of document.querySelectorAll("[data-mode]")) {
    const wanted = part.dataset.mode === authMode;
    part.hidden = !wanted;
    for (const input of part.querySelectorAll("input")) {
      input.disabled = !wanted;
    }
  }
}

byId("credentials-form").addEventListener("submit", (event) => {
  event.preventDefault();
  useCredentials({
    token: byId("token").value,
    principal: byId("principal").value,
    secret: byId("secret").value,
  });
  whileBusy(byId("reload"), showState);
});
byId("reload").addEventListener("click", (event) => whileBusy(event.currentTarget, showState));
byId("base-url").addEventListener("input", (event) => {
  const configured = event.currentTarget.value.trim() === "";
  byId("api-key").placeholder = configured ? "as configured" : "none";
});
byId("test-form").addEventListener("submit", (event) => {
  event.preventDefault();
  whileBusy(byId("test"), showTest);
});

showCredentials();
if (hasCredentials()) {
  showState();
} else {
  byId("state").replaceChildren(element("p", "", "Type your credentials in first."));
}

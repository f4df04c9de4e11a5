import { call } from "../api.js";
import { action, facts, field, h, notice, onSubmit, section } from "../dom.js";

export async function show() {
  const state = h("div", { id: "state", role: "status", "aria-live": "polite" });
  const read = async () => state.replaceChildren(...stateOf(await call("GET", "/api/ai/backend/status")));
  await read();
  return {
    title: "Model backend",
    lead: "What drafts the scripts, what its configuration lacks, and whether a model endpoint answers.",
    content: [
      section("State", state, h("p", { class: "actions" }, action("Read again", read))),
      section(
        "Connectivity test",
        h(
          "p",
          {},
          "Asks an endpoint for its models. Fields left empty are taken from the configuration. The configured key is only ever sent to the configured base URL: another one is called with the key you type in, or with none.",
        ),
        ...connectivityTest(),
      ),
    ],
  };
}

function stateOf(status) {
  const lacks = status.missing.join(", ");
  const verdict = status.ready
    ? `Backend ${status.backend} is ready.`
    : `Backend ${status.backend} is not ready. Missing or invalid: ${lacks}. Every draft fails until then.`;
  return [
    notice(status.ready ? "good" : "bad", verdict),
    facts([
      ["Backend", status.backend],
      ["Base URL", status.base_url ?? "none"],
      ["Model", status.model ?? "none"],
      ["Missing or invalid", lacks === "" ? "nothing" : lacks + (status.ready ? " (needed by backend llm only)" : "")],
      ["Time limit of a draft", `${status.timeout_seconds} s`],
    ]),
  ];
}

function connectivityTest() {
  const text = { type: "text", autocomplete: "off", spellcheck: "false", placeholder: "as configured" };
  const baseUrl = h("input", { ...text, id: "base-url", name: "base_url", type: "url", inputmode: "url", maxlength: "2000" });
  const apiKey = h("input", { ...text, id: "api-key", name: "api_key", type: "password", maxlength: "4096" });
  const model = h("input", { ...text, id: "model", name: "model", list: "models", maxlength: "200" });
  const known = h("datalist", { id: "models" });
  const result = h("div", { id: "result", role: "status", "aria-live": "polite" });
  baseUrl.addEventListener("input", () => {
    apiKey.placeholder = baseUrl.value.trim() === "" ? "as configured" : "none";
  });
  const form = onSubmit(
    h(
      "form",
      { class: "grid", autocomplete: "off" },
      field("Base URL", baseUrl, "Such as https://api.openai.com/v1 or http://127.0.0.1:11434/v1"),
      field("API key", apiKey),
      field("Model", model),
      known,
      h("div", { class: "wide" }, h("button", { type: "submit" }, "Test")),
    ),
    async () => {
      result.replaceChildren(h("p", {}, "Asking the endpoint …"));
      try {
        const test = await call("POST", "/api/ai/backend/test", {
          base_url: typedIn(baseUrl),
          api_key: typedIn(apiKey),
          model: typedIn(model),
        });
        result.replaceChildren(...resultOf(test));
        known.replaceChildren(...test.models.map((name) => h("option", { value: name })));
      } catch (error) {
        result.replaceChildren();
        throw error;
      }
    },
  );
  return [form, result];
}

function typedIn(input) {
  const text = input.value.trim();
  return text === "" ? undefined : text;
}

function resultOf(test) {
  const available = { true: "yes", false: "no", null: "unknown" };
  const shown = [
    notice(test.ok && test.model_available !== false ? "good" : "bad", verdictOf(test)),
    facts([
      ["HTTP status", test.http_status === null ? "no answer" : String(test.http_status)],
      ["Latency", `${test.latency_ms} ms`],
      ["Wanted model listed", available[String(test.model_available)]],
    ]),
  ];
  if (test.models.length > 0) {
    const heading = h("h3", { id: "models-title" }, `Models (${test.models.length})`);
    // A list that scrolls has to be reachable with the keyboard.
    const names = h("ul", { class: "models", tabindex: "0", "aria-labelledby": heading.id }, test.models.map((name) => h("li", {}, name)));
    shown.push(heading, names);
  }
  return shown;
}

function verdictOf(test) {
  if (!test.ok) {
    return `Failed: ${test.error}`;
  }
  return test.model_available === false
    ? "The endpoint answers, but does not list the wanted model."
    : "The endpoint answers.";
}

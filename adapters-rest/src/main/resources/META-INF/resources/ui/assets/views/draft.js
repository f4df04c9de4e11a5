import { authMode, call } from "../api.js";
import { action, badge, facts, field, h, list, notice, onSubmit, section, select, time, words } from "../dom.js";
import { editor, jumpFrom, whenQuiet } from "../editor.js";
import { sideBySide } from "../sidebyside.js";
import { code, marks } from "../sql.js";
import { findings, impacted, notChecked, risks, verdict } from "../verdict.js";

const UNFINISHED = ["queued", "running"];

/** Milliseconds between two looks at a running draft: growing, as the API asks for. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 3000;

export async function show({ ids: [id], go, again, signal }) {
  const status = await call("GET", `/api/generations/${id}/status`);
  if (UNFINISHED.includes(status.status)) {
    return running(id, status, again, signal);
  }
  const [draft, record] = await Promise.all([call("GET", `/api/generations/${id}`), call("GET", `/api/history/${id}`)]);
  const shown = { id, status, draft, record, go, again, signal };
  return {
    title: draft.request_summary,
    lead: h("span", {}, badge(draft.status), " ", draft.db_dialect, " · asked ", time(status.created_at), " · ", h("a", { href: `/ui/snapshots/${status.snapshot_id}` }, "snapshot"), " · ", h("a", { href: `/ui/connections/${status.connection_id}` }, "connection")),
    content: [request(record, draft), ...outcome(shown), attempts(id)],
  };
}

function running(id, status, again, signal) {
  const progress = h("p", { role: "status", "aria-live": "polite" }, h("progress", {}), ` ${words(status.status)}, attempt ${Math.max(1, status.attempt_count)}`);
  const poll = async (pause) => {
    await new Promise((done) => {
      setTimeout(done, pause);
    });
    if (signal.aborted) {
      return;
    }
    const now = await call("GET", `/api/generations/${id}/status`).catch(() => status);
    if (signal.aborted) {
      return;
    }
    if (UNFINISHED.includes(now.status)) {
      poll(Math.min(pause * 2, LONGEST_PAUSE));
    } else {
      again();
    }
  };
  return {
    title: "Drafting …",
    content: [
      section(
        "Progress",
        progress,
        status.status === "queued" && status.attempt_count === 0 ? action("Start", async () => {
          await call("POST", `/api/generations/${id}/execute`);
        }) : null,
        status.can_cancel ? action("Cancel", async () => {
          await call("POST", `/api/generations/${id}/cancel`);
          await again();
        }, "quiet") : null,
      ),
    ],
    ready: () => poll(FIRST_PAUSE),
  };
}

function request(record, draft) {
  const follows = draft.follows ? h("p", {}, "With answers to ", h("a", { href: `/ui/drafts/${draft.follows}` }, "what was asked back"), ".") : null;
  return section("Request", h("p", { class: "request" }, record.request_text), follows, draft.explanation ? h("p", {}, draft.explanation) : null);
}

function outcome(shown) {
  switch (shown.draft.status) {
    case "failed":
      return [failed(shown)];
    case "canceled":
      return [section("Canceled", h("p", {}, "Somebody canceled it. "), askAgain(shown))];
    case "clarification_needed":
      return [questions(shown), ...(shown.draft.generated_script ? completed(shown) : [])];
    default:
      return completed(shown);
  }
}

function failed({ id, status, draft, again }) {
  return section(
    "Failed",
    notice("bad", draft.error_message),
    facts([["Code", draft.error_code]]),
    status.can_retry ? action("Try again", async () => {
      await call("POST", `/api/generations/${id}/retry`);
      await again();
    }) : null,
  );
}

function questions(shown) {
  const { id, draft, go } = shown;
  const inputs = draft.questions.map((question) => [question.id, answerTo(question)]);
  const send = async () => {
    const answers = inputs.map(([question_id, input]) => ({ question_id, answer: input.value.trim() })).filter(({ answer }) => answer);
    if (answers.length === 0) {
      throw new Error("Answer one of the questions at least.");
    }
    const made = await call("POST", `/api/generations/${id}/answers`, { answers });
    await call("POST", `/api/generations/${made.generation_id}/execute`);
    await go(`/ui/drafts/${made.generation_id}`);
  };
  const fields = draft.questions.map((question, i) => h("div", { class: "wide" }, field(question.text, inputs[i][1]), choices(question, inputs[i][1])));
  return section(
    "Questions",
    h("p", {}, draft.status === "completed" ? "The draft stands without these answers, but may become better with them." : "The request can be read in more than one way. Nothing was guessed."),
    followers(draft),
    onSubmit(h("form", { class: "grid" }, fields, h("p", { class: "wide actions" }, h("button", { type: "submit" }, "Draft it with these answers"), askAgain(shown))), send),
  );
}

const answerTo = ({ id }) => h("input", { id: `answer-${id}`, name: id, type: "text", maxlength: "1000", autocomplete: "off" });

function choices({ choices: known }, input) {
  const take = (choice) => {
    input.value = choice;
    input.focus();
  };
  return known.length === 0
    ? null
    : h("p", { class: "actions" }, known.map((choice) => h("button", { type: "button", class: "quiet", click: () => take(choice) }, choice)));
}

function followers({ followed_by: ids }) {
  return ids.length === 0
    ? null
    : h("p", {}, "Answered in ", ids.flatMap((id, i) => [i > 0 ? ", " : "", h("a", { href: `/ui/drafts/${id}` }, `draft ${i + 1}`)]), ".");
}

const askAgain = ({ record, status }) =>
  h("a", { class: "button", href: `/ui/ask?connection=${status.connection_id}&text=${encodeURIComponent(record.request_text)}` }, "Ask in other words");

function completed(shown) {
  const { draft, status, record } = shown;
  const script = draft.effective_script_text ?? draft.generated_script;
  const copy = action("Copy the script", () => navigator.clipboard.writeText(script), "quiet");
  return [
    section(
      "Script",
      ...verdict(draft.validation),
      code(script, marks(draft.validation, draft.risks)),
      h("p", { class: "actions" }, copy),
      ...findings(draft.validation),
      ...notChecked(draft.validation),
    ),
    section("Risks", ...risks(draft.risks)),
    section("Impacted objects", ...impacted(draft.impacted_objects, status.snapshot_id)),
    section(
      "Why this draft",
      facts([["Confidence", confidence(draft.confidence_score)]]),
      draft.assumptions.length > 0 ? [h("h3", {}, "Assumptions"), list(draft.assumptions)] : null,
      draft.plan_steps.length > 0 ? [h("h3", {}, "Plan"), h("ol", {}, draft.plan_steps.map((step) => h("li", {}, step)))] : null,
    ),
    draft.status === "completed" && draft.questions.length > 0 ? questions(shown) : null,
    draft.status === "completed" ? review(shown) : null,
    record.review_feedback.length > 0 ? reviews(record) : null,
  ].filter(Boolean);
}

/** In words: the figure compares drafts, and is no probability. */
function confidence(score) {
  if (score === null) {
    return null;
  }
  const word = score >= 0.8 ? "high" : score >= 0.6 ? "fair" : "low";
  return h("span", {}, h("meter", { min: "0", max: "1", low: "0.6", high: "0.8", optimum: "1", value: String(score) }), ` ${word} (${score})`);
}

function review({ id, status, draft, again, signal }) {
  const script = draft.effective_script_text ?? draft.generated_script;
  const decision = select("review_status", [["accepted", "Accept it as it is"], ["edited", "Accept it as edited below"], ["rejected", "Reject it"]], "accepted");
  const note = h("textarea", { id: "review_note", name: "review_note", rows: "2", maxlength: "4000" });
  const reviewer = h("input", { id: "reviewer-name", type: "text", autocomplete: "name", maxlength: "200" });
  const { element, area } = editor("final_script_text", script);
  area.name = "final_script_text";
  const said = h("div", { "aria-live": "polite" });
  const compared = h("div", {});
  const edit = h("div", { class: "wide", hidden: true }, h("label", { for: "final_script_text" }, "Final script"), element, said, compared);
  const check = async () => {
    try {
      const answer = await call("POST", "/api/validations", { snapshot_id: status.snapshot_id, script_text: area.value });
      if (!signal.aborted) {
        said.replaceChildren(...verdict(answer.validation), ...findings(answer.validation), h("h3", {}, "Risks"), ...risks(answer.risks), ...notChecked(answer.validation));
      }
    } catch (error) {
      said.replaceChildren(notice("bad", error.message));
    }
    compared.replaceChildren(sideBySide(draft.generated_script, area.value));
  };
  const checkSoon = whenQuiet(area, check, signal);
  jumpFrom(said, area);
  decision.addEventListener("change", () => {
    edit.hidden = decision.value !== "edited";
    if (!edit.hidden) {
      checkSoon();
    }
  });
  const form = h(
    "form",
    { class: "grid" },
    field("Decision", decision),
    authMode === "hmac" ? null : field("Your name", reviewer, "Kept with the review, as what you say of yourself."),
    edit,
    h("div", { class: "wide" }, field("Note", note)),
    h("div", { class: "wide" }, h("button", { type: "submit" }, "Save the review")),
  );
  const decide = async () => {
    await call(
      "POST",
      `/api/history/${id}/review`,
      {
        review_status: decision.value,
        review_note: note.value === "" ? undefined : note.value,
        final_script_text: decision.value === "edited" ? area.value : undefined,
      },
      reviewer.value.trim(),
    );
    await again();
    document.getElementById("s-reviews")?.scrollIntoView();
  };
  return section("Decide", onSubmit(form, decide));
}

function reviews(record) {
  const newestFirst = [...record.review_feedback].reverse();
  return section(
    "Reviews",
    newestFirst.map((r) =>
      h(
        "article",
        { class: "review" },
        h("p", {}, badge(r.review_status), " by ", r.reviewer ?? "somebody without a name", r.reviewer && !r.reviewer_verified ? " (as claimed)" : "", ", ", time(r.created_at)),
        r.review_note ? h("p", { class: "request" }, r.review_note) : null,
        r.final_script_text ? [sideBySide(record.generated_script ?? "", r.final_script_text), r.validation ? [...verdict(r.validation), ...findings(r.validation)] : null].flat() : null,
      ),
    ),
  );
}

function attempts(id) {
  const details = h("details", {}, h("summary", {}, "Attempts"));
  details.addEventListener("toggle", async () => {
    if (!details.open || details.children.length > 1) {
      return;
    }
    try {
      const { items } = await call("GET", `/api/generations/${id}/attempts`);
      details.append(
        items.length === 0
          ? h("p", {}, "There was none.")
          : h("ol", {}, items.map((a) => h("li", {}, badge(a.outcome), " started ", time(a.started_at), a.usage ? `, ${a.usage.backend}${a.usage.model ? ` ${a.usage.model}` : ""}, ${a.usage.latency_ms} ms` : "", a.error_message ? `: ${a.error_message}` : ""))),
      );
    } catch (error) {
      details.append(notice("bad", error.message));
    }
  });
  return h("section", { "aria-label": "Attempts" }, details);
}

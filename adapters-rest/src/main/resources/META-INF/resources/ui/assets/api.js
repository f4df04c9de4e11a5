// Calls of the API with the credentials that the reader typed in. They are kept in memory only.

const page = document.body.dataset;

const credentials = { token: "", principal: "", secret: "" };

/** How callers have to prove who they are: none, token or hmac. */
export const authMode = page.authMode;

export function useCredentials(typed) {
  Object.assign(credentials, typed);
}

/** Whether a call can be made with what was typed in so far. */
export function hasCredentials() {
  switch (authMode) {
    case "token":
      return credentials.token !== "";
    case "hmac":
      return credentials.principal !== "" && credentials.secret !== "";
    default:
      return true;
  }
}

/**
 * The answer's JSON; null where the answer has no content.
 *
 * `reviewer` is who decides, where the credentials do not say so.
 *
 * Throws an Error whose message is meant for people.
 */
export async function call(method, path, fields, reviewer = "") {
  const body = fields === undefined ? "" : JSON.stringify(fields);
  const headers = asHeaders(await credentialHeaders(method, path, body));
  if (reviewer !== "") {
    headers.set(page.reviewerHeader, reviewer);
  }
  if (body !== "") {
    headers.set("Content-Type", "application/json");
  }
  let response;
  try {
    response = await fetch(path, {
      method,
      headers,
      body: body === "" ? undefined : body,
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
    });
  } catch {
    throw new Error("The service does not answer.");
  }
  const answer = await response.json().catch(() => null);
  if (!response.ok) {
    throw refused(refusal(response.status, answer), response.status, answer?.errors);
  }
  if (response.status === 204) {
    return null;
  }
  if (answer === null) {
    throw new Error("The service's answer is not readable.");
  }
  return answer;
}

/** Credentials that cannot be sent are refused like those that the service refuses. */
function refused(message, status = 401, errors = []) {
  return Object.assign(new Error(message), { status, fields: Array.isArray(errors) ? errors : [] });
}

function refusal(status, problem) {
  if (status === 401) {
    return "The service does not accept these credentials.";
  }
  const detail = typeof problem?.detail === "string" ? problem.detail : "no details";
  const fields = Array.isArray(problem?.errors) ? problem.errors.map((e) => ` ${e.field}: ${e.message}.`).join("") : "";
  return `The service refused the call (HTTP ${status}): ${detail}${fields}`;
}

function asHeaders(pairs) {
  try {
    return new Headers(pairs);
  } catch {
    throw refused("Credentials consist of visible ASCII characters.");
  }
}

async function credentialHeaders(method, path, body) {
  switch (authMode) {
    case "token":
      return { [page.tokenHeader]: credentials.token };
    case "hmac":
      return signed(method, path, body);
    default:
      return {};
  }
}

/** Method, raw path, query, principal, Unix seconds and the body's hash, one per line. */
async function signed(method, path, body) {
  if (!globalThis.crypto?.subtle) {
    throw new Error("Browsers sign requests over HTTPS or on this machine only: open the page that way.");
  }
  const timestamp = String(Math.floor(Date.now() / 1000));
  const [rawPath, query = ""] = path.split("?");
  const bodyHash = hex(await crypto.subtle.digest("SHA-256", utf8(body)));
  const payload = [method, rawPath, query, credentials.principal, timestamp, bodyHash].join("\n");
  const key = await crypto.subtle.importKey(
    "raw",
    utf8(credentials.secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  return {
    [page.principalHeader]: credentials.principal,
    [page.timestampHeader]: timestamp,
    [page.signatureHeader]: hex(await crypto.subtle.sign("HMAC", key, utf8(payload))),
  };
}

function utf8(text) {
  return new TextEncoder().encode(text);
}

function hex(buffer) {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// The frame of the pages: which view an address shows, and who calls.

import { authMode, hasCredentials, useCredentials } from "./api.js";
import { h, notice } from "./dom.js";

const ID = "([0-9a-f-]{36})";
const ROUTES = [
  ["/ui/?", "start"],
  ["/ui/connections", "connections"],
  [`/ui/connections/${ID}`, "connection"],
  [`/ui/snapshots/${ID}`, "snapshot"],
  [`/ui/snapshots/${ID}/diff/${ID}`, "diff"],
  ["/ui/ask", "ask"],
  [`/ui/drafts/${ID}`, "draft"],
  ["/ui/history", "history"],
  ["/ui/ai", "ai"],
  ["/ui/audit", "audit"],
  ["/ui/playground", "playground"],
  ["/ui/rules", "rules"],
  ["/ui/rules/([a-z_-]+)", "rule"],
].map(([path, view]) => [new RegExp(`^${path}$`), view]);

const main = document.getElementById("main");
const credentials = document.getElementById("credentials");

/** Ends what the view before has going on: polls and checks. */
let leaving = new AbortController();

let shownAddress = "";

async function show(focus) {
  shownAddress = location.pathname + location.search;
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  const route = ROUTES.map(([path, view]) => [path.exec(location.pathname), view]).find(([match]) => match);
  for (const link of document.querySelectorAll("nav a")) {
    const here = link.pathname === "/ui/" ? /^\/ui\/?$/.test(location.pathname) : location.pathname.startsWith(link.pathname);
    link.toggleAttribute("aria-current", false);
    if (here) {
      link.setAttribute("aria-current", "page");
    }
  }
  if (!hasCredentials()) {
    title("Credentials");
    main.replaceChildren();
    credentials.hidden = false;
    credentials.querySelector("input:not([disabled])").focus();
    return;
  }
  credentials.hidden = true;
  if (!route) {
    title("No such page");
    main.replaceChildren(h("h1", {}, "No such page"), h("p", {}, "The address leads nowhere. ", h("a", { href: "/ui/" }, "Start"), "."));
    return;
  }
  const [match, name] = route;
  main.setAttribute("aria-busy", "true");
  try {
    const view = await import(`./views/${name}.js`);
    const shown = await view.show({
      ids: match.slice(1),
      query: new URLSearchParams(location.search),
      signal,
      go,
      replaceQuery,
      again: () => show(false),
    });
    if (signal.aborted) {
      return;
    }
    title(shown.title);
    main.replaceChildren(h("h1", { tabindex: "-1" }, shown.title), shown.lead ? h("p", { class: "lead" }, shown.lead) : "", ...shown.content.filter(Boolean));
    if (focus) {
      main.querySelector("h1").focus();
      scrollTo(0, 0);
    }
    shown.ready?.();
  } catch (error) {
    if (!signal.aborted) {
      title("Failed");
      main.replaceChildren(h("h1", {}, "That did not work"), notice("bad", error.message), retry());
      if (error.status === 401) {
        credentials.hidden = false;
      }
    }
  } finally {
    main.removeAttribute("aria-busy");
  }
}

const retry = () => h("button", { type: "button", click: () => show(true) }, "Try again");

function title(text) {
  document.title = `${text} · dbsa`;
}

/** Shows another address of these pages. */
function go(address) {
  history.pushState(null, "", address);
  return show(true);
}

/** The same view under another query, which is then what a copied address leads to. */
function replaceQuery(query) {
  const text = query.toString();
  history.replaceState(null, "", location.pathname + (text ? `?${text}` : ""));
  shownAddress = location.pathname + location.search;
}

addEventListener("popstate", () => {
  // Places within the page move nothing but what is in sight.
  if (location.pathname + location.search !== shownAddress) {
    show(true);
  }
});

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a");
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || link.origin !== location.origin || link.hasAttribute("download") || link.target) {
    return;
  }
  const ours = link.pathname.startsWith("/ui") && !link.pathname.startsWith("/ui/assets/");
  if (ours && !(link.hash && link.pathname === location.pathname)) {
    event.preventDefault();
    go(link.pathname + link.search);
  }
});

const help = document.getElementById("keys");
const KEYS = { "?": () => help.showModal(), n: () => go("/ui/ask"), s: () => go("/ui/"), h: () => go("/ui/history"), c: () => go("/ui/connections"), p: () => go("/ui/playground") };

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, dialog, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !hasCredentials()) {
    return;
  }
  if (event.key === "/") {
    const search = main.querySelector("input[type=search]");
    if (search) {
      event.preventDefault();
      search.focus();
    }
  } else if (KEYS[event.key]) {
    event.preventDefault();
    KEYS[event.key]();
  }
});

for (const part of document.querySelectorAll("[data-mode]")) {
  const wanted = part.dataset.mode === authMode;
  part.hidden = !wanted;
  part.querySelectorAll("input").forEach((input) => {
    input.disabled = !wanted;
  });
}
document.getElementById("credentials-form").addEventListener("submit", (event) => {
  event.preventDefault();
  useCredentials({
    token: document.getElementById("token").value,
    principal: document.getElementById("principal").value,
    secret: document.getElementById("secret").value,
  });
  show(true);
});

show(false);

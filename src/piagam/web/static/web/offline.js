// Takes a page offline when the person asks for it: <div data-offline>. The worker (offline-worker.js) gives the copy
// when there is no network; what is typed there waits in unsent.js as in any outage. Signing out deletes the copies.
(function () {
  "use strict";
  var KEPT = "piagam-offline";
  var NOTES = "piagam:offline"; // whose copies, and of which pages
  var SHELF = "/luring/";
  var WORKER = "/luring.js";
  var MINUTE = 60000;
  var TOO_OLD = 30 * 24 * 60 * MINUTE;
  var person = document.body.dataset.person || "0";
  var here = location.pathname;
  var possible = "serviceWorker" in navigator && "caches" in window && window.isSecureContext;

  function notes() {
    try { return JSON.parse(localStorage.getItem(NOTES)) || { pages: {} }; } catch (_error) { return { pages: {} }; }
  }
  function note(value) {
    try {
      if (value) localStorage.setItem(NOTES, JSON.stringify(value));
      else localStorage.removeItem(NOTES);
    } catch (_error) { /* full or forbidden: the copies still serve */ }
  }

  async function forget() {
    note(null);
    if (!possible) return;
    await caches.delete(KEPT);
    var worker = await navigator.serviceWorker.getRegistration("/");
    if (worker) await worker.unregister();
  }

  async function copy(kept, path) {
    var answer = await fetch(path, { credentials: "same-origin", headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) throw new Error("no copy of " + path);
    await kept.put(path, answer);
  }

  function partsOfPage() {
    var found = new Set();
    document.querySelectorAll("script[src], link[rel=stylesheet], link[rel=icon]").forEach(function (one) {
      found.add(one.src || one.href);
    });
    performance.getEntriesByType("resource").forEach(function (one) {
      if (/\/static\//.test(one.name)) found.add(one.name);
    });
    return Array.from(found).filter(function (address) { return address.indexOf(location.origin + "/") === 0; });
  }

  async function take() {
    await navigator.serviceWorker.register(WORKER, { scope: "/" });
    await navigator.serviceWorker.ready;
    var kept = await caches.open(KEPT);
    await kept.addAll(partsOfPage());
    await copy(kept, SHELF);
    await renew(kept);
  }

  async function renew(kept) {
    await copy(kept || (await caches.open(KEPT)), here);
    var known = notes();
    known.owner = person;
    known.pages[here] = { title: document.title.split(" · ")[0], at: Date.now() };
    note(known);
    show();
  }

  async function drop(path) {
    var known = notes();
    delete known.pages[path];
    if (!Object.keys(known.pages).length) await forget();
    else {
      await (await caches.open(KEPT)).delete(path);
      note(known);
    }
  }

  function moment(at) {
    return new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  }

  var box = document.querySelector("[data-offline]");
  function show(failed) {
    if (!box) return;
    var taken = notes().pages[here];
    var state = failed ? "failed" : !taken ? "no" : navigator.onLine === false ? "away" : "yes";
    box.hidden = false;
    box.querySelectorAll("[data-offline-when]").forEach(function (part) {
      part.hidden = part.dataset.offlineWhen.split(" ").indexOf(state) < 0;
    });
    box.querySelectorAll("[data-offline-at]").forEach(function (part) { part.textContent = taken ? moment(taken.at) : ""; });
  }

  function listen() {
    box.addEventListener("click", function (event) {
      if (event.target.closest("[data-offline-take]")) take().catch(function () { show(true); });
      if (event.target.closest("[data-offline-drop]")) drop(here).then(function () { show(); });
    });
    ["online", "offline"].forEach(function (kind) { window.addEventListener(kind, function () { show(); }); });
    // A copy carries the versions of its fields, so it follows what was saved: at most once a minute, and on leaving.
    var renewed = Date.now();
    var behind = false;
    function follow(leaving) {
      if (!behind || !notes().pages[here] || (!leaving && Date.now() - renewed < MINUTE)) return;
      behind = false;
      renewed = Date.now();
      renew().catch(function () { behind = true; });
    }
    document.addEventListener("piagam:saved", function () { behind = true; follow(false); });
    document.addEventListener("visibilitychange", function () { if (document.hidden) follow(true); });
    show();
  }

  // The page that lists the copies.
  function list(shelf) {
    var known = notes();
    var paths = Object.keys(known.pages);
    var line = shelf.querySelector("template");
    shelf.querySelectorAll("li").forEach(function (old) { old.remove(); });
    paths.forEach(function (path) {
      var item = line.content.cloneNode(true);
      item.querySelector("a").href = path;
      item.querySelector("a").textContent = known.pages[path].title;
      item.querySelector("[data-offline-at]").textContent = moment(known.pages[path].at);
      item.querySelector("button").addEventListener("click", function () { drop(path).then(function () { list(shelf); }); });
      shelf.append(item);
    });
    shelf.hidden = paths.length === 0;
    document.querySelector("[data-offline-none]").hidden = paths.length > 0;
  }

  async function tidy() {
    var known = notes();
    if (known.owner && known.owner !== person && person !== "0") return forget(); // somebody else's
    await Promise.all(Object.keys(known.pages).map(function (path) {
      return Date.now() - known.pages[path].at > TOO_OLD ? drop(path) : null;
    }));
  }

  document.addEventListener("submit", function (event) {
    if (event.target.matches("[data-forget]")) forget();
  });
  tidy().then(function () {
    var shelf = document.querySelector("[data-offline-shelf]");
    if (shelf) list(shelf);
    if (box && possible) listen();
  });
})();

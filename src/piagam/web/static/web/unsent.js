// Text that the server has not acknowledged, as the browser keeps it: under the person, the address and the field.
// In two places. localStorage is written before the page can go away, but reaches the disk only now and then (Chromium
// writes it out ever more rarely); IndexedDB reaches it at once, but not before a page that closes. The newer one counts.
(function () {
  "use strict";
  var PREFIX = "piagam:unsent:";
  var KEPT_FOR = 7 * 24 * 3600 * 1000; // what nobody sent in a week is forgotten
  var opened = null;

  // It may be full or forbidden: then only the page itself remembers.
  function read(key) {
    try { return JSON.parse(localStorage.getItem(key)); } catch (_error) { return null; }
  }
  function write(key, value) {
    try {
      if (value) localStorage.setItem(key, JSON.stringify(value));
      else localStorage.removeItem(key);
    } catch (_error) { /* nothing to do */ }
  }

  function disk() {
    opened = opened || new Promise(function (resolve) {
      try {
        var asked = indexedDB.open("piagam", 1);
        asked.onupgradeneeded = function () { asked.result.createObjectStore("unsent"); };
        asked.onsuccess = function () { resolve(asked.result); };
        asked.onerror = asked.onblocked = function () { resolve(null); };
        setTimeout(function () { resolve(null); }, 2000);
      } catch (_error) { resolve(null); }
    });
    return opened;
  }

  // Runs `work` on the records; resolves when it is on the disk, or at once where there is none.
  async function onDisk(work, mode) {
    var database = await disk();
    if (!database) return null;
    return new Promise(function (resolve) {
      try {
        var step = database.transaction("unsent", mode || "readwrite");
        var asked = work(step.objectStore("unsent"));
        step.oncomplete = function () { resolve(asked); };
        step.onerror = step.onabort = function () { resolve(null); };
      } catch (_error) { resolve(null); }
    });
  }

  function keys(of) {
    try {
      return Object.keys(localStorage).filter(function (key) {
        return key.indexOf(PREFIX + (of ? of + ":" : "")) === 0;
      });
    } catch (_error) { return []; }
  }

  function put(key, value) {
    value.at = Date.now();
    write(key, value);
    onDisk(function (records) { records.put(value, key); });
  }

  // That a text is gone is kept too: an older copy of it may come back with localStorage after a crash.
  function drop(key) {
    write(key, null);
    onDisk(function (records) { records.put({ at: Date.now(), gone: true }, key); });
  }

  function forget() {
    keys("").forEach(function (key) { write(key, null); });
    return onDisk(function (records) { records.clear(); });
  }

  // Brings both places to the newer of their records, and lets go what is too old. Resolves when that is done.
  async function settle() {
    var found = new Map();
    await onDisk(function (records) {
      var cursor = records.openCursor();
      cursor.onsuccess = function () {
        var one = cursor.result;
        if (!one) return;
        if (Date.now() - one.value.at > KEPT_FOR) one.delete();
        else found.set(one.key, one.value);
        one.continue();
      };
    });
    keys("").forEach(function (key) {
      var kept = read(key);
      var other = found.get(key);
      if (!kept || !kept.at || Date.now() - kept.at > KEPT_FOR) write(key, null);
      else if (other && other.at >= kept.at) write(key, other.gone ? null : other);
      found.delete(key);
    });
    found.forEach(function (value, key) { if (!value.gone) write(key, value); });
  }

  window.piagamUnsent = { PREFIX: PREFIX, get: read, put: put, drop: drop, keys: keys, forget: forget, settled: settle() };
})();

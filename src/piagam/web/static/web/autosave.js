// Saves a form while it is filled in: <form data-autosave="URL">. What the server answers: ../../components.md.
// Text that the server has not acknowledged stays in the browser (unsent.js); what signing out does to it: leaving.js.
(function () {
  "use strict";
  var WAIT = 800;
  var FIRST_RETRY = 2000;
  var LAST_RETRY = 60000;
  var ASK_AGAIN = 20000; // while somebody signs in again in another tab
  var english = document.documentElement.lang.slice(0, 2) === "en";
  var person = document.body.dataset.person || "0";
  var store = window.piagamUnsent;

  var SAY = english
    ? {
        saving: "Saving…",
        saved: "Saved",
        retrying: "Not saved yet — trying again",
        offline: "Not saved yet — no network. Go on writing: it is saved when the network is back.",
        stopped: "Not saved yet.",
        check: "Not saved yet: please check this answer.",
        restored: "Restored from this device; saving…",
        conflict: "This answer was changed meanwhile. Which text is to stay?",
        mine: "Your text",
        theirs: "Text that is saved",
        useMine: "Use my text",
        useTheirs: "Use the saved text",
        expired: "Not saved yet: you were signed out.",
        signIn: "Sign in in a new tab",
        resumes: "What you type stays here and is saved as soon as you are signed in.",
      }
    : {
        saving: "Menyimpan…",
        saved: "Tersimpan",
        retrying: "Belum tersimpan — mencoba lagi",
        offline: "Belum tersimpan — tidak ada jaringan. Tulis saja terus: tersimpan begitu jaringan kembali.",
        stopped: "Belum tersimpan.",
        check: "Belum tersimpan: periksa isian ini.",
        restored: "Dipulihkan dari perangkat ini; menyimpan…",
        conflict: "Isian ini berubah sementara itu. Tulisan mana yang dipakai?",
        mine: "Tulisan Anda",
        theirs: "Yang sudah tersimpan",
        useMine: "Pakai tulisan saya",
        useTheirs: "Pakai yang tersimpan",
        expired: "Belum tersimpan: masa masuk Anda berakhir.",
        signIn: "Masuk lagi di tab baru",
        resumes: "Tulisan Anda tetap di sini dan tersimpan begitu Anda masuk lagi.",
      };

  // A sign-in makes a new token: the cookie has it, a page from before has not.
  function tokenOf(form) {
    var cookie = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
    var input = form.querySelector('[name="csrfmiddlewaretoken"]');
    if (cookie && input) input.value = cookie[1];
    return cookie ? cookie[1] : input ? input.value : "";
  }

  function clock() {
    var now = new Date();
    var two = function (number) { return String(number).padStart(2, "0"); };
    return two(now.getHours()) + (english ? ":" : ".") + two(now.getMinutes());
  }

  function inputsOf(form, name) {
    return Array.prototype.filter.call(form.elements, function (input) {
      return input.name === name && input.type !== "hidden";
    });
  }

  function valuesOf(form, name) {
    return inputsOf(form, name)
      .filter(function (input) { return !/^(radio|checkbox)$/.test(input.type) || input.checked; })
      .map(function (input) { return input.value; });
  }

  // Values as people read them: the labels of what can be chosen.
  function shownOf(form, name, values) {
    return values.map(function (value) {
      var found = value;
      inputsOf(form, name).forEach(function (input) {
        if (input.tagName === "SELECT") {
          Array.prototype.forEach.call(input.options, function (option) { if (option.value === value) found = option.text; });
        } else if (/^(radio|checkbox)$/.test(input.type) && input.value === value && input.labels.length) {
          found = input.labels[0].textContent.trim();
        }
      });
      return found;
    }).join(", ");
  }

  function fill(form, name, values) {
    inputsOf(form, name).forEach(function (input) {
      if (/^(radio|checkbox)$/.test(input.type)) input.checked = values.indexOf(input.value) >= 0;
      else input.value = values.length ? values[0] : "";
      input.dispatchEvent(new CustomEvent("piagam:filled", { bubbles: true }));
    });
    var area = inputsOf(form, name)[0];
    if (area && area.matches("[data-words]")) area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // Was the field changed before this script arrived, as over a slow line? Only a page that was loaded afresh can tell:
  // on the way back the browser fills in old texts itself. An emptied text may be the browser's doing (a wrong date).
  function wasChangedEarly(form, name) {
    var loaded = performance.getEntriesByType("navigation")[0];
    if (!loaded || loaded.type !== "navigate") return false;
    var plain = function (text) { return text.replace(/\r\n?/g, "\n"); };
    return inputsOf(form, name).some(function (input) {
      if (!isKept(input)) return false;
      if (/^(radio|checkbox)$/.test(input.type)) return input.checked !== input.defaultChecked;
      if (input.tagName !== "SELECT") return input.value !== "" && plain(input.value) !== plain(input.defaultValue);
      var sent = Array.prototype.filter.call(input.options, function (option) { return option.defaultSelected; });
      if (!sent.length && !input.multiple) sent = [input.options[0]];
      return Array.prototype.some.call(input.options, function (option) { return option.selected !== sent.includes(option); });
    });
  }

  function isKept(input) {
    return input.name && /^(INPUT|SELECT|TEXTAREA)$/.test(input.tagName) &&
      !/^(hidden|file|password|submit)$/.test(input.type) && !input.closest("[data-autosave-off]");
  }

  function Saver(form) {
    this.form = form;
    this.url = form.dataset.autosave || form.action;
    this.whole = form.dataset.autosaveSend === "form";
    this.known = new Map(); // field → its text as the server has it
    this.waiting = new Map(); // field → number of the change that is not yet acknowledged
    this.unanswered = null; // what was sent and got no answer: it may have been kept all the same
    this.contested = new Map(); // field → what another person wrote there, until this person decides
    this.changes = 0;
    this.timer = null;
    this.busy = false;
    this.stopped = false;
    this.failures = 0;
    var scope = form.closest("[data-save-scope]") || form;
    this.line = scope.querySelector("[data-save-line]") || document.querySelector("[data-save-line]");
    var saver = this;
    Array.prototype.forEach.call(form.elements, function (input) {
      if (!input.name) return;
      saver.known.set(input.name, saver.text(input.name));
      if (wasChangedEarly(form, input.name)) saver.wait(input.name);
    });
    store.settled.then(this.restore.bind(this));
  }

  Saver.prototype.text = function (name) {
    return valuesOf(this.form, name).join("\u0000");
  };

  Saver.prototype.key = function (name) {
    return store.PREFIX + person + ":" + this.url + ":" + name;
  };

  Saver.prototype.say = function (text, tone) {
    if (!this.line) return;
    this.line.className = "save-line" + (tone ? " save-line--" + tone : "");
    this.line.textContent = text;
  };

  // A field may have a version of its own beside it; else the form's counts.
  Saver.prototype.version = function (name) {
    return this.form.elements.namedItem("version-" + name) || this.form.querySelector('[name="version"]');
  };

  // What the browser keeps of a field: the text, and which version it was written upon.
  Saver.prototype.keep = function (name) {
    var version = this.version(name);
    store.put(this.key(name), {
      values: valuesOf(this.form, name),
      version: version ? version.value : null,
      page: location.pathname,
      title: document.title.split(" · ")[0],
    });
  };

  Saver.prototype.restore = function () {
    var saver = this;
    var restored = false;
    var names = new Set(Array.prototype.map.call(this.form.elements, function (input) { return input.name; }));
    names.forEach(function (name) {
      var kept = name && !saver.waiting.has(name) && store.get(saver.key(name));
      if (!kept || !Array.isArray(kept.values)) return;
      if (kept.values.join("\u0000") === saver.text(name)) {
        store.drop(saver.key(name));
        return;
      }
      fill(saver.form, name, kept.values);
      var version = saver.version(name);
      if (version && kept.version) version.value = kept.version; // so that nobody's later text is overwritten
      saver.waiting.set(name, ++saver.changes);
      restored = true;
    });
    if (restored) {
      this.say(SAY.restored, "busy");
      this.plan(WAIT);
    }
  };

  Saver.prototype.changed = function (input) {
    if (!isKept(input)) return;
    if (this.contested.has(input.name)) { // nothing is sent of it before the person has chosen
      this.keep(input.name);
      this.showBoth(input.name);
      return;
    }
    if (!this.waiting.has(input.name) && this.known.get(input.name) === this.text(input.name)) return;
    this.wait(input.name);
  };

  Saver.prototype.wait = function (name) {
    this.waiting.set(name, ++this.changes);
    this.keep(name);
    if (this.stopped !== "sign-in") this.stopped = false;
    this.plan(WAIT);
  };

  Saver.prototype.plan = function (after) {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.send.bind(this), after);
  };

  Saver.prototype.body = function (name) {
    var body = this.whole ? new URLSearchParams(new FormData(this.form)) : new URLSearchParams();
    if (!this.whole) {
      valuesOf(this.form, name).forEach(function (value) { body.append(name, value); });
      if (!body.has(name)) body.append(name, "");
      var version = this.version(name);
      if (version) body.append("version", version.value);
    }
    body.set("field", name);
    body.delete("csrfmiddlewaretoken");
    return body;
  };

  // What goes next. A sending without an answer goes once more as it was, before what was typed on: if it was kept,
  // the server says so and tells its version. Else the person's later text would look like a stranger's.
  Saver.prototype.next = function () {
    if (this.unanswered) return this.unanswered;
    var name = this.waiting.keys().next().value;
    var fields = this.whole ? new Map(this.waiting) : new Map([[name, this.waiting.get(name)]]);
    return { name: name, fields: fields, body: this.body(name) };
  };

  Saver.prototype.send = async function () {
    if (this.busy || this.stopped || !this.waiting.size) return;
    if (this.whole && this.contested.size) return; // the form goes as one: first the decision
    var sent = this.next();
    this.busy = true;
    this.say(SAY.saving, "busy");
    var answer = null;
    var told = {};
    try {
      answer = await fetch(this.url, {
        method: "POST",
        body: sent.body,
        headers: { Accept: "application/json", "X-CSRFToken": tokenOf(this.form), "X-Piagam-Person": person },
        credentials: "same-origin",
        redirect: "manual",
        signal: AbortSignal.timeout(30000),
      });
      told = await answer.json();
    } catch (error) {
      // An answer that broke off, or some gateway's page with status 200, is no answer.
      if (!answer || answer.ok || !(error instanceof SyntaxError)) answer = null;
    }
    this.busy = false;
    this.heard(sent, answer, told);
  };

  Saver.prototype.heard = function (sent, answer, told) {
    var status = answer ? answer.status : 0;
    if (!status || status === 408 || status >= 500) this.unanswered = sent;
    else if (answer.ok || status === 400 || status === 409 || status === 422) this.unanswered = null;
    if (answer && answer.ok) this.saved(sent.name, sent.fields, told);
    else if (status === 409 && told.version !== undefined && told.version !== null) this.conflict(sent.name, told);
    else if (status === 400 || status === 422) this.refused(sent.name, sent.fields, told);
    else if ((status === 401 && told.code === "sign-in") || (answer && answer.type === "opaqueredirect")) this.signIn(told);
    else if (!answer || status === 429 || status === 408 || status >= 500) this.again(answer);
    else this.stop(told); // 401 for the second factor, 403, 404, 409 without a version
  };

  Saver.prototype.acknowledge = function (sent) {
    var saver = this;
    sent.forEach(function (change, field) {
      if (saver.waiting.get(field) !== change) return; // typed on meanwhile
      saver.waiting.delete(field);
      saver.known.set(field, saver.text(field));
      store.drop(saver.key(field));
    });
  };

  Saver.prototype.saved = function (name, sent, told) {
    var version = this.version(name);
    if (version && told.version !== undefined) version.value = told.version;
    this.failures = 0;
    this.stopped = false;
    this.acknowledge(sent);
    var saver = this;
    this.waiting.forEach(function (_change, field) { saver.keep(field); }); // typed on: upon the new version
    sent.forEach(function (_change, field) { saver.mistake(field, []); });
    Object.keys(told.fragments || {}).forEach(function (id) {
      var old = document.getElementById(id);
      if (!old || old.contains(document.activeElement)) return;
      old.outerHTML = told.fragments[id];
      document.dispatchEvent(new CustomEvent("piagam:replaced"));
    });
    if (this.waiting.size) this.plan(0);
    else this.rest(told.at);
  };

  // Nothing waits: said with the time, unless a contested field still asks for a decision.
  Saver.prototype.rest = function (at) {
    if (this.contested.size) this.say(SAY.conflict, "off");
    else this.say(SAY.saved + " " + (at || clock()), "done");
    document.dispatchEvent(new CustomEvent("piagam:saved"));
    if (this.whenSaved && !this.contested.size) this.whenSaved();
  };

  Saver.prototype.refused = function (name, sent, told) {
    var saver = this;
    var errors = told.errors || {};
    if (told.sentence) errors[name] = [told.sentence];
    Object.keys(errors).forEach(function (field) { saver.mistake(field, errors[field]); });
    sent.forEach(function (change, field) {
      if (saver.waiting.get(field) === change) saver.waiting.delete(field); // the text stays kept until it is mended
    });
    this.say(SAY.check, "off");
    if (this.waiting.size) this.plan(WAIT);
  };

  Saver.prototype.again = function (answer) {
    this.failures += 1;
    var wait = Math.min(LAST_RETRY, FIRST_RETRY * Math.pow(2, this.failures - 1)) * (0.8 + 0.4 * Math.random());
    var asked = answer ? Number(answer.headers.get("Retry-After")) * 1000 : 0;
    this.say(navigator.onLine === false ? SAY.offline : SAY.retrying, "off");
    this.plan(Math.max(wait, asked || 0));
  };

  Saver.prototype.stop = function (told) {
    this.stopped = true;
    this.say(SAY.stopped + " " + (told.sentence || ""), "off");
  };

  // The sign-in ended. A link opens it in another tab; the text waits here, and is sent when the person comes back.
  Saver.prototype.signIn = function (told) {
    this.stopped = "sign-in";
    this.say(SAY.expired + " ", "off");
    if (!this.line) return;
    var link = document.createElement("a");
    link.href = told.sign_in || "/masuk/";
    link.target = "_blank";
    link.rel = "opener";
    link.textContent = SAY.signIn;
    this.line.append(link, " — " + SAY.resumes);
    clearTimeout(this.timer);
    this.timer = setTimeout(this.resume.bind(this), ASK_AGAIN);
  };

  Saver.prototype.resume = function () {
    if (this.stopped !== "sign-in") return;
    if (document.hidden) return; // coming back to the page resumes
    this.stopped = false;
    this.plan(0);
  };

  // At once, whatever stopped it; `then` is called when nothing waits any more.
  Saver.prototype.sendNow = function (then) {
    this.stopped = false;
    this.whenSaved = then;
    this.plan(0);
  };

  // The mistake stands beside its field, and the field names it to a screen reader.
  Saver.prototype.mistake = function (name, sentences) {
    var input = inputsOf(this.form, name)[0];
    var box = input && input.closest(".field");
    if (!box) return;
    box.querySelectorAll(".field__error--live").forEach(function (old) { old.remove(); });
    if (!sentences.length) {
      if (!box.querySelector(".field__error")) box.classList.remove("field--error");
      return;
    }
    box.classList.add("field--error");
    sentences.forEach(function (sentence) {
      var line = document.createElement("p");
      line.className = "field__error field__error--live";
      line.textContent = sentence;
      input.before(line);
    });
  };

  Saver.prototype.conflict = function (name, told) {
    var theirs = [].concat(told.theirs === undefined || told.theirs === null ? "" : told.theirs).map(String);
    this.waiting.delete(name);
    this.contested.set(name, { theirs: theirs, version: told.version, sentence: told.sentence || SAY.conflict });
    this.keep(name);
    this.showBoth(name);
    this.say(SAY.conflict, "off");
    if (this.waiting.size) this.plan(WAIT); // the other fields go on
  };

  // Both texts, one above the other, and a button for each.
  Saver.prototype.showBoth = function (name) {
    var saver = this;
    var contest = this.contested.get(name);
    var input = inputsOf(this.form, name)[0];
    var box = (input && input.closest(".field")) || this.form;
    var mine = shownOf(this.form, name, valuesOf(this.form, name));
    var old = box.querySelector(".two-texts");
    if (old) {
      old.querySelector(".pre").textContent = mine;
      return;
    }
    var panel = document.createElement("section");
    panel.className = "two-texts";
    panel.setAttribute("role", "alert");
    var sentence = document.createElement("p");
    sentence.textContent = contest.sentence;
    panel.append(sentence);
    [[SAY.mine, mine, SAY.useMine, false], [SAY.theirs, shownOf(this.form, name, contest.theirs), SAY.useTheirs, true]].forEach(
      function (side) {
        var part = document.createElement("div");
        var title = document.createElement("h3");
        var text = document.createElement("p");
        var button = document.createElement("button");
        title.textContent = side[0];
        text.textContent = side[1];
        text.className = "pre";
        button.type = "button";
        button.className = "button button--small button--quiet";
        button.textContent = side[2];
        button.addEventListener("click", function () { saver.settle(name, side[3], panel); });
        part.append(title, text, button);
        panel.append(part);
      }
    );
    box.append(panel);
  };

  Saver.prototype.settle = function (name, usesTheirs, panel) {
    var contest = this.contested.get(name);
    var kept = this.version(name);
    if (kept) kept.value = contest.version;
    this.contested.delete(name);
    this.waiting.set(name, ++this.changes);
    if (usesTheirs) {
      fill(this.form, name, contest.theirs);
      this.acknowledge(new Map([[name, this.changes]]));
    } else {
      this.keep(name);
    }
    panel.remove();
    this.stopped = false;
    var input = inputsOf(this.form, name)[0];
    if (input) input.focus();
    if (this.waiting.size) this.plan(0);
    else this.rest();
  };

  var savers = new Map();
  function start() {
    document.querySelectorAll("form[data-autosave]").forEach(function (form) {
      if (!savers.has(form)) savers.set(form, new Saver(form));
    });
  }
  function saverOf(input) {
    return input.form && savers.get(input.form);
  }
  ["input", "change"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      var saver = saverOf(event.target);
      if (saver) saver.changed(event.target);
    });
  });
  var leavingNow = false;
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if ((form.getAttribute("method") || "").toLowerCase() === "post") tokenOf(form);
    var saver = savers.get(form);
    if (saver) clearTimeout(saver.timer); // the whole form goes by the ordinary way
  });
  document.addEventListener("piagam:replaced", start);
  window.addEventListener("online", function () {
    savers.forEach(function (saver) { if (saver.waiting.size) saver.plan(0); });
  });
  function back() {
    if (document.hidden) return;
    savers.forEach(function (saver) { saver.resume(); });
  }
  window.addEventListener("focus", back);
  document.addEventListener("visibilitychange", back);
  window.addEventListener("beforeunload", function (event) {
    var unsent = false;
    savers.forEach(function (saver) {
      if ((saver.waiting.size && (saver.failures || saver.stopped)) || saver.contested.size) unsent = true;
    });
    if (unsent && !leavingNow) event.preventDefault();
  });
  start();

  window.piagamAutosave = {
    tokenOf: tokenOf,
    unsaved: function () {
      return Array.from(savers.values()).filter(function (saver) { return saver.waiting.size; });
    },
    leaves: function () { leavingNow = true; }, // knowingly: no question at the door
  };
})();

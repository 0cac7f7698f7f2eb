// Leaving a browser with text that was never saved: signing out asks what becomes of it (<form data-forget>), and text
// of another page gets a line that leads back to it. Why: docs/explanation/decisions, "Unsaved text on shared computers".
(function () {
  "use strict";
  var store = window.piagamUnsent;
  var autosave = window.piagamAutosave;
  var person = document.body.dataset.person || "0";
  var english = document.documentElement.lang.slice(0, 2) === "en";
  var SAY = english
    ? {
        elsewhere: "Text that is not saved yet is kept in this browser:",
        dropText: "delete it",
        leaving: "Some text is not saved yet. What is to become of it?",
        sendFirst: "Save it first, then sign out",
        keep: "Sign out and keep it in this browser",
        drop: "Sign out and delete it",
        stay: "Stay here",
        shared: "On a shared computer, do not keep it: others could read it.",
      }
    : {
        elsewhere: "Ada tulisan yang belum tersimpan di peramban ini:",
        dropText: "hapus saja",
        leaving: "Ada tulisan yang belum tersimpan. Mau diapakan?",
        sendFirst: "Simpan dulu, lalu keluar",
        keep: "Keluar, tulisan tetap di peramban ini",
        drop: "Keluar dan hapus tulisan itu",
        stay: "Batal keluar",
        shared: "Di komputer yang dipakai bersama, jangan tinggalkan tulisan: orang lain dapat membacanya.",
      };

  function button(words, look, does) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = "button " + look;
    made.textContent = words;
    made.addEventListener("click", does);
    return made;
  }

  function leave(form) {
    autosave.leaves();
    autosave.tokenOf(form);
    form.submit();
  }

  // Nothing is left behind unasked.
  function ask(form) {
    var old = document.querySelector(".leaving");
    if (old) old.remove();
    var panel = document.createElement("section");
    panel.className = "leaving callout callout--warning";
    panel.setAttribute("role", "alertdialog");
    panel.setAttribute("aria-labelledby", "leaving-title");
    panel.tabIndex = -1;
    var title = document.createElement("h2");
    title.id = "leaving-title";
    title.textContent = SAY.leaving;
    var hint = document.createElement("p");
    hint.textContent = SAY.shared;
    var actions = document.createElement("div");
    actions.className = "actions";
    var look = "button--quiet button--small";
    function whenSaved() {
      if (autosave.unsaved().length) return;
      if (store.keys(person).length) ask(form);
      else leave(form);
    }
    if (autosave.unsaved().length) {
      actions.append(button(SAY.sendFirst, look, function () {
        autosave.unsaved().forEach(function (saver) { saver.sendNow(whenSaved); });
        whenSaved(); // it may have been saved while the question stood there
      }));
    }
    actions.append(
      button(SAY.keep, look, function () { leave(form); }),
      button(SAY.drop, look, function () { store.forget().then(function () { leave(form); }); }),
      button(SAY.stay, look, function () { panel.remove(); })
    );
    panel.append(title, hint, actions);
    (document.querySelector("main .page") || document.getElementById("main")).prepend(panel);
    panel.focus();
  }

  document.addEventListener("submit", function (event) {
    if (!event.target.matches("[data-forget]")) return;
    if (!store.keys(person).length) {
      store.forget(); // other people's too
      return;
    }
    event.preventDefault();
    saveOrAsk(event.target);
  });

  // What was typed a moment ago is saved on the way out; only what cannot be saved now needs a decision.
  function saveOrAsk(form) {
    var waiting = autosave.unsaved();
    if (!waiting.length || waiting.some(function (saver) { return saver.failures || saver.stopped; })) {
      ask(form);
      return;
    }
    var tooLong = setTimeout(function () { ask(form); }, 2500);
    waiting.forEach(function (saver) {
      saver.sendNow(function () {
        if (autosave.unsaved().length) return;
        clearTimeout(tooLong);
        if (store.keys(person).length) ask(form);
        else leave(form);
      });
    });
  }

  // What was typed before the browser crashed, say.
  function pointElsewhere() {
    var pages = new Map();
    store.keys(person).forEach(function (key) {
      var kept = store.get(key);
      if (kept && kept.page && kept.page !== location.pathname) pages.set(kept.page, kept.title || kept.page);
    });
    if (!pages.size) return;
    var line = document.createElement("p");
    line.className = "message message--warning";
    line.setAttribute("role", "status");
    line.append(SAY.elsewhere);
    pages.forEach(function (title, page) {
      var link = document.createElement("a");
      link.href = page;
      link.textContent = title;
      var drop = button(SAY.dropText, "button--link", function () {
        store.keys(person).forEach(function (key) { if ((store.get(key) || {}).page === page) store.drop(key); });
        link.remove();
        drop.remove();
        if (!line.querySelector("a")) line.remove();
      });
      line.append(" ", link, " ", drop);
    });
    document.querySelector(".page").append(line);
  }
  store.settled.then(pointElsewhere);
})();

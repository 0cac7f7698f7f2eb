// Who else has this page's innovation open, and at which field: <p data-presence="URL">. Asks every 15 seconds while
// the page is in sight, and when another field is entered. Without it the line says who was there when it was made.
(function () {
  "use strict";
  var line = document.querySelector("[data-presence]");
  if (!line) return;
  var EVERY = 15000;
  var english = document.documentElement.lang.slice(0, 2) === "en";
  var SAY = english
    ? { also: "Also open for", last: "last", at: "in", here: "is in this field" }
    : { also: "Dibuka juga oleh", last: "terakhir", at: "di", here: "sedang di isian ini" };
  var field = "";
  var timer = null;
  var asking = false;

  function token() {
    var input = document.querySelector('[name="csrfmiddlewaretoken"]');
    var cookie = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
    return cookie ? cookie[1] : input ? input.value : "";
  }

  function boxOf(name) {
    var input = name && document.querySelector('form[data-autosave] [name="' + CSS.escape(name) + '"]:not([type="hidden"])');
    return input ? input.closest(".field") : null;
  }

  function labelOf(box) {
    var label = box && box.querySelector("label, legend");
    return label ? label.textContent.trim() : "";
  }

  function show(people) {
    document.querySelectorAll(".presence__field").forEach(function (old) { old.remove(); });
    line.hidden = !people.length;
    line.textContent = people.length ? SAY.also + " " + people.map(function (one) {
      var label = labelOf(boxOf(one.field));
      return one.name + (one.last ? " (" + SAY.last + " " + one.last + ")" : label ? " (" + SAY.at + " " + label + ")" : "");
    }).join(", ") : "";
    people.forEach(function (one) {
      var box = boxOf(one.field);
      if (!box) return;
      var mark = document.createElement("p");
      mark.className = "presence__field";
      mark.textContent = one.name + " " + SAY.here;
      box.prepend(mark);
    });
  }

  async function ask() {
    clearTimeout(timer);
    if (document.hidden || asking) return;
    asking = true;
    try {
      var answer = await fetch(line.dataset.presence, {
        method: "POST",
        body: new URLSearchParams({ isian: field }),
        headers: { Accept: "application/json", "X-CSRFToken": token() },
        credentials: "same-origin",
        redirect: "manual",
        signal: AbortSignal.timeout(10000),
      });
      if (answer.ok) show((await answer.json()).people);
    } catch (_error) { /* the next time */ }
    asking = false;
    timer = setTimeout(ask, EVERY);
  }

  document.addEventListener("focusin", function (event) {
    var form = event.target.closest && event.target.closest("form[data-autosave]");
    var now = form && event.target.name ? event.target.name : "";
    if (now === field) return;
    field = now;
    clearTimeout(timer);
    timer = setTimeout(ask, 600);
  });
  document.addEventListener("visibilitychange", function () { if (!document.hidden) ask(); });
  timer = setTimeout(ask, EVERY); // the page itself says who was there when it was made
})();

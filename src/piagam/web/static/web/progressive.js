// Small comforts; every page works without them.
(function () {
  "use strict";

  // The first mistake gets the focus, so that a screen reader starts there.
  var summary = document.querySelector("[data-focus-first]");
  if (summary) summary.focus();

  // On a narrow screen the menu line scrolls: the page one is on comes into view.
  var here = document.querySelector(".site-nav [aria-current]");
  if (here) {
    var list = here.closest("ul");
    list.scrollLeft = Math.max(0, here.offsetLeft - 16);
  }

  // A menu closes by Escape and by a click elsewhere.
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details[data-closes][open]").forEach(function (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
  document.addEventListener("click", function (event) {
    document.querySelectorAll("details[data-closes][open]").forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  // data-shown-when="name=value": shown only while that input of the same form has that value.
  function valuesOf(form, name) {
    var found = [];
    form.querySelectorAll('[name="' + CSS.escape(name) + '"]').forEach(function (input) {
      if ((input.type === "radio" || input.type === "checkbox") && !input.checked) return;
      found.push(input.value);
    });
    return found;
  }
  function settle(form) {
    form.querySelectorAll("[data-shown-when]").forEach(function (part) {
      var wanted = part.dataset.shownWhen.split("=");
      part.hidden = valuesOf(form, wanted[0]).indexOf(wanted.slice(1).join("=")) < 0;
    });
  }
  function settleAll() {
    document.querySelectorAll("form").forEach(function (form) {
      if (form.querySelector("[data-shown-when]")) settle(form);
    });
  }
  document.addEventListener("change", function (event) {
    if (event.target.form) settle(event.target.form);
  });
  document.addEventListener("piagam:replaced", settleAll);
  settleAll();

  // data-submits: a filter that sends its form at once when a choice changes.
  document.addEventListener("change", function (event) {
    var form = event.target.form;
    if (form && event.target.matches("[data-submits]")) form.requestSubmit();
  });

  // Keys of the reading table: Alt and the letter of data-key="t" on a link, a button or an input.
  // Never a letter alone: somebody who dictates would press it by speaking (WCAG 2.1.4).
  document.addEventListener("keydown", function (event) {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.code.indexOf("Key") !== 0) return;
    var meant = document.querySelector('[data-key="' + event.code.slice(3).toLowerCase() + '"]');
    if (!meant) return;
    event.preventDefault();
    meant.focus();
    meant.click();
  });
})();

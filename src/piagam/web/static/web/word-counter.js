// Counts words while one types: textarea[data-words], with data-words-min and data-words-max where the rules have them.
(function () {
  "use strict";
  var WORD = /[\p{L}\p{N}_][\p{L}\p{N}\p{M}_'’./-]*/gu; // words.py counts by the same pattern
  var english = document.documentElement.lang.slice(0, 2) === "en";
  var number = new Intl.NumberFormat(english ? "en" : "id");

  function say(count, least, most) {
    var words = number.format(count) + (english ? " words" : " kata");
    if (least && count < least) {
      return words + (english ? " · " + number.format(least - count) + " more needed" : " · kurang " + number.format(least - count));
    }
    if (most && count > most) {
      return words + (english ? " · " + number.format(count - most) + " too many" : " · kelebihan " + number.format(count - most));
    }
    return words + (least || most ? (english ? " · fits" : " · cukup") : "");
  }

  function count(area) {
    var line = document.getElementById(area.id + "_words");
    if (!line) return;
    var words = (area.value.match(WORD) || []).length;
    var least = Number(area.dataset.wordsMin) || 0;
    var most = Number(area.dataset.wordsMax) || 0;
    line.textContent = say(words, least, most);
    line.classList.toggle("field__words--off", Boolean((least && words < least) || (most && words > most)));
  }

  document.addEventListener("input", function (event) {
    if (event.target.matches("[data-words]")) count(event.target);
  });
  function countAll() {
    document.querySelectorAll("[data-words]").forEach(count);
  }
  document.addEventListener("piagam:replaced", countAll);
  countAll();
})();

// Opens a row where it stands, instead of fetching the whole page again. Without it the same links open the page.
(function () {
  "use strict";

  async function open(code, address) {
    var box = document.getElementById(code);
    if (!box || !box.classList.contains("answer--closed")) return false;
    box.setAttribute("aria-busy", "true");
    var url = address.split("#")[0] + "&bagian=1";
    var answer = await fetch(url, { credentials: "same-origin", headers: { "X-Requested-With": "fetch" } });
    if (!answer.ok) throw new Error(String(answer.status));
    var held = document.createElement("template");
    held.innerHTML = await answer.text();
    var row = held.content.getElementById(code);
    if (!row) throw new Error("no row");
    box.replaceWith(row);
    document.dispatchEvent(new CustomEvent("piagam:replaced"));
    row.querySelector("summary").focus();
    return true;
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-row]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    var code = link.dataset.row;
    var box = document.getElementById(code);
    if (!box) return;
    event.preventDefault();
    if (box.tagName === "DETAILS") {
      box.open = true;
      box.scrollIntoView();
      return;
    }
    open(code, link.getAttribute("href")).then(
      function () { document.getElementById(code).scrollIntoView({ block: "nearest" }); },
      function () { location.href = link.href; }
    );
  });
})();

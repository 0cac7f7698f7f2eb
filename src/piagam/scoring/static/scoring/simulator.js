// What htmx leaves open: an ended sign-in leads to the sign-in page, trouble is said, and the answer is read aloud.
(() => {
  const trouble = document.getElementById("simulator-trouble");
  const said = document.getElementById("simulator-said");
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const answer = event.detail.xhr;
    if (answer.status === 200 && !answer.responseText.trimStart().startsWith('<div id="simulator"')) {
      event.detail.shouldSwap = false;
      location.reload();
    }
  });
  document.body.addEventListener("htmx:afterSwap", () => {
    trouble.hidden = true;
    said.textContent = document.querySelector(".simulator__bar").firstChild.textContent.trim();
  });
  for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.body.addEventListener(name, () => { trouble.hidden = false; });
  }
})();

// Reads a chosen file in the browser and fills in its name, size, kind and SHA-256. Nothing is sent.
(function () {
  "use strict";
  var english = document.documentElement.lang.slice(0, 2) === "en";
  var SAY = english
    ? { working: "Reading the file…", done: "Filled in below.", failed: "This browser cannot read it; fill in the lines by hand." }
    : { working: "Membaca berkas…", done: "Isian di bawah sudah terisi.", failed: "Peramban ini tidak dapat membacanya; isi baris di bawah dengan tangan." };

  function fill(form, name, value) {
    var input = form.elements.namedItem(name);
    if (input && value) input.value = value;
  }

  document.addEventListener("DOMContentLoaded", function () {
    var input = document.querySelector("input[data-fingerprint]");
    if (!input || !window.crypto || !crypto.subtle) return;
    var line = document.querySelector("[data-fingerprint-line]");
    document.querySelector("[data-fingerprint-field]").hidden = false;
    input.addEventListener("change", function () {
      var file = input.files[0];
      if (!file) return;
      line.textContent = SAY.working;
      file.arrayBuffer().then(function (bytes) { return crypto.subtle.digest("SHA-256", bytes); }).then(function (digest) {
        var hex = Array.prototype.map.call(new Uint8Array(digest), function (byte) { return ("0" + byte.toString(16)).slice(-2); }).join("");
        fill(input.form, "sha256", hex);
        fill(input.form, "file_name", file.name);
        fill(input.form, "size", String(file.size));
        fill(input.form, "media_type", file.type);
        input.value = "";
        line.textContent = SAY.done;
      }).catch(function () { line.textContent = SAY.failed; });
    });
  });
})();

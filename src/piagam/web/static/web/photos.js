// Photos before they are sent: smaller, and several as one PDF, if the person wants. Nothing leaves the browser for it.
(function () {
  "use strict";
  var LONGEST = 2000;
  var QUALITY = 0.82;
  var WORTH = 700 * 1024;
  var english = document.documentElement.lang.slice(0, 2) === "en";
  var SAY = english
    ? { title: "Photos", smaller: "Make them smaller before sending (saves data; stays readable)", one: "Put them together into one PDF", go: "Send", working: "Preparing the photos…" }
    : { title: "Foto", smaller: "Perkecil sebelum dikirim (hemat data, tetap terbaca)", one: "Jadikan satu PDF", go: "Kirim", working: "Menyiapkan foto…" };

  function isPhoto(file) { return /^image\/(jpeg|png|webp)$/.test(file.type); }

  // Draws a photo no larger than LONGEST on its longer side, the right way up, as JPEG.
  function drawn(file, smaller) {
    return createImageBitmap(file, { imageOrientation: "from-image" }).then(function (picture) {
      var scale = smaller ? Math.min(1, LONGEST / Math.max(picture.width, picture.height)) : 1;
      var canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      var paper = canvas.getContext("2d");
      paper.fillStyle = "#fff";
      paper.fillRect(0, 0, canvas.width, canvas.height);
      paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
      picture.close();
      return new Promise(function (resolve) {
        canvas.toBlob(function (blob) { resolve({ blob: blob, width: canvas.width, height: canvas.height }); }, "image/jpeg", smaller ? QUALITY : 0.95);
      });
    });
  }

  function shrunk(file) {
    return drawn(file, true).then(function (made) {
      if (!made.blob || made.blob.size >= file.size) return file;
      return new File([made.blob], file.name.replace(/\.[^.]+$/, "") + ".jpg", { type: "image/jpeg", lastModified: file.lastModified });
    }).catch(function () { return file; });
  }

  // A PDF of JPEGs, one to an A4 page. JPEG is stored in a PDF as it is, so nothing is drawn twice.
  function pdfOf(pictures) {
    var parts = [], offsets = [], length = 0;
    function add(part) { parts.push(part); length += typeof part === "string" ? part.length : part.size; }
    function object(number, text, blob) {
      offsets[number] = length;
      add(number + " 0 obj\n" + text);
      if (blob) { add("\nstream\n"); add(blob); add("\nendstream"); }
      add("\nendobj\n");
    }
    add("%PDF-1.4\n");
    var kids = pictures.map(function (_one, place) { return 3 + 3 * place + " 0 R"; }).join(" ");
    object(1, "<< /Type /Catalog /Pages 2 0 R >>");
    object(2, "<< /Type /Pages /Count " + pictures.length + " /Kids [" + kids + "] >>");
    pictures.forEach(function (one, place) {
      var number = 3 + 3 * place, wide = one.width > one.height;
      var page = wide ? [842, 595] : [595, 842];
      var scale = Math.min((page[0] - 40) / one.width, (page[1] - 40) / one.height);
      var size = [one.width * scale, one.height * scale];
      var draw = "q " + size[0].toFixed(2) + " 0 0 " + size[1].toFixed(2) + " " + ((page[0] - size[0]) / 2).toFixed(2) + " " + ((page[1] - size[1]) / 2).toFixed(2) + " cm /P Do Q";
      object(number, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 " + page.join(" ") + "] /Resources << /XObject << /P " + (number + 1) + " 0 R >> >> /Contents " + (number + 2) + " 0 R >>");
      object(number + 1, "<< /Type /XObject /Subtype /Image /Width " + one.width + " /Height " + one.height + " /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length " + one.blob.size + " >>", one.blob);
      object(number + 2, "<< /Length " + draw.length + " >>", new Blob([draw]));
    });
    var start = length, count = offsets.length;
    add("xref\n0 " + count + "\n0000000000 65535 f \n");
    for (var number = 1; number < count; number += 1) add(String(offsets[number]).padStart(10, "0") + " 00000 n \n");
    add("trailer\n<< /Size " + count + " /Root 1 0 R >>\nstartxref\n" + start + "\n%%EOF\n");
    return new Blob(parts, { type: "application/pdf" });
  }

  function together(files, smaller) {
    return files.reduce(function (before, file) {
      return before.then(function (made) { return drawn(file, smaller).then(function (one) { return made.concat(one); }); });
    }, Promise.resolve([])).then(function (pictures) {
      var name = files[0].name.replace(/\.[^.]+$/, "") + " (" + files.length + " foto).pdf";
      return [new File([pdfOf(pictures)], name, { type: "application/pdf" })];
    });
  }

  function choice(text, checked) {
    var label = document.createElement("label"), input = document.createElement("input"), words = document.createElement("span");
    label.className = "choice";
    input.type = "checkbox";
    input.checked = checked;
    words.textContent = text;
    label.append(input, " ", words);
    label.input = input;
    return label;
  }

  function pdfWanted(input) { return !input.dataset.formats || /pdf/i.test(input.dataset.formats); }

  // Asks what to do with photos; other files go on untouched.
  function prepare(input, files) {
    var photos = files.filter(isPhoto), others = files.filter(function (file) { return !isPhoto(file); });
    var heavy = photos.some(function (file) { return file.size > WORTH; });
    if (!photos.length || (!heavy && photos.length < 2) || !window.createImageBitmap) return Promise.resolve(files);
    return new Promise(function (resolve) {
      var box = document.createElement("fieldset"), legend = document.createElement("legend"), go = document.createElement("button");
      box.className = "field uploads__photos";
      legend.textContent = SAY.title + " (" + photos.length + ")";
      var smaller = choice(SAY.smaller, heavy), one = choice(SAY.one, false);
      go.type = "button";
      go.className = "button button--small";
      go.textContent = SAY.go;
      box.append(legend, smaller);
      if (photos.length > 1 && pdfWanted(input)) box.append(one);
      box.append(go);
      input.after(box);
      smaller.input.focus();
      go.addEventListener("click", function () {
        go.disabled = true;
        go.textContent = SAY.working;
        var ready = one.input.checked ? together(photos, smaller.input.checked)
          : smaller.input.checked ? Promise.all(photos.map(shrunk)) : Promise.resolve(photos);
        ready.catch(function () { return photos; }).then(function (made) { box.remove(); resolve(made.concat(others)); });
      });
    });
  }

  window.piagamPhotos = { prepare: prepare, pdfOf: pdfOf };
})();

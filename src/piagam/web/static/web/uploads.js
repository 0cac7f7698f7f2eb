// Sends chosen files ahead of their form, in parts that survive a dropped line (tus 1.0): <input type="file" data-upload="URL">.
// Without this script the form sends the file itself. Photos may be made smaller, or one PDF, before (photos.js).
(function () {
  "use strict";
  var PART = 1024 * 1024;
  var SMALL_PART = 256 * 1024;
  var HEAD = 256 * 1024;
  var WAITS = [0, 1000, 2000, 4000, 8000, 15000, 30000, 60000];
  var english = document.documentElement.lang.slice(0, 2) === "en";
  var SAY = english
    ? { waiting: "Waiting", sending: "Sending", paused: "Paused", done: "Arrived", again: "The line is down. Going on as soon as it is back.",
        pause: "Pause", resume: "Go on", cancel: "Remove", finishing: "The form is sent as soon as every file has arrived.",
        failed: "Not sent.", resumed: "Going on where it stopped.", of: " of " }
    : { waiting: "Menunggu", sending: "Mengirim", paused: "Dijeda", done: "Sudah sampai", again: "Jaringan terputus. Dilanjutkan begitu tersambung lagi.",
        pause: "Jeda", resume: "Lanjutkan", cancel: "Hapus", finishing: "Isian dikirim begitu semua berkas sampai.",
        failed: "Tidak terkirim.", resumed: "Melanjutkan dari bagian terakhir.", of: " dari " };
  var library = null;

  // The protocol's own client is fetched when the first file is chosen.
  function tus(address) {
    library = library || new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = address;
      script.onload = function () { resolve(window.tus); };
      script.onerror = function () { library = null; reject(new Error("no script")); };
      document.head.appendChild(script);
    });
    return library;
  }

  function token(form) {
    var input = form.querySelector('[name="csrfmiddlewaretoken"]');
    return input ? input.value : "";
  }

  function megabytes(bytes) {
    var text = (bytes / 1048576).toFixed(1);
    return (english ? text : text.replace(".", ",")) + " MB";
  }

  // SHA-256 of the first bytes: by it another device knows that it holds the same file.
  function headOf(file) {
    if (!window.crypto || !crypto.subtle) return Promise.resolve("");
    return file.slice(0, HEAD).arrayBuffer().then(function (bytes) { return crypto.subtle.digest("SHA-256", bytes); }).then(function (digest) {
      return Array.prototype.map.call(new Uint8Array(digest), function (byte) { return ("0" + byte.toString(16)).slice(-2); }).join("");
    }).catch(function () { return ""; });
  }

  function slow() {
    var line = navigator.connection;
    return line && (line.saveData || /(^|-)2g$/.test(line.effectiveType || "") || (line.downlink && line.downlink < 0.5));
  }

  function button(text, name, work) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = "button button--quiet button--small";
    made.textContent = text;
    var more = document.createElement("span");
    more.className = "hidden-visually";
    more.textContent = " " + name;
    made.appendChild(more);
    made.addEventListener("click", work);
    return made;
  }

  function Sending(field, file) {
    this.field = field;
    this.file = file;
    this.state = "waiting";
    this.item = document.createElement("li");
    this.item.className = "uploads__file";
    this.name = document.createElement("span");
    this.name.className = "uploads__name";
    this.name.textContent = file.name;
    this.bar = document.createElement("progress");
    this.bar.max = 100;
    this.bar.value = 0;
    this.bar.setAttribute("aria-label", file.name);
    this.line = document.createElement("span");
    this.line.className = "uploads__line";
    this.actions = document.createElement("span");
    this.actions.className = "actions";
    var me = this;
    this.toggle = button(SAY.pause, file.name, function () { me.state === "paused" ? me.go() : me.pause(); });
    this.actions.append(this.toggle, button(SAY.cancel, file.name, function () { me.cancel(); }));
    this.item.append(this.name, this.bar, this.line, this.actions);
    field.list.appendChild(this.item);
    this.say(SAY.waiting);
  }

  Sending.prototype.say = function (text, tone) {
    this.line.textContent = text;
    this.item.dataset.state = this.state;
    if (tone || this.state === "done") this.field.live.textContent = this.file.name + ": " + text;
  };

  Sending.prototype.start = function () {
    var me = this;
    return Promise.all([tus(this.field.input.dataset.tus), headOf(this.file), this.field.known()]).then(function (got) {
      var known = got[2].filter(function (one) {
        return one.length === me.file.size && one.name === me.file.name && (!one.head || !got[1] || one.head === got[1]);
      })[0];
      me.upload = new got[0].Upload(me.file, {
        endpoint: me.field.endpoint,
        uploadUrl: known ? known.url : null,
        chunkSize: slow() ? SMALL_PART : PART,
        retryDelays: WAITS,
        removeFingerprintOnSuccess: true,
        headers: { "X-CSRFToken": token(me.field.form), Accept: "application/json" },
        metadata: { filename: me.file.name, head: got[1], purpose: me.field.input.dataset.purpose || "document" },
        onProgress: function (sent, whole) { me.progress(sent, whole); },
        onSuccess: function () { me.done(); },
        onError: function (error) { me.failed(error); },
        onShouldRetry: function (error) {
          var status = error.originalResponse ? error.originalResponse.getStatus() : 0;
          me.say(SAY.again, "care");
          return !status || status >= 500 || status === 409 || status === 423 || status === 429 || status === 460;
        },
      });
      if (known) { me.say(SAY.resumed); return []; }
      return me.upload.findPreviousUploads();
    }).then(function (earlier) {
      if (earlier.length) { me.upload.resumeFromPreviousUpload(earlier[0]); }
      me.go();
    }).catch(function (error) { me.failed(error); });
  };

  Sending.prototype.go = function () {
    if (this.state === "done") return;
    this.state = "sending";
    this.toggle.firstChild.textContent = SAY.pause;
    this.say(SAY.sending);
    this.upload.start();
  };

  Sending.prototype.pause = function () {
    if (this.state !== "sending") return;
    this.state = "paused";
    this.upload.abort();
    this.toggle.firstChild.textContent = SAY.resume;
    this.say(SAY.paused, "care");
  };

  Sending.prototype.progress = function (sent, whole) {
    if (this.state !== "sending") return;
    this.bar.value = whole ? (100 * sent) / whole : 0;
    this.say(megabytes(sent) + SAY.of + megabytes(whole));
  };

  Sending.prototype.done = function () {
    this.state = "done";
    this.bar.value = 100;
    this.toggle.remove();
    var key = this.upload.url.replace(/\/+$/, "").split("/").pop();
    this.hidden = [["-upload", key], ["-upload-name", this.file.name]].map(function (pair) {
      var input = document.createElement("input");
      input.type = "hidden";
      input.name = this.field.input.name + pair[0];
      input.value = pair[1];
      this.item.appendChild(input);
      return input;
    }, this);
    this.say(SAY.done);
    this.field.settled();
  };

  Sending.prototype.failed = function (error) {
    this.state = "failed";
    var sentence = SAY.failed;
    try { sentence = JSON.parse(error.originalResponse.getBody()).sentence || sentence; } catch (_error) { /* keep ours */ }
    this.toggle.remove();
    this.item.classList.add("uploads__file--failed");
    this.say(sentence, "bad");
    this.field.settled();
  };

  Sending.prototype.cancel = function () {
    if (this.upload && this.state !== "done") this.upload.abort(this.state !== "failed").catch(function () { /* it ends by itself */ });
    this.item.remove();
    this.field.drop(this);
  };

  function Field(input) {
    this.input = input;
    this.form = input.form;
    this.endpoint = input.dataset.upload;
    this.files = [];
    this.wanted = null;
    this.list = document.createElement("ul");
    this.list.className = "uploads";
    this.live = document.createElement("p");
    this.live.className = "hidden-visually";
    this.live.setAttribute("aria-live", "polite");
    input.after(this.list, this.live);
    var field = this;
    input.addEventListener("change", function () { field.chosen(Array.prototype.slice.call(input.files)); });
    this.form.addEventListener("submit", function (event) { field.submitting(event); });
  }

  Field.prototype.known = function () {
    this.asked = this.asked || fetch(this.endpoint, { headers: { Accept: "application/json" }, credentials: "same-origin" })
      .then(function (answer) { return answer.ok ? answer.json() : { uploads: [] }; })
      .then(function (told) { return told.uploads; })
      .catch(function () { return []; });
    return this.asked;
  };

  Field.prototype.chosen = function (files) {
    var field = this;
    if (!files.length) return;
    if (!this.input.multiple) this.files.slice().forEach(function (one) { one.cancel(); });
    this.input.value = ""; // what is sent ahead is not sent again with the form
    var prepared = window.piagamPhotos ? window.piagamPhotos.prepare(field.input, files) : Promise.resolve(files);
    prepared.then(function (ready) { field.send(ready); });
  };

  Field.prototype.send = function (files) {
    var field = this;
    this.input.required = false;
    files.reduce(function (before, file) {
      var one = new Sending(field, file);
      field.files.push(one);
      return before.then(function () { return one.start(); });
    }, Promise.resolve());
  };

  Field.prototype.drop = function (one) {
    this.files = this.files.filter(function (other) { return other !== one; });
    this.settled();
  };

  Field.prototype.pending = function () {
    return this.files.some(function (one) { return /waiting|sending|paused/.test(one.state); });
  };

  Field.prototype.submitting = function (event) {
    if (!this.pending()) return;
    event.preventDefault();
    this.wanted = event.submitter || true;
    this.files.forEach(function (one) { if (one.state === "paused") one.go(); });
    this.live.textContent = SAY.finishing;
    this.live.className = "uploads__wait";
  };

  Field.prototype.settled = function () {
    var failed = this.files.some(function (one) { return one.state === "failed"; });
    if (!this.wanted || this.pending() || failed) return;
    var by = this.wanted;
    this.wanted = null;
    this.form.requestSubmit(by === true ? undefined : by);
  };

  var bound = new WeakSet();
  function start() {
    Array.prototype.forEach.call(document.querySelectorAll("input[type=file][data-upload]"), function (input) {
      if (bound.has(input)) return;
      bound.add(input);
      new Field(input);
    });
  }
  document.addEventListener("DOMContentLoaded", start);
  document.addEventListener("piagam:replaced", start); // a row that was opened later
})();

// Opens the room's picture in this page, as large as it gets, and opens it again whenever it is lost.
//
// textual.js draws: it makes a terminal of every element of class "textual-terminal" when the page has loaded. It has
// no second try and no way to be told of one, so its beginning is kept here and run anew, and its socket is watched.
"use strict";

(() => {
  // So many that who speaks and what is allowed are spelt in letters, which are read from further away than large cells.
  const COLUMNS = 200;
  const FEWEST_ROWS = 49;
  // The shape of a cell of Roboto Mono, for a font of size one.
  const CELL_WIDTH = 0.6;
  const CELL_HEIGHT = 1.32;

  // Milliseconds.
  const FIRST_WAIT = 500;
  const LONGEST_WAIT = 5000;
  const PATIENCE = 1.6; // Each wait is so many times as long as the one before.
  const STEADY = 10000;
  const ASK_EVERY = 5000;
  const SILENCE = 20000;
  const SETTLED = 300;

  // Bytes: what is written before anything is drawn comes in pieces that are no longer than this.
  const LONGEST_PREPARATION = 10;

  const ALIVE = JSON.stringify(["alive"]);

  const openTerminals = window.onload;
  window.onload = null;

  let socket = null;
  let begun = 0;
  let heard = 0;
  let wait = FIRST_WAIT;
  let trying = false;
  let fontSize = 0;

  class WatchedSocket extends WebSocket {
    constructor(...address) {
      super(...address);
      socket = this;
      begun = heard = Date.now();
      this.addEventListener("message", (event) => {
        if (socket !== this) return;
        heard = Date.now();
        if (event.data.byteLength > LONGEST_PREPARATION) show();
      });
      this.addEventListener("close", (event) => {
        if (socket === this) lost(event.reason);
      });
    }
  }
  window.WebSocket = WatchedSocket;

  function say(text) {
    document.body.classList.remove("-shown");
    document.getElementById("word").textContent = text;
  }

  function show() {
    document.body.classList.add("-shown");
  }

  function fittingFontSize() {
    const widest = window.innerWidth / COLUMNS / CELL_WIDTH;
    const highest = window.innerHeight / FEWEST_ROWS / CELL_HEIGHT;
    return Math.max(6, Math.round(Math.min(widest, highest)));
  }

  function letGo() {
    const old = socket;
    socket = null;
    if (old !== null) old.close();
  }

  function lost(reason) {
    letGo();
    say(reason || document.body.dataset.lost);
    if (Date.now() - begun > STEADY) wait = FIRST_WAIT;
    tryLater();
  }

  function tryLater() {
    if (trying) return;
    trying = true;
    setTimeout(tryNow, wait);
    wait = Math.min(wait * PATIENCE, LONGEST_WAIT);
  }

  async function tryNow() {
    const free = await askForPlace();
    trying = false;
    if (free) begin();
    else tryLater();
  }

  async function askForPlace() {
    const patience = new AbortController();
    const over = setTimeout(() => patience.abort(), LONGEST_WAIT);
    try {
      const answer = await fetch("/place", { cache: "no-store", signal: patience.signal });
      if (!answer.ok) say(await answer.text());
      return answer.ok;
    } catch {
      // There is no server to answer; the next try comes.
      return false;
    } finally {
      clearTimeout(over);
    }
  }

  function begin() {
    letGo();
    const fresh = document.createElement("div");
    fontSize = fittingFontSize();
    fresh.id = "terminal";
    fresh.className = "textual-terminal";
    fresh.inert = true; // Nothing in the room can be clicked, chosen or typed in, and no key of the browser is taken.
    fresh.dataset.fontSize = fontSize;
    fresh.dataset.sessionWebsocketUrl = location.origin.replace(/^http/, "ws") + "/ws";
    document.getElementById("terminal").replaceWith(fresh);
    openTerminals();
  }

  // A server that has vanished without a word, as while this machine slept, is noticed by its silence.
  setInterval(() => {
    if (socket === null) return;
    if (Date.now() - heard > SILENCE) lost("");
    else if (socket.readyState === WebSocket.OPEN) socket.send(ALIVE);
  }, ASK_EVERY);

  let settling = 0;
  window.addEventListener("resize", () => {
    clearTimeout(settling);
    settling = setTimeout(() => {
      if (socket === null || fittingFontSize() === fontSize) return;
      say("");
      begin();
    }, SETTLED);
  });

  // A screen that goes dark between two phases is of no use to the room. A browser may say no, and then it may.
  function stayLit() {
    if (document.visibilityState !== "visible" || navigator.wakeLock === undefined) return;
    navigator.wakeLock.request("screen").catch((refused) => console.info(refused));
  }
  document.addEventListener("visibilitychange", stayLit);
  stayLit();

  // textual.js reads wishes from the address; there are none to have.
  history.replaceState(null, "", "/");
  say(document.body.dataset.opening);
  trying = true;
  // The terminal measures its letters once, so they must be there first.
  const letters = ["16px 'Roboto Mono'", "bold 16px 'Roboto Mono'"].map((font) => document.fonts.load(font));
  Promise.allSettled(letters).then(tryNow);
})();

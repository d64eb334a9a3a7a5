// @ts-check
/**
 * <online-harms-chat data-server="https://HOST" data-exit="https://…">: the chat. It keeps nothing outside this page's memory, and
 * every word goes in as text, never as HTML. What stands inside the element is shown first in the chat.
 * Whatever goes wrong, the person is left with 999, helplines and the words they typed.
 *
 * @typedef {import("./parts.js").Block} Block
 * @typedef {import("./parts.js").Choice} Choice
 * @typedef {{text: string, bubble: HTMLElement, stop: AbortController}} Turn  One message that waits for its answer.
 */
import { LINES, UNRECORDED, ask, card, hidden, make, skeleton } from "./parts.js";

const EXIT = "https://www.bbc.co.uk/weather"; // no account, no history, nothing to explain
const SECOND = 1000, MINUTE = 60 * SECOND;
const LOOKING = 0.8 * SECOND, SLOW = 2.5 * SECOND, GIVE_UP = 8 * SECOND, TAPS = 5 * SECOND;
const COVER = 5 * MINUTE, WARN = 29 * MINUTE, WIPE = 30 * MINUTE;
const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

class OnlineHarmsChat extends HTMLElement {
  #part = skeleton();
  /** The one live region, outside the shadow root, where screen readers hear it reliably. */
  #voice = make("div", { ...UNRECORDED, "aria-live": "polite" });
  #sender = newId();
  /** @type {Set<Turn>} */ #waiting = new Set();
  /** @type {Turn[]} */ #unanswered = [];
  /** @type {number[]} */ #taps = [];
  #chord = false;
  #touched = Date.now();
  #watch = 0;
  #hush = 0;
  #off = new AbortController();

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).append(this.#part.style, this.#part.bar, this.#part.chat);
    for (const [name, value] of Object.entries({ position: "fixed", width: "1px", height: "1px", overflow: "hidden", "clip-path": "inset(50%)", "white-space": "pre-line" })) this.#voice.style.setProperty(name, value);
    const { form, input, clear, uncover, again } = this.#part;
    form.addEventListener("submit", (event) => { event.preventDefault(); this.#send(input.value, input.value); });
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      form.requestSubmit();
    });
    again.addEventListener("click", () => this.#retry());
    clear.addEventListener("click", () => { this.clear(); this.#speak("The chat is cleared."); });
    uncover.addEventListener("click", () => this.#uncover());
    for (const kind of ["pointerdown", "keydown", "input", "wheel"]) this.addEventListener(kind, () => { if (this.#part.cover.hidden) this.#touched = Date.now(); }, { passive: true });
    for (const kind of ["dragover", "drop", "paste"]) this.addEventListener(kind, refuseFiles);
  }

  connectedCallback() {
    this.#off = new AbortController();
    const { signal } = this.#off;
    document.body.append(this.#voice);
    try { this.#part.bar.showPopover(); } catch { /* an older browser: the bar is fixed, only not above everything */ }
    this.#part.leave.setAttribute("href", this.#exit());
    document.addEventListener("click", (event) => {
      if (!event.composedPath().some((node) => node instanceof Element && node.hasAttribute("data-leave"))) return;
      event.preventDefault();
      this.leave();
    }, { signal, capture: true });
    for (const kind of /** @type {const} */ (["keydown", "keyup"])) document.addEventListener(kind, (event) => this.#shift(event), { signal, capture: true });
    addEventListener("pagehide", () => this.clear(), { signal });
    document.addEventListener("visibilitychange", () => this.#idle(), { signal });
    this.#watch = setInterval(() => this.#idle(), 5 * SECOND);
  }

  disconnectedCallback() {
    this.#off.abort();
    clearInterval(this.#watch);
    this.clear();
    this.#voice.remove();
  }

  /** Forgets the chat at once: what was said, what was typed, what was on its way, and the id. */
  clear() {
    for (const turn of this.#waiting) turn.stop.abort();
    this.#waiting.clear();
    this.#unanswered = [];
    this.#sender = newId();
    this.#touched = Date.now();
    this.#part.input.value = "";
    this.#part.log.replaceChildren(this.#part.opening);
    this.#voice.replaceChildren();
    this.#part.cover.hidden = true;
    this.#covered(false);
  }

  /** Wipes the page and puts another in its place, so that Back does not return here. */
  leave() {
    const exit = this.#exit();
    try {
      document.title = "Loading";
      document.body.replaceChildren(); // also ends this element, which clears the chat
    } finally { location.replace(exit); }
  }

  #exit() {
    try {
      const wanted = new URL(this.dataset.exit || EXIT);
      return /^https?:$/.test(wanted.protocol) ? wanted.href : EXIT;
    } catch { return EXIT; }
  }

  /** @param {KeyboardEvent} event Shift three times, by itself: capitals do not count. */
  #shift(event) {
    const down = event.type === "keydown";
    if (event.key !== "Shift") {
      if (down) { this.#taps = []; this.#chord = event.shiftKey; }
    } else if (!down) {
      const now = Date.now();
      this.#taps = this.#chord ? [] : [...this.#taps.filter((tap) => now - tap < TAPS), now];
      this.#chord = false;
      if (this.#taps.length > 2) this.leave();
    }
  }

  /** @param {string} payload What the server gets. @param {string} shown What the person sees themselves say. */
  async #send(payload, shown) {
    if (!payload.trim()) return;
    this.#forgetUnanswered(payload);
    this.#part.input.value = "";
    const bubble = make("div", { class: "said" }, hidden("You: "), make("p", { class: "text", dir: "auto" }, shown.trim()));
    const turn = { text: payload, bubble, stop: new AbortController() };
    this.#waiting.add(turn);
    this.#add(bubble);
    const timers = [
      setTimeout(() => { if (this.#waiting.has(turn)) this.#add(this.#part.looking); }, LOOKING),
      setTimeout(() => { if (this.#waiting.has(turn)) this.#fail(turn, "No answer yet. You do not have to wait for it:"); }, SLOW),
      setTimeout(() => turn.stop.abort(), GIVE_UP)];
    try {
      const { shown: found, plain } = await ask(this.dataset.server || import.meta.url, { sender: this.#sender, message: payload }, turn.stop.signal);
      if (this.#waiting.has(turn)) this.#answer(turn, found, plain);
    } catch {
      if (this.#waiting.has(turn)) this.#fail(turn, "I could not answer. What you typed is back in the box. These work without me:");
    } finally {
      timers.forEach(clearTimeout);
      this.#waiting.delete(turn);
      if (!this.#waiting.size) this.#part.looking.remove();
    }
  }

  /** @param {Turn} turn @param {Block[]} found @param {string} plain */
  #answer(turn, found, plain) {
    const nodes = found.map((block) => this.#reply(block));
    if (this.#unanswered.includes(turn)) { // late: the panel stays where a finger may be, the words leave the box again
      const { input, again, why } = this.#part;
      if (input.value.startsWith(turn.text)) input.setRangeText("", 0, turn.text.length + (input.value[turn.text.length] === "\n" ? 1 : 0), "preserve");
      this.#unanswered = this.#unanswered.filter((other) => other !== turn);
      again.hidden = !this.#unanswered.length;
      why.textContent = "To talk to a person, at any hour:";
    }
    this.#add(...nodes);
    this.#speak(plain);
  }

  /** @param {Turn} turn @param {string} reason The built-in answer; it needs nothing but this file. */
  #fail(turn, reason) {
    const { input, panel, why, again } = this.#part;
    again.hidden = false;
    why.textContent = reason;
    if (this.#unanswered.includes(turn)) return this.#speak(reason);
    this.#unanswered.push(turn);
    input.setRangeText(input.value ? `${turn.text}\n` : turn.text, 0, 0, input.value ? "preserve" : "end");
    this.#add(panel);
    this.#speak([reason, "In danger now: ring 999", ...LINES].join("\n"));
  }

  #retry() {
    const { input, form } = this.#part;
    if (!input.value.trim()) input.value = this.#unanswered.map((turn) => turn.text).join("\n");
    form.requestSubmit();
  }

  /** @param {string} text Sent again: the first try and its bubble make room. */
  #forgetUnanswered(text) {
    const again = this.#unanswered.filter((turn) => text.includes(turn.text));
    for (const turn of again) {
      this.#waiting.delete(turn);
      turn.stop.abort();
      turn.bubble.remove();
    }
    this.#unanswered = this.#unanswered.filter((turn) => !again.includes(turn));
    this.#part.again.hidden = !this.#unanswered.length;
  }

  /** @param {Block} block */
  #reply({ text, tail, cards, choices, urgent }) {
    const say = (/** @type {string} */ words) => words && make("p", { class: "text", dir: "auto" }, words);
    return make("div", { class: urgent ? "reply urgent" : "reply" }, hidden("Answer: "), say(text),
      urgent && make("a", { class: "ring", href: "tel:999" }, "Ring 999 now"),
      cards.length > 0 && make("ul", { class: "cards", role: "list" }, ...cards.map(card)), say(tail),
      choices.length > 0 && make("div", { class: "choices" }, ...choices.map((choice) => this.#choice(choice))));
  }

  /** @param {Choice} choice Stays readable, and usable, once it is chosen. */
  #choice({ title, payload }) {
    const button = make("button", { type: "button" }, title);
    button.addEventListener("click", () => {
      if (!button.classList.contains("used")) button.append(" ✓", hidden(" chosen"));
      button.classList.add("used");
      const draft = this.#part.input.value;
      this.#send(payload, title);
      this.#part.input.value = draft;
    });
    return button;
  }

  /** @param {...HTMLElement} nodes Into the log, with the beginning of what is new in view; focus stays where it is. */
  #add(...nodes) {
    const { log, looking, bar } = this.#part;
    log.append(...nodes);
    if (looking.isConnected) log.append(looking);
    log.scrollTop += nodes[0].getBoundingClientRect().top - log.getBoundingClientRect().top - 12;
    const above = nodes[0].getBoundingClientRect().top - bar.getBoundingClientRect().bottom - 8;
    if (above < 0) scrollBy({ top: above, behavior: "instant" }); // the page too: the first line must not lie under the bar
  }

  /** @param {string} text */
  #speak(text) {
    clearTimeout(this.#hush);
    this.#voice.replaceChildren(make("p", {}, text));
    this.#hush = setTimeout(() => this.#voice.replaceChildren(), 2 * SECOND);
  }

  /** A shared device: covered after five minutes, cleared after thirty. */
  #idle() {
    const { input, log, cover, warning } = this.#part;
    if (!input.value && log.children.length < 2) return;
    const quiet = Date.now() - this.#touched;
    if (quiet >= WIPE) return this.clear();
    if (quiet < COVER) return;
    const text = quiet >= WARN ? "It will be cleared within a minute. Show it to keep it." : "It will be cleared after half an hour.";
    if (text !== warning.textContent) this.#speak(warning.textContent = text);
    const inside = this.#part.chat.contains(this.shadowRoot?.activeElement ?? null);
    if (!cover.hidden) return;
    cover.hidden = false;
    this.#covered(true);
    if (inside) this.#part.uncover.focus();
  }

  #uncover() {
    this.#touched = Date.now();
    this.#part.cover.hidden = true;
    this.#covered(false);
    this.#part.log.focus();
  }

  /** @param {boolean} on */
  #covered(on) {
    if (!on) this.#part.warning.textContent = "";
    this.#part.chat.classList.toggle("covered", on);
    this.#part.log.inert = this.#part.form.inert = this.#part.clear.inert = on;
  }
}

/** @param {Event} event */
function refuseFiles(event) {
  const carried = /** @type {DragEvent} */ (event).dataTransfer ?? /** @type {ClipboardEvent} */ (event).clipboardData;
  if (carried?.types.includes("Files")) event.preventDefault();
}

customElements.define("online-harms-chat", OnlineHarmsChat);

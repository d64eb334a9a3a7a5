// @ts-check
/**
 * What the chat shows: its own frame and built-in help, and the server's answers (Rasa's list of messages -> blocks -> cards).
 * Server text goes in as text, never as HTML.
 *
 * @typedef {{type?: string, value?: string, href?: string, hours?: string, open_now?: boolean|null, opens?: string, closes?: string, how?: string, label?: string}} Contact
 * @typedef {{id?: string, name?: string, kind?: string, description?: string, contacts?: Contact[], area?: string|string[], audiences?: string[],
 *   checked?: string, starts?: string, ends?: string, status?: string, join?: any}} Item
 * @typedef {{title: string, payload: string}} Choice
 * @typedef {{text: string, tail: string, cards: Item[], choices: Choice[], urgent: boolean}} Block  One reply as it is shown.
 */

const OPENING = "I am a computer, not a person. Nobody reads this and nobody is told. In danger now? Ring 999. " +
  "Someone may be able to see this screen; a school or work device may record what you type.";
// Not links, except 999, until somebody has rung them and signed for it (safeguarding.md 4).
export const LINES = ["Samaritans: 116 123", "Childline, under 19: 0800 1111", "Or text SHOUT to 85258"];
// Asks the session recorders and analytics of the page around us to look away.
export const UNRECORDED = {
  "data-hj-suppress": "", "data-private": "", "data-clarity-mask": "true", "data-dd-privacy": "hidden", "data-sl": "mask",
  class: "fs-mask fs-exclude rr-block rr-ignore ph-no-capture sentry-block",
};
const VERBS = { phone: "Ring", sms: "Text", textphone: "Textphone", video_relay: "Sign language:", chat: "Chat online:", email: "Email", web: "Open", app: "App:" };

/** @param {string} tag @param {Record<string, string>} [attributes] @param {...(Node|string|null|false)} children */
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(.../** @type {(Node|string)[]} */ (children.filter(Boolean)));
  return node;
}
export const hidden = (/** @type {string} */ text) => make("span", { class: "unseen" }, text);
/** @param {unknown} value */
const string = (value) => (typeof value === "string" ? value.trim() : "");
/** @param {unknown} value @returns {any[]} */
const list = (value) => (Array.isArray(value) ? value.filter((item) => item && typeof item === "object") : []);
/** @param {unknown} value Ids such as "nottingham_city", one or several. */
const words = (value) => [value].flat().map(string).filter(Boolean).join(", ").replaceAll("_", " ").replace(/\buk\b/g, "UK");

/** @param {unknown} value An ISO date is told in UK time; anything else is told as it is. @param {Intl.DateTimeFormatOptions} options */
function time(value, options) {
  const text = string(value), date = new Date(text);
  if (!/^\d{4}-\d\d-\d\dT/.test(text) || isNaN(+date)) return text;
  return date.toLocaleString("en-GB", { timeZone: "Europe/London", hour: "2-digit", minute: "2-digit", ...options });
}

/** @param {unknown} href @param {string} label @returns {HTMLElement} A link if the address is of a kind we open, else plain words. */
function link(href, label) {
  const kind = /^(tel|sms|mailto|https):/i.exec(string(href))?.[1].toLowerCase();
  if (!kind) return make("span", {}, label);
  if (kind !== "https") return make("a", { class: kind === "mailto" ? "go" : "go call", href: string(href) }, label);
  return make("a", { class: "go", href: string(href), target: "_blank", rel: "noopener noreferrer" }, `${label} (new tab)`);
}

/** @param {Contact} contact */
function contactLine(contact) {
  const value = string(contact.value).replace(/^https:\/\/(www\.)?|\/$/g, "");
  const verb = /^(ring|call|text|open)\b/i.test(value) ? "" : VERBS[/** @type {keyof VERBS} */ (contact.type)] ?? "";
  const until = time(contact.closes, {}), from = time(contact.opens, { weekday: "long" });
  const state = { true: until ? `Open now, until ${until}` : "Open now", false: from ? `Closed now, opens ${from}` : "Closed now" }[String(contact.open_now)];
  const hours = string(contact.hours) === "24/7" ? "any hour, every day" : string(contact.hours);
  return make("li", {}, link(contact.href, `${verb} ${value}`.trim()),
    make("p", { class: "small" }, state ? make("b", contact.open_now ? { class: "now" } : {}, state) : "",
      [state && " ", hours, string(contact.label), string(contact.how)].filter(Boolean).join(" · ").replace(/^ $/, "")));
}

/** @param {Item} item Sessions also say when, and how to join unless they are over. */
function joinLine(item) {
  if (item.status === "past" || !item.join) return null;
  const join = typeof item.join === "string" ? { link: item.join } : item.join;
  const said = [join.platform, join.how].map(string).filter(Boolean).join(": ");
  const href = /^https:/i.test(string(join.link)) ? join.link : join.register;
  return make("li", {}, said && make("p", {}, said), string(href) && link(href, "Join"));
}

/** @param {Item} item */
export function card(item) {
  const day = /** @type {const} */ ({ weekday: "short", day: "numeric", month: "long", year: "numeric" });
  const when = string(item.starts) && `${time(item.starts, day)}${item.ends ? ` to ${time(item.ends, {})}` : ""}`;
  const status = { upcoming: "Coming up", live: "On now", past: "Over" }[string(item.status)];
  const checked = string(item.checked) && time(`${string(item.checked).slice(0, 10)}T12:00:00Z`, { ...day, weekday: undefined, hour: undefined, minute: undefined });
  const small = [words(item.audiences) && `For: ${words(item.audiences)}`, words(item.area) && `Where: ${words(item.area)}`, checked && (item.verified ? `Checked: ${checked}` : `Facts of ${checked}, not yet tried by a person`)];
  return make("li", { class: "card" }, make("h3", {}, string(item.name)), when && make("p", {}, make("b", {}, status ? `${status}: ` : ""), when),
    string(item.description) && make("p", {}, string(item.description)),
    make("ul", {}, ...list(item.contacts).map(contactLine), joinLine(item)),
    make("p", { class: "small" }, small.filter(Boolean).join(" · ")));
}

/** @param {string} text @returns {[string, string]} What stands before its list of services, and what stands after. */
function aroundList(text) {
  const lines = text.split("\n"), isItem = (/** @type {string} */ line) => line.startsWith("- ");
  const first = lines.findIndex(isItem);
  if (first < 0) return [text, ""];
  let end = lines.length - [...lines].reverse().findIndex(isItem);
  while (end < lines.length && /^\s+\S/.test(lines[end])) end += 1;
  return [lines.slice(0, first).join("\n").trim(), lines.slice(end).join("\n").trim()];
}

/** @param {any[]} messages The server's list. @returns {Block[]} Text with the cards, buttons and mark of danger that belong to it. */
function blocks(messages) {
  /** @type {Block[]} */ const found = [];
  let fresh = false; // the message before was a text, so these cards say the same as its list
  for (const message of messages) {
    const text = string(message.text), custom = message.custom ?? {};
    if (text || !found.length) found.push({ text, tail: "", cards: [], choices: [], urgent: false });
    let block = found[found.length - 1];
    if (custom.type === "emergency") block.urgent ||= custom.level === "now";
    if (custom.type === "signposts") {
      const cards = [custom.services, custom.sessions, custom.resources].flatMap(list).filter((item) => string(item.name));
      if (block.cards.length) found.push(block = { text: "", tail: "", cards: [], choices: [], urgent: false });
      block.cards = cards;
      if (cards.length && (text || fresh)) [block.text, block.tail] = aroundList(block.text);
    }
    if (custom.type === "opening" && block.text) block.text = block.text.startsWith(OPENING) ? block.text.slice(OPENING.length).trim() : "";
    block.choices.push(...list(message.buttons).map(({ title, payload }) => ({ title: string(title), payload: string(payload) })).filter((choice) => choice.title && choice.payload));
    fresh = Boolean(text);
  }
  const shown = found.filter((block) => block.text || block.tail || block.cards.length || block.choices.length || block.urgent);
  const opened = messages.some((message) => message.custom?.type === "opening");
  return shown.length || !opened ? shown : [{ ...found[0], text: OPENING }]; // a lone opening is an answer too
}

/** @param {string} server @param {{sender: string, message: string}} body @param {AbortSignal} signal @returns {Promise<{shown: Block[], plain: string}>} */
export async function ask(server, body, signal) {
  const response = await fetch(new URL("/webhooks/rest/webhook", server), {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), signal,
    credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store",
  });
  if (!response.ok) throw new Error("status");
  const messages = list(await response.json()), shown = blocks(messages);
  if (!shown.length) throw new Error("empty"); // Rasa hides its own failures behind an empty list
  const heard = messages.filter((message, i) => ![message, messages[i + 1]].some((near) => near?.custom?.type === "opening" && (near === message || !near.text)));
  const plain = heard.map((message) => string(message.text)).concat(shown.flatMap((block) => block.choices.map((choice) => choice.title)).join(", "));
  return { shown, plain: plain.filter(Boolean).join("\n") || OPENING };
}

/** The parts of the shadow root, by name. */
export function skeleton() {
  const opening = make("div", { class: "opening" }, make("slot", {}, make("p", {}, OPENING), helplines()));
  const log = make("div", { ...UNRECORDED, role: "log", "aria-live": "off", "aria-label": "Chat", tabindex: "0" }, opening);
  log.classList.add("log");
  const input = /** @type {HTMLTextAreaElement} */ (make("textarea", { ...UNRECORDED, id: "words", rows: "2", autocomplete: "off", spellcheck: "true", enterkeyhint: "send" }));
  const form = /** @type {HTMLFormElement} */ (make("form", { autocomplete: "off" }, make("label", { for: "words" }, "Say what is wrong, in your own words"), input,
    make("button", { class: "send" }, "Send"), make("p", { class: "hint keys" }, "Enter sends. Shift three times leaves this page.")));
  const clear = make("button", { type: "button" }, "Clear chat"), uncover = make("button", { type: "button" }, "Show the chat"), warning = make("p");
  const cover = make("div", { class: "cover", hidden: "" }, make("p", {}, "Nobody has touched this page for a while, so the chat is covered."), warning, uncover);
  const leave = make("a", { class: "leave", rel: "noreferrer", "data-leave": "" }, "Leave this page");
  const bar = make("div", { class: "bar", popover: "manual", role: "region", "aria-label": "Emergency and exit" }, make("a", { class: "ring", href: "tel:999" }, "Ring 999"), leave);
  const top = make("div", { class: "top" }, make("h2", { id: "title" }, "Chat"), clear,
    make("p", { class: "demo" }, "Demonstration only: these words have not been signed off yet."));
  const chat = make("section", { class: "chat", lang: "en-GB", "aria-labelledby": "title" }, top, log, form, cover);
  const again = make("button", { type: "button" }, "Try again"), why = make("p", { class: "text" });
  const panel = make("div", { class: "panel" }, why, helplines(), again);
  const style = make("link", { rel: "stylesheet", href: new URL("chat.css", import.meta.url).href });
  return { style, bar, leave, chat, log, opening, form, input, clear, cover, warning, uncover, panel, why, again, looking: make("p", { class: "looking" }, "Looking…") };
}

/** 999 and the lines that answer at any hour; needs no server. */
function helplines() {
  return make("ul", {}, make("li", {}, "In danger now: ", make("a", { class: "ring", href: "tel:999" }, "Ring 999")), ...LINES.map((line) => make("li", {}, line)));
}

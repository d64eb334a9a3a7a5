/** The parts of the widget, by name: what there is before anybody has said anything. */
import { make, safe, UNRECORDED } from "./dom";
import type { Language } from "./strings";

export interface Host { name: string; href: string }
export type View = ReturnType<typeof view>;

/** 999 and the lines that answer at any hour; needs no server. Only 999 can be tapped until people have rung the others. */
function helplines({ words }: Language, host: Host | null): HTMLElement {
  const list = make(
    "ul", {},
    make("li", {}, `${words.in_danger} `, make("a", { class: "ring", href: "tel:999" }, words.ring)),
    ...words.lines.map((line) => make("li", {}, line)),
  );
  if (host) list.append(make("li", {}, `${words.contact} `, make("a", { href: host.href, rel: "noopener noreferrer", target: "_blank" }, host.name)));
  return list;
}

/** The host's safeguarding contact, if it names one that can be reached. */
export function hostOf(data: DOMStringMap): Host | null {
  const name = data.contactName?.trim(), href = safe(data.contactHref, /^(https|mailto|tel):/i);
  return name && href ? { name, href } : null;
}

/**
 * Builds the frame.
 * @param floating A launcher in the corner of the host's page, instead of a chat in its text.
 */
export function view(language: Language, host: Host | null, floating: boolean, tracks: string) {
  const { words, code } = language;
  const button = (text: string, kind = "") => make("button", { type: "button", ...(kind && { class: kind }) }, text);
  const draft = words.draft ? make("p", { class: "small" }, words.draft, " ", make("span", { lang: "en" }, "In danger now? Ring 999.")) : null;
  const opening = make("div", { class: "opening" }, make("p", {}, words.opening), make("p", {}, words.any_hour), helplines(language, host), draft);
  const log = make("div", { ...UNRECORDED, role: "log", "aria-live": "off", "aria-label": words.log, tabindex: "0" }, opening);
  log.classList.add("log");
  const input = make("textarea", { ...UNRECORDED, id: "words", rows: "2", autocomplete: "off", spellcheck: "true", enterkeyhint: "send", "aria-describedby": "keys" });
  const form = make(
    "form", { autocomplete: "off" },
    make("label", { for: "words" }, words.input), input, make("button", { class: "send" }, words.send), make("p", { id: "keys", class: "small" }, words.keys),
  );
  const copy = button(words.copy), print = button(words.print), kept = make("p", { class: "small" });
  const keep = make("details", { hidden: "" }, make("summary", {}, words.keep), make("p", { class: "small" }, words.keep_warning), copy, " ", print, kept);
  const clear = button(words.clear, "plain");
  const about = make(
    "details", {}, make("summary", {}, words.about_leaving), make("p", {}, words.can_clear), make("p", {}, words.cannot_clear),
    make("a", { href: tracks, target: "_blank", rel: "noopener noreferrer" }, `${words.tracks_title} ${words.new_tab}`),
  );
  const uncover = button(words.uncover), warning = make("p");
  const cover = make("div", { class: "cover", hidden: "" }, make("p", {}, words.covered), warning, uncover);
  const demonstration = make("p", { class: "demo" }, words.demonstration);
  const remembered = make("p", { class: "small", hidden: "" }, words.remembered);
  const title = make("h2", { id: "title" }, words.title);
  const chat = make(
    "section", { id: "chat", class: "chat", lang: code, dir: "ltr", "aria-labelledby": "title", ...(floating && { role: "dialog", hidden: "" }) },
    make("div", { class: "top" }, title, demonstration, remembered), log, form, make("div", { class: "tools" }, clear, keep, about), cover,
  );
  const leave = make("a", { class: "leave", rel: "noreferrer", "aria-label": words.leave }, words.leave_short);
  const bar = make("div", { class: "bar", role: "region", "aria-label": words.emergency_and_exit }, make("a", { class: "ring", href: "tel:999" }, words.ring), leave);
  const launcher = button(words.launcher, "launcher");
  const dock = make("div", { class: "dock", popover: "manual", lang: code, dir: "ltr" }, bar);
  if (floating) {
    launcher.setAttribute("aria-expanded", "false");
    launcher.setAttribute("aria-controls", "chat");
    bar.prepend(launcher);
    dock.append(chat);
  }
  const again = button(words.again), why = make("p", { class: "text" });
  const panel = make("div", { class: "panel" }, why, helplines(language, host), again);
  const looking = make("p", { class: "looking" }, words.looking);
  return {
    dock, bar, launcher, leave, chat, log, opening, form, input, clear, keep, kept, copy, print, cover, warning, uncover,
    demonstration, remembered, panel, why, again, looking,
  };
}

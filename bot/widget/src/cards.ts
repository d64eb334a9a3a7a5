/** Cards: a service, a session, a guide. Tap to ring, text or open; open now; cost; for whom; what happens then. */
import { make, outside, safe, type Child } from "./dom";
import { list, string, type Contact, type Item, type Join } from "./reply";
import { fill, type Language } from "./strings";

const DATE: Intl.DateTimeFormatOptions = { day: "numeric", month: "long", year: "numeric" };
const TIME: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit" };

/** Ids such as "nottingham_city", one or several, as words. */
const names = (value: unknown): string =>
  [value].flat().map(string).filter(Boolean).join(", ").replaceAll("_", " ").replace(/\buk\b/g, "UK");

const SEPARATOR = " · ";
const joined = (parts: Child[]): string => parts.filter(Boolean).join(SEPARATOR);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Makes cards in one language, for one server. */
export class Cards {
  readonly #language: Language;
  readonly #root: string;

  /** @param root The server's address: calendar files are named relative to it. */
  constructor(language: Language, root: string) {
    this.#language = language;
    this.#root = root;
  }

  /** @param tongue The `lang` of what the server says, where it is not that of the widget. */
  card(item: Item, tongue: Record<string, string>): HTMLElement {
    const words = this.#language.words;
    const notes = [
      item.formerly && fill(words.formerly, { name: item.formerly }),
      item.only_if && fill(words.only_if, { who: item.only_if }),
      item.status === "unverified" && words.check_first,
    ];
    return make(
      "li", { class: "card", "data-id": string(item.id) },
      make("h3", tongue, string(item.name)),
      notes.some(Boolean) && make("p", { class: "notes" }, capital(joined(notes))),
      this.#when(item),
      // A session still to come has no alert yet: it is written for afterwards ("it is over").
      !/^(upcoming|live)$/.test(string(item.status)) && string(item.alert) && make("p", { class: "alert" }, string(item.alert)),
      string(item.description) && make("p", tongue, string(item.description)),
      make("ul", {}, ...list(item.contacts).map((contact) => this.#contact(contact, item)), ...this.#joining(item)),
      this.#whatHappens(item.what_happens),
      make("p", { class: "small" }, joined(this.#small(item))),
    );
  }

  /** An ISO date is told in UK time; anything else is told as it is. */
  #time(value: unknown, options: Intl.DateTimeFormatOptions): string {
    const text = string(value), date = new Date(text);
    if (!/^\d{4}-\d\d-\d\d/.test(text) || Number.isNaN(+date)) return text;
    return date.toLocaleString(this.#language.locale, { timeZone: "Europe/London", ...options });
  }

  #when(item: Item): Child {
    if (!string(item.starts)) return null;
    const words = this.#language.words, long: Intl.DateTimeFormatOptions = { weekday: "long", ...DATE };
    const day = this.#time(item.starts, long), today = day === this.#time(new Date().toISOString(), long);
    const hours = [item.starts, item.ends].filter(Boolean).map((moment) => this.#time(moment, TIME)).join(` ${words.to} `);
    const when = `${today ? words.today : day}, ${hours}`;
    const told = item.status === "past" && item.alert; // its alert says that it is over, and what comes next
    const known = told ? "" : words[item.status as "upcoming" | "live" | "past"];
    return make("p", {}, make("b", {}, known ? fill(known, { when }) : when));
  }

  #small(item: Item): Child[] {
    const words = this.#language.words;
    const date = this.#time(string(item.checked).slice(0, 10), DATE);
    const site = safe(item.source, /^https?:/i)?.replace(/^https?:\/\/(www\.)?/, "").split("/")[0];
    return [
      names(item.audiences) && fill(words.for, { who: names(item.audiences) }),
      names(item.area) && fill(words.where, { where: names(item.area) }),
      string(item.cost) && fill(words.cost, { cost: string(item.cost) }),
      date && fill(item.verified ? words.checked : words.facts_of, { date }),
      site && fill(words.source, { site }),
    ];
  }

  #contact(contact: Contact, item: Item): HTMLElement {
    const words = this.#language.words;
    const bare = string(contact.value).replace(/^https?:\/\/(www\.)?|\/$/g, "");
    const verb = words[contact.type as "phone"] as string | undefined;
    const label = !verb || /^(ring|call|text|open)\b/i.test(bare) ? bare : fill(verb, { value: bare });
    const notes = [
      string(contact.label), string(contact.how),
      contact.free && words.free,
      contact.on_bill === true ? words.on_bill : contact.on_bill === false && words.not_on_bill,
    ];
    const hours = this.#hours(contact).filter(Boolean);
    const tried = contact.verified || contact.verified_on || item.verified;
    return make(
      "li", {}, this.#link(contact, label, Boolean(tried)),
      make("p", { class: "small" }, ...hours, hours.length > 0 && joined(notes) && SEPARATOR, joined(notes)),
    );
  }

  /** A number is tapped to call only once a person has rung it and signed for it; until then it is words, as large. */
  #link(contact: Contact, label: string, tried: boolean): HTMLElement {
    const web = safe(contact.href, /^https:/i);
    if (web) return outside(web, label, this.#language.words.new_tab);
    const mail = safe(contact.href, /^mailto:/i);
    const call = safe(contact.href, /^(tel|sms):/i);
    if (mail) return make("a", { class: "go", href: mail }, label);
    return call && tried ? make("a", { class: "go call", href: call }, label) : make("b", { class: "number" }, label);
  }

  #hours(contact: Contact): Child[] {
    const words = this.#language.words;
    const says = string(contact.says) || this.#ownHours(contact);
    const note = joined([says && capital(says), string(contact.hours_note)]);
    if (contact.open_now === true) {
      const open = make("b", { class: "now" }, words.open);
      return /^open now/i.test(note) ? [open, note.slice("open now".length)] : note ? [open, SEPARATOR, note] : [open];
    }
    return contact.open_now === false && !note ? [words.closed] : [note];
  }

  #ownHours(contact: Contact): string {
    const words = this.#language.words;
    if (string(contact.hours) === "24/7") return words.always;
    if (contact.open_now && contact.closes) return fill(words.until, { when: this.#time(contact.closes, TIME) });
    const opens = this.#time(contact.opens, { weekday: "long", ...TIME });
    if (contact.open_now === false && opens) return `${words.closed}, ${fill(words.opens, { when: opens })}`;
    return string(contact.hours);
  }

  /** How to get into a session that is not over, and its file for a calendar. */
  #joining(item: Item): Child[] {
    if (item.status === "past") return [];
    const words = this.#language.words;
    const join: Join = typeof item.join === "string" ? { link: item.join } : item.join ?? {};
    const platform = string(join.platform), how = string(join.how);
    const said = how.startsWith(platform) ? how : [platform, how].filter(Boolean).join(": ");
    const codes = (["meeting_id", "passcode"] as const).map((name) => string(join[name]) && fill(words[name], { value: string(join[name]) }));
    const href = safe(join.link, /^https:/i) ?? safe(join.register, /^https:/i);
    const calendar = safe(item.calendar, /^\/?[\w-][\w./-]*\.ics$/);
    return [
      (said || codes.some(Boolean)) && make("li", {}, make("p", {}, joined([said, ...codes]))),
      href && make("li", {}, outside(href, words.join, words.new_tab)),
      calendar && make("li", {}, make("a", { class: "go", href: new URL(calendar.replace(/^\//, ""), this.#root).href, download: "" }, words.calendar)),
    ];
  }

  /** Short lines; the server sends a list of them, or one sentence a topic. */
  #whatHappens(value: unknown): Child {
    const lines = (value && typeof value === "object" ? Object.values(value) : [value]).map(string).filter(Boolean);
    if (!lines.length) return null;
    return make("details", {}, make("summary", {}, this.#language.words.what_happens), make("ul", {}, ...lines.map((line) => make("li", {}, line))));
  }
}

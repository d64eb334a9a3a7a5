/** The conversation: what is said, sent, answered, late, or failed. Whatever goes wrong, 999 is there and no word is lost. */
import { Announcer } from "./announcer";
import { Cards } from "./cards";
import { make, unseen } from "./dom";
import { WATCHED } from "./keep";
import type { Memory } from "./memory";
import { read, type Answer, type Block, type Choice } from "./reply";
import type { Server } from "./server";
import { fill, type Language } from "./strings";
import type { View } from "./view";

const SENDING = 400, LOOKING = 1200, SLOW = 2500, GIVE_UP = 8000; // ms after Enter

/** One message that waits for its answer. */
interface Turn { text: string; shown: string; bubble: HTMLElement; state: HTMLElement; stop: AbortController }

export class Conversation {
  readonly #view: View;
  readonly #server: Server;
  readonly #language: Language;
  readonly #voice: Announcer;
  readonly #memory: Memory;
  readonly #cards: Cards;
  #waiting = new Set<Turn>();
  #unanswered: Turn[] = [];
  #plain: string[] = [];
  #watched = false;

  constructor(view: View, server: Server, language: Language, voice: Announcer, memory: Memory) {
    this.#view = view;
    this.#server = server;
    this.#language = language;
    this.#voice = voice;
    this.#memory = memory;
    this.#cards = new Cards(language, server.root);
  }

  /** True while nothing is on screen that the person or the server said. */
  get empty(): boolean { return !this.#view.input.value && this.#view.log.children.length < 2; }

  /** The answers, in plain words. */
  get plain(): string { return this.#plain.join("\n\n"); }

  /** Forgets all of it at once, here and on the server. */
  clear(): void {
    for (const turn of this.#waiting) turn.stop.abort();
    this.#waiting.clear();
    this.#unanswered = [];
    this.#plain = [];
    this.#watched = false;
    this.#server.forget();
    this.#memory.clear();
    const { input, log, opening, keep, kept, bar } = this.#view;
    input.value = "";
    log.replaceChildren(opening);
    kept.textContent = "";
    keep.hidden = true;
    keep.open = false;
    bar.classList.remove("urgent");
    this.#voice.clear();
  }

  /** Shows again what an earlier page of this tab left. */
  restore(): void {
    const kept = this.#memory.restore();
    if (!kept) return;
    this.#server.session = kept.session;
    for (const entry of kept.said) {
      if ("you" in entry) this.#view.log.append(this.#said(entry.you).bubble);
      else this.#show(read(entry.messages, this.#language.words.opening));
    }
  }

  /** @param payload What the server gets. @param shown What the person sees themselves say. */
  async send(payload: string, shown: string): Promise<void> {
    if (!payload.trim()) return;
    this.#makeRoom(payload);
    this.#view.input.value = "";
    const turn: Turn = { text: payload, shown, ...this.#said(shown.trim()), stop: new AbortController() };
    this.#waiting.add(turn);
    this.#add(turn.bubble);
    const timers = this.#timers(turn);
    try {
      const { messages, ok } = await this.#server.ask(payload, turn.stop.signal);
      if (this.#waiting.has(turn)) this.#receive(turn, messages, ok);
    } catch {
      if (this.#waiting.has(turn)) this.#fail(turn, this.#language.words.failed);
    } finally {
      timers.forEach(clearTimeout);
      this.#waiting.delete(turn);
      if (!this.#waiting.size) this.#view.looking.remove();
    }
  }

  /** Sends again what got no answer. */
  retry(): void {
    const { input, form } = this.#view;
    if (!input.value.trim()) input.value = this.#unanswered.map((turn) => turn.text).join("\n");
    form.requestSubmit();
  }

  #timers(turn: Turn): number[] {
    const { words } = this.#language;
    const after = (ms: number, act: () => void) => setTimeout(() => { if (this.#waiting.has(turn)) act(); }, ms);
    return [
      after(SENDING, () => { turn.state.textContent = words.sending; }),
      after(LOOKING, () => { this.#add(this.#view.looking); this.#voice.say(words.looking); }),
      after(SLOW, () => this.#fail(turn, words.slow)),
      after(GIVE_UP, () => turn.stop.abort()),
    ];
  }

  #receive(turn: Turn, messages: any[], ok: boolean): void {
    const answer = read(messages, this.#language.words.opening);
    if (!answer.blocks.length) throw new Error("empty"); // a server may hide its own failure behind an empty list
    this.#waiting.delete(turn);
    this.#view.looking.remove();
    turn.state.textContent = "";
    if (answer.forgotten) this.clear();
    else this.#remember(turn, messages);
    if (ok) this.#takeBack(turn);
    const nodes = this.#show(answer);
    this.#look(nodes[0]);
    if (!ok) this.#giveBack(turn); // refused: too long, or too many; the answer says what to do
    const choices = answer.blocks.flatMap((block) => block.choices.map((choice) => choice.title)).join(", ");
    const heard = choices ? `${answer.plain}\n${fill(this.#language.words.choices, { list: choices })}` : answer.plain;
    this.#voice.say(heard, answer.blocks[0]?.lang);
  }

  #remember(turn: Turn, messages: any[]): void {
    this.#memory.add({ you: turn.shown }, this.#server.session);
    this.#memory.add({ messages }, this.#server.session);
  }

  /** A late answer: the panel stays where a finger may be, the words leave the box again. */
  #takeBack(turn: Turn): void {
    if (!this.#unanswered.includes(turn)) return;
    const { input, again, why } = this.#view;
    if (input.value.startsWith(turn.text)) {
      const end = turn.text.length + (input.value[turn.text.length] === "\n" ? 1 : 0);
      input.setRangeText("", 0, end, "preserve");
    }
    this.#unanswered = this.#unanswered.filter((other) => other !== turn);
    again.hidden = !this.#unanswered.length;
    why.textContent = this.#language.words.any_hour;
  }

  /** The built-in answer; it needs nothing but this file. */
  #fail(turn: Turn, reason: string): void {
    const { panel, why, again } = this.#view;
    const { words } = this.#language;
    again.hidden = false;
    why.textContent = reason;
    turn.state.textContent = reason === words.slow ? words.sending : words.unanswered;
    if (this.#unanswered.includes(turn)) return this.#voice.say(reason);
    this.#unanswered.push(turn);
    this.#giveBack(turn);
    this.#add(panel);
    this.#voice.say([reason, `${words.in_danger} ${words.ring}`, ...words.lines].join("\n"));
  }

  #giveBack(turn: Turn): void {
    const { input } = this.#view;
    if (input.value.startsWith(turn.text)) return;
    input.setRangeText(input.value ? `${turn.text}\n` : turn.text, 0, 0, input.value ? "preserve" : "end");
  }

  /** Sent again: the first try and its bubble make room. */
  #makeRoom(text: string): void {
    const again = this.#unanswered.filter((turn) => text.includes(turn.text));
    for (const turn of again) {
      this.#waiting.delete(turn);
      turn.stop.abort();
      turn.bubble.remove();
    }
    this.#unanswered = this.#unanswered.filter((turn) => !again.includes(turn));
    this.#view.again.hidden = !this.#unanswered.length;
  }

  #said(text: string): { bubble: HTMLElement; state: HTMLElement } {
    const state = make("span", { class: "state" });
    return { state, bubble: make("div", { class: "said" }, unseen(this.#language.words.you), make("p", { class: "text", dir: "auto" }, text), state) };
  }

  #show(answer: Answer): HTMLElement[] {
    const { log, keep, bar } = this.#view;
    const nodes = answer.blocks.map((block) => this.#reply(block));
    log.append(...nodes);
    bar.classList.toggle("urgent", answer.blocks.some((block) => block.urgent));
    this.#plain.push(answer.plain);
    this.#watched ||= WATCHED.has(answer.concern);
    keep.hidden = this.#watched;
    return nodes;
  }

  #reply({ text, tail, cards, choices, urgent, lang }: Block): HTMLElement {
    const { words, code } = this.#language;
    const theirs = lang || (code === "en" ? "" : "en"); // the bot speaks English unless it says otherwise
    const tongue: Record<string, string> = theirs ? { lang: theirs } : {};
    const say = (said: string) => said && make("p", { class: "text", dir: "auto", ...tongue }, said);
    return make(
      "div", { class: urgent ? "reply urgent" : "reply" }, unseen(words.answer), say(text),
      urgent && make("a", { class: "ring", href: "tel:999" }, words.ring_now),
      cards.length > 0 && make("ul", { class: "cards", role: "list" }, ...cards.map((item) => this.#cards.card(item, tongue))), say(tail),
      choices.length > 0 && make("div", { class: "choices", ...tongue }, ...choices.map((choice) => this.#choice(choice))),
    );
  }

  /** A button stays readable, and usable, once it is chosen. */
  #choice({ title, payload }: Choice): HTMLElement {
    const button = make("button", { type: "button" }, title);
    button.addEventListener("click", () => {
      if (!button.classList.contains("used")) button.append(" ✓", unseen(` ${this.#language.words.chosen}`));
      button.classList.add("used");
      const draft = this.#view.input.value;
      void this.send(payload, title);
      this.#view.input.value = draft;
    });
    return button;
  }

  #add(node: HTMLElement): void {
    const { log, looking } = this.#view;
    log.append(node);
    if (looking.isConnected) log.append(looking);
    this.#look(node);
  }

  /** Brings the beginning of what is new into view, in the chat and on the page; focus stays where it is. */
  #look(node: HTMLElement | undefined): void {
    if (!node) return;
    const { log, dock, chat } = this.#view;
    log.scrollTop += node.getBoundingClientRect().top - log.getBoundingClientRect().top - 12;
    if (dock.contains(chat)) return; // floating: the page around it is not ours to scroll
    const place = node.getBoundingClientRect();
    const above = place.top - dock.getBoundingClientRect().bottom - 8;
    if (above < 0) scrollBy({ top: above, behavior: "instant" });
  }
}

/** <online-harms-chat>: puts the parts together, and holds what is always there: 999, the exit, the cover, the keys. */
import css from "chat-css";
import { Announcer } from "./announcer";
import { Conversation } from "./conversation";
import { exitPage, firstLink, leave, onThreeShifts } from "./exit";
import { Idle } from "./idle";
import { copyText, printText } from "./keep";
import { Memory } from "./memory";
import { keepClear, stayOnTop } from "./place";
import { Server } from "./server";
import { language } from "./strings";
import { hostOf, view, type View } from "./view";

const TOUCHES = ["pointerdown", "keydown", "input", "wheel"] as const;

export class OnlineHarmsChat extends HTMLElement {
  /** Where the script came from: the server, unless `data-server` names another. */
  static home = location.href;

  #view!: View;
  #talk!: Conversation;
  #server!: Server;
  #memory!: Memory;
  #idle!: Idle;
  readonly #voice = new Announcer();
  #first: HTMLElement | null = null;
  #off = new AbortController();

  connectedCallback(): void {
    if (!this.#view) this.#build();
    this.#off = new AbortController();
    const { signal } = this.#off;
    this.#voice.connect();
    if (!document.querySelector("a[data-leave]")) {
      this.#first = firstLink(this.#words.leave, this.#exit, () => this.leave());
      document.body.prepend(this.#first);
    }
    document.addEventListener("click", (event) => {
      if (!event.composedPath().some((node) => node instanceof Element && node.hasAttribute("data-leave"))) return;
      event.preventDefault();
      this.leave();
    }, { signal, capture: true });
    onThreeShifts(() => this.leave(), signal);
    addEventListener("pagehide", () => this.#hidden(), { signal });
    addEventListener("pageshow", (event) => { if (event.persisted) this.#talk.restore(); }, { signal });
    stayOnTop(this.#view.dock, this.#view.leave, () => this.leave(), signal);
    keepClear(this, this.#view, () => this.close(), signal);
    this.#idle.start(signal);
    this.#talk.restore();
    if (!this.#floating) void this.#signOff();
  }

  disconnectedCallback(): void {
    this.#off.abort();
    this.#talk.clear();
    this.#voice.disconnect();
    this.#first?.remove();
  }

  /** Forgets the chat at once: what was said, what was typed, what was on its way, and the id. */
  clear(): void {
    this.#talk.clear();
    this.#idle.touch();
    this.#covered(false);
  }

  /** Wipes the page and puts another in its place, so that Back does not return here. */
  leave(): void {
    leave(this.#exit, this.#words.leaving, () => this.clear());
  }

  /** Opens the panel of the launcher and puts the cursor into its box. */
  open(): void {
    const { chat, launcher, dock, input, uncover, cover } = this.#view;
    if (!this.#floating) return input.focus();
    chat.hidden = false;
    dock.classList.add("open");
    launcher.textContent = this.#words.close;
    launcher.setAttribute("aria-expanded", "true");
    (cover.hidden ? input : uncover).focus();
    this.#server.prepare();
    void this.#signOff();
  }

  /** Closes it; the chat stays until it is cleared. Focus returns to the launcher if it was inside. */
  close(): void {
    const { chat, launcher, dock } = this.#view;
    if (!this.#floating || chat.hidden) return;
    const inside = chat.contains(this.shadowRoot!.activeElement);
    if (inside) launcher.focus();
    chat.hidden = true;
    dock.classList.remove("open");
    launcher.textContent = this.#words.launcher;
    launcher.setAttribute("aria-expanded", "false");
  }

  get #floating(): boolean { return "floating" in this.dataset; }
  get #exit(): string { return exitPage(this.dataset.exit); }
  get #words() { return language(this.dataset.lang, this.dataset.drafts === "1").words; }

  #build(): void {
    const tongue = language(this.dataset.lang, this.dataset.drafts === "1");
    this.#server = new Server(new URL(this.dataset.server || OnlineHarmsChat.home, location.href).href);
    this.#memory = new Memory(this.dataset.remember === "session");
    const tracks = new URL(`widget/tracks?lang=${tongue.code}`, this.#server.root).href;
    this.#view = view(tongue, hostOf(this.dataset), this.#floating, tracks);
    this.#talk = new Conversation(this.#view, this.#server, tongue, this.#voice, this.#memory);
    this.#idle = new Idle({
      empty: () => this.#talk.empty,
      cover: (soon) => this.#cover(soon),
      wipe: () => this.clear(),
    });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    root.append(this.#view.dock, ...(this.#floating ? [] : [this.#view.chat]));
    this.#view.leave.setAttribute("href", this.#exit);
    this.#view.remembered.hidden = !this.#memory.on;
    this.#listen();
  }

  #listen(): void {
    const { form, input, clear, uncover, again, leave, launcher, copy, print, kept, chat } = this.#view;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#talk.send(input.value, input.value);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      form.requestSubmit();
    });
    input.addEventListener("focus", () => this.#server.prepare(), { once: true });
    again.addEventListener("click", () => this.#talk.retry());
    leave.addEventListener("click", (event) => { event.preventDefault(); this.leave(); });
    launcher.addEventListener("click", () => (chat.hidden ? this.open() : this.close()));
    uncover.addEventListener("click", () => this.#uncover());
    clear.addEventListener("click", () => {
      this.clear();
      this.#voice.say(this.#words.cleared);
    });
    copy.addEventListener("click", async () => {
      kept.textContent = (await copyText(this.#talk.plain)) ? this.#words.copied : this.#words.not_copied;
      this.#voice.say(kept.textContent);
    });
    print.addEventListener("click", () => printText(this.#words.title, this.#talk.plain));
    this.shadowRoot!.addEventListener("keydown", (event) => this.#key(event as KeyboardEvent));
    for (const kind of TOUCHES) this.addEventListener(kind, () => { if (this.#view.cover.hidden) this.#idle.touch(); }, { passive: true });
    for (const kind of ["dragover", "drop", "paste"] as const) this.addEventListener(kind, (event) => this.#refuseFiles(event));
  }

  #key(event: KeyboardEvent): void {
    const { log, input, chat } = this.#view;
    if (event.isComposing) return;
    if (event.key === "Escape") this.close();
    if (event.key === "F6" && chat.contains(event.target as Node)) {
      event.preventDefault();
      (this.shadowRoot!.activeElement === input ? log : input).focus();
    }
  }

  #refuseFiles(event: DragEvent | ClipboardEvent): void {
    const carried = event instanceof DragEvent ? event.dataTransfer : event.clipboardData;
    if (!carried?.types.includes("Files")) return;
    event.preventDefault();
    if (event.type !== "dragover") this.#voice.say(this.#words.no_files);
  }

  /** A page that is left, or kept by the browser for its Back button, is left empty. */
  #hidden(): void {
    if (!this.#memory.on) return this.clear();
    this.#view.log.replaceChildren(this.#view.opening); // the tab's memory brings it back, on this page or the next
    this.#view.input.value = "";
  }

  async #signOff(): Promise<void> {
    const demonstration = await this.#server.demonstration();
    this.#view.demonstration.hidden = !demonstration && hostOf(this.dataset) !== null;
  }

  #cover(soon: boolean): void {
    const { warning, cover, uncover, chat } = this.#view;
    const text = soon ? this.#words.cleared_soon : this.#words.covered_until;
    if (text !== warning.textContent) this.#voice.say((warning.textContent = text));
    if (!cover.hidden) return;
    const inside = chat.contains(this.shadowRoot!.activeElement);
    this.#covered(true);
    if (inside) uncover.focus();
  }

  #uncover(): void {
    this.#idle.touch();
    this.#covered(false);
    this.#view.log.focus();
  }

  #covered(on: boolean): void {
    const { warning, cover, chat } = this.#view;
    if (!on) warning.textContent = "";
    cover.hidden = !on;
    chat.classList.toggle("covered", on);
    for (const part of chat.children) if (part !== cover) (part as HTMLElement).inert = on;
  }
}

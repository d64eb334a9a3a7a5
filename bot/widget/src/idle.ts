/** A shared device: the chat is covered after five minutes without touch and cleared after thirty. */

const MINUTE = 60_000;
const COVER = 5 * MINUTE, WARN = 29 * MINUTE, WIPE = 30 * MINUTE;
const LOOK_EVERY = 5000;

export interface Watched {
  /** True while there is nothing that anybody could read. */
  empty(): boolean;
  /** Covers the chat, or says on its cover that it will soon be cleared. */
  cover(soon: boolean): void;
  wipe(): void;
}

export class Idle {
  #touched = Date.now();
  #timer = 0;
  readonly #chat: Watched;

  constructor(chat: Watched) { this.#chat = chat; }

  /** Somebody is there. */
  touch(): void { this.#touched = Date.now(); }

  start(signal: AbortSignal): void {
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY);
    document.addEventListener("visibilitychange", () => this.#look(), { signal }); // timers sleep with the device
    signal.addEventListener("abort", () => clearInterval(this.#timer));
  }

  #look(): void {
    if (this.#chat.empty()) return;
    const quiet = Date.now() - this.#touched;
    if (quiet >= WIPE) this.#chat.wipe();
    else if (quiet >= COVER) this.#chat.cover(quiet >= WARN);
  }
}

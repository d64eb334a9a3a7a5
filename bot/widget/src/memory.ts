/** The tab's memory, only where the host asks for it: so that a chat can go on from one page of the site to the next. */

const KEY = "online-harms-chat", LIFE = 30 * 60_000;

/** What was said: by the person, or the messages that answered. */
export type Entry = { you: string } | { messages: any[] };
interface Kept { session: string; when: number; said: Entry[] }

export class Memory {
  #said: Entry[] = [];
  readonly #on: boolean;

  /** @param on The host's `data-remember="session"`; without it nothing is ever stored. */
  constructor(on: boolean) { this.#on = on; }

  get on(): boolean { return this.#on; }

  /** What an earlier page of this tab left, unless half an hour has gone by. */
  restore(): Kept | null {
    if (!this.#on) return null;
    try {
      const kept: Kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
      if (kept && Date.now() - kept.when < LIFE && Array.isArray(kept.said)) {
        this.#said = kept.said;
        return kept;
      }
    } catch { /* unreadable or forbidden: as if there were none */ }
    this.clear();
    return null;
  }

  add(entry: Entry, session: string): void {
    if (!this.#on) return;
    this.#said.push(entry);
    try {
      const kept: Kept = { session, when: Date.now(), said: this.#said };
      sessionStorage.setItem(KEY, JSON.stringify(kept));
    } catch { /* full or forbidden: the chat itself goes on */ }
  }

  clear(): void {
    this.#said = [];
    if (!this.#on) return;
    try { sessionStorage.removeItem(KEY); } catch { /* forbidden: then nothing was stored */ }
  }
}

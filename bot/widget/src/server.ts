/** Talks to the web channel of the server. It gives the chat its id and never gets anything but that and the words. */

const WAIT_FOR_ID = 1000; // ms that a second message waits for the id that comes with the first

export class Server {
  readonly root: string;
  #session = "";
  #first: Promise<void> | null = null;

  /** @param root The server's address, with or without a path. */
  constructor(root: string) {
    this.root = root.endsWith("/") ? root : `${root}/`;
  }

  get session(): string { return this.#session; }
  set session(id: string) { this.#session = id; }

  /** Asks for an id while the person is still typing, so that the first answer comes sooner and can be forgotten, too. */
  prepare(): void {
    if (this.#session || this.#first) return;
    const asked: Promise<void> = this.#post("session", {}, null)
      .then((response) => response.json())
      .then(({ session }) => this.#keep(session, asked))
      .catch(() => {}) // the first answer brings an id
      .finally(() => { if (this.#first === asked) this.#first = null; });
    this.#first = asked;
  }

  /**
   * Sends words and returns the messages that come back.
   * @throws If there is no answer that can be read; `status` may be any.
   */
  async ask(message: string, signal: AbortSignal): Promise<{ messages: any[]; ok: boolean }> {
    if (!this.#session && this.#first) await Promise.race([this.#first, new Promise((done) => setTimeout(done, WAIT_FOR_ID))]);
    let answered = () => {};
    const mine = this.#session ? null : new Promise<void>((done) => { answered = done; });
    if (mine) this.#first ??= mine;
    try {
      const response = await this.#post("message", this.#session ? { session: this.#session, message } : { message }, signal);
      const { session, messages } = await response.json();
      if (signal.aborted) throw new Error("aborted");
      if (typeof session === "string" && session) this.#session = session;
      return { messages: Array.isArray(messages) ? messages.filter((one) => one && typeof one === "object") : [], ok: response.ok };
    } finally {
      answered();
      if (this.#first === mine) this.#first = null;
    }
  }

  /** Whether this is a demonstration; it is one unless the server says clearly that it is not. */
  async demonstration(): Promise<boolean> {
    try {
      const response = await fetch(this.#url("config"), { credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store" });
      return (await response.json()).demonstration !== false;
    } catch {
      return true;
    }
  }

  /** Forgets the id here and, if it can be told, on the server; a page that is going away can still say it. */
  forget(): void {
    const session = this.#session;
    this.#session = "";
    this.#first = null;
    if (!session) return;
    const body = JSON.stringify({ session });
    try {
      if (navigator.sendBeacon(this.#url("forget"), body)) return;
    } catch { /* switched off: the other way */ }
    this.#post("forget", { session }, null).catch(() => {}); // its half hour will end it
  }

  #keep(session: unknown, asked: Promise<void>): void {
    if (typeof session !== "string" || !session) return;
    if (this.#first === asked && !this.#session) this.#session = session;
  }

  #url(name: string): string { return new URL(`webhooks/web/${name}`, this.root).href; }

  /** Text instead of application/json: such a request needs no preflight, which would cost a second trip. */
  #post(name: string, body: object, signal: AbortSignal | null): Promise<Response> {
    return fetch(this.#url(name), {
      method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "text/plain" }, signal,
      credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store", keepalive: name === "forget",
    });
  }
}

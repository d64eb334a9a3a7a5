/** The one live region: in the light DOM, because screen readers miss those inside a shadow root. */
import { make, style, UNRECORDED } from "./dom";

const HEARD = 2000; // ms after which the words go again, so that nobody meets them while reading the page

export class Announcer {
  readonly #region = make("div", { ...UNRECORDED, "aria-live": "polite" });
  #timer = 0;

  constructor() {
    style(this.#region, {
      display: "block", position: "fixed", top: "0", left: "0", width: "1px", height: "1px", margin: "0", padding: "0",
      overflow: "hidden", "clip-path": "inset(50%)", "white-space": "pre-line", "pointer-events": "none",
    });
  }

  /** Puts the region on the page; it must be there before it is used. */
  connect(): void { document.body.append(this.#region); }

  disconnect(): void {
    this.clear();
    this.#region.remove();
  }

  say(text: string, lang = ""): void {
    clearTimeout(this.#timer);
    this.#region.replaceChildren(make("p", lang ? { lang } : {}, text));
    this.#timer = setTimeout(() => this.clear(), HEARD);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#region.replaceChildren();
  }
}

/** Leaving: needs no server, covers the page at once, wipes it, and puts another in its place. */
import { make, style } from "./dom";

export const EXIT = "https://www.bbc.co.uk/weather"; // no account, no history, nothing to explain
const STAY = 300; // ms after which an iframe whose page does not go goes by itself
const TAPS = 3, WITHIN = 5000; // Shift three times within five seconds

/** The page to go to; anything but a web address is the usual one. */
export function exitPage(wanted: string | undefined): string {
  try {
    const url = new URL(wanted || EXIT, location.href);
    return /^https?:$/.test(url.protocol) ? url.href : EXIT;
  } catch {
    return EXIT;
  }
}

/**
 * Leaves the page; Back does not return to it.
 * @param wipe Empties the chat. Whatever happens in it, the page goes.
 */
export function leave(exit: string, title: string, wipe: () => void): void {
  const cover = make("div", { popover: "manual" });
  style(cover, {
    position: "fixed", inset: "0", width: "auto", height: "auto", margin: "0", padding: "0", border: "0",
    display: "block", background: "#fff", "z-index": "2147483647",
  });
  try {
    document.documentElement.append(cover);
    cover.showPopover?.();
    document.title = title;
    wipe();
    document.body.replaceChildren(); // also ends the element
  } finally {
    try {
      if (top && top !== window) top.location.replace(exit); // an iframe goes with the page around it, if that lets it
    } catch { /* it does not */ }
    if (top === window) location.replace(exit);
    else setTimeout(() => location.replace(exit), STAY);
  }
}

/** Listens for Shift pressed three times by itself; capitals do not count. */
export function onThreeShifts(act: () => void, signal: AbortSignal): void {
  let taps: number[] = [], together = false; // with another key
  addEventListener("keydown", (event) => {
    if (event.key === "Shift") return;
    taps = [];
    together = event.shiftKey;
  }, { signal, capture: true });
  addEventListener("keyup", (event) => {
    if (event.key !== "Shift") return;
    const now = Date.now();
    taps = together ? [] : [...taps.filter((tap) => now - tap < WITHIN), now];
    together = false;
    if (taps.length >= TAPS) act();
  }, { signal, capture: true });
}

/** A link before everything else on the page, seen when the Tab key reaches it; in a shadow root, out of the host's styles. */
export function firstLink(text: string, href: string, act: () => void): HTMLElement {
  const home = make("div");
  const link = make("a", { href, rel: "noreferrer" }, text);
  const look = (seen: boolean) => style(link, {
    position: "fixed", top: "0", left: "0", "z-index": "2147483647", padding: "12px 16px", font: "bold medium/1.4 system-ui, sans-serif",
    background: "#1b2430", color: "#fff", outline: "3px solid #ffd24a", "outline-offset": "-6px", "clip-path": seen ? "none" : "inset(50%)",
  });
  look(false);
  style(home, { all: "initial" });
  link.addEventListener("focus", () => look(true));
  link.addEventListener("blur", () => look(false));
  link.addEventListener("click", (event) => { event.preventDefault(); act(); });
  home.attachShadow({ mode: "open" }).append(make("nav", { "aria-label": text }, link));
  return home;
}

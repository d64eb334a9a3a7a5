/** Where the widget lies: above whatever else the page shows, never over what has the focus, and over no keyboard. */
import type { View } from "./view";

const inside = (x: number, y: number, box: DOMRect): boolean => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;

/** Shows the dock in the top layer, and again whenever the page puts something above it, such as a cookie dialog. */
export function stayOnTop(dock: HTMLElement, exit: HTMLElement, act: () => void, signal: AbortSignal): void {
  const raise = () => {
    try {
      if (dock.matches(":popover-open")) dock.hidePopover();
      dock.showPopover();
    } catch { /* an older browser: the dock is fixed, only not above everything */ }
  };
  raise();
  document.addEventListener("toggle", (event) => {
    if (event.target !== dock && (event.target as Element).matches?.("dialog, [popover]") && (event as ToggleEvent).newState === "open") keepFocus(dock, raise);
  }, { signal, capture: true });
  // A modal dialog makes everything else deaf, the top layer too: then the place of the exit is what counts.
  addEventListener("pointerdown", (event) => {
    if (!event.composedPath().includes(dock) && inside(event.clientX, event.clientY, exit.getBoundingClientRect()) && document.querySelector("dialog:modal")) act();
  }, { signal, capture: true });
}

/** Hiding a popover takes the focus out of it: put it back. */
function keepFocus(dock: HTMLElement, work: () => void): void {
  const had = (dock.getRootNode() as ShadowRoot).activeElement;
  work();
  if (had instanceof HTMLElement && dock.contains(had)) had.focus({ preventScroll: true });
}

/** Never covers the focused element of the host's page, and keeps clear of a phone's keyboard. */
export function keepClear(element: HTMLElement, { dock, bar, chat }: View, close: () => void, signal: AbortSignal): void {
  const overlaps = (box: DOMRect, other: DOMRect) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top;
  document.addEventListener("focusin", (event) => {
    const at = event.composedPath()[0];
    if (!(at instanceof HTMLElement) || event.composedPath().includes(element) && dock.contains(at)) return;
    if (dock.contains(chat) && !chat.hidden && overlaps(at.getBoundingClientRect(), chat.getBoundingClientRect())) close();
    const box = at.getBoundingClientRect(), over = bar.getBoundingClientRect();
    if (!overlaps(box, over)) return;
    const up = over.bottom - box.top + 8, down = box.bottom - over.top + 8;
    scrollBy({ top: over.top < innerHeight / 2 ? -up : down, behavior: "instant" });
    if (overlaps(at.getBoundingClientRect(), bar.getBoundingClientRect())) dock.classList.toggle("aside"); // it cannot scroll: move over
  }, { signal });
  const view = visualViewport;
  if (!view) return;
  const fit = () => { // a keyboard has opened or closed: what is being typed stays in sight
    dock.style.setProperty("--seen-height", `${view.height}px`);
    dock.style.setProperty("--seen-top", `${view.offsetTop}px`);
    dock.style.setProperty("--seen-below", `${Math.max(0, innerHeight - view.height - view.offsetTop)}px`);
    const at = element.shadowRoot!.activeElement;
    if (dock.contains(chat) && at instanceof HTMLTextAreaElement) at.scrollIntoView({ block: "nearest" });
  };
  fit();
  view.addEventListener("resize", fit, { signal });
  view.addEventListener("scroll", fit, { signal });
}

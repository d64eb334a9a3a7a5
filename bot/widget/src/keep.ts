/** Copy and print: only when asked for, and never offered where a copy could be found by the person who is feared. */
import { make, style } from "./dom";

/** Worries in which the other person may look at this device (safeguarding rule 17). */
export const WATCHED = new Set(["tech_abuse", "stalking_harassment", "honour_abuse"]);

/** @returns Whether the browser let us. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Prints the words alone, from a frame that the host's page does not show. */
export function printText(title: string, text: string): void {
  const frame = make("iframe", { "aria-hidden": "true", tabindex: "-1", title });
  style(frame, { position: "fixed", width: "1px", height: "1px", border: "0", "clip-path": "inset(50%)" });
  document.body.append(frame);
  const inside = frame.contentDocument, window = frame.contentWindow;
  if (inside && window) {
    const page = inside.createElement("pre");
    page.textContent = text;
    page.style.setProperty("white-space", "pre-wrap");
    page.style.setProperty("font", "medium/1.5 system-ui, sans-serif");
    inside.title = title;
    inside.body.append(page);
    window.addEventListener("afterprint", () => frame.remove());
    window.print();
  }
}

/**
 * One script tag: defines <online-harms-chat>, and puts one into the corner of a page that has none of its own.
 * The tag's data-* settings become those of that element.
 */
import { OnlineHarmsChat } from "./element";

const script = document.currentScript as HTMLScriptElement | null;
if (script?.src) OnlineHarmsChat.home = new URL(script.src).origin;

function start(): void {
  // A browser too old for this keeps what stands inside the element: plain HTML with 999 and the helplines.
  if (!("adoptedStyleSheets" in Document.prototype) || customElements.get("online-harms-chat")) return;
  const placed = document.querySelectorAll<HTMLElement>("online-harms-chat");
  for (const element of placed) Object.assign(element.dataset, { ...script?.dataset, ...element.dataset });
  customElements.define("online-harms-chat", OnlineHarmsChat);
  if (placed.length) return;
  const element = document.createElement("online-harms-chat");
  Object.assign(element.dataset, script?.dataset, { floating: "" });
  document.body.append(element);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();

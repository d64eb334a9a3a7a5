/** How everything gets onto the page: by createElement and text, never as HTML; styles by CSSOM, never as attributes. */

export type Child = Node | string | null | undefined | false;

/** Makes an element; children that are empty are left out. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children.filter((child): child is Node | string => Boolean(child)));
  return node;
}

/** Words for screen readers only. */
export const unseen = (text: string): HTMLSpanElement => make("span", { class: "unseen" }, text);

/** Styles an element of the host page; no stylesheet of the host can override it. */
export function style(node: HTMLElement, properties: Record<string, string>): void {
  for (const [name, value] of Object.entries(properties)) node.style.setProperty(name, value, "important");
}

/** Asks the session recorders and analytics of the page around us to look away. */
export const UNRECORDED: Record<string, string> = {
  "data-hj-suppress": "",
  "data-private": "",
  "data-clarity-mask": "true",
  "data-dd-privacy": "hidden",
  "data-sl": "mask",
  class: "fs-mask fs-exclude rr-block rr-ignore ph-no-capture sentry-block",
};

/** What an address may be that we make a link of; anything else stays plain words. */
export function safe(href: unknown, kinds: RegExp): string | null {
  const text = typeof href === "string" ? href.trim() : "";
  return kinds.test(text) ? text : null;
}

/** A link that opens beside the chat, and tells the other site nothing of this one. */
export const outside = (href: string, label: string, newTab: string): HTMLAnchorElement =>
  make("a", { class: "go", href, target: "_blank", rel: "noopener noreferrer" }, `${label} ${newTab}`);

/** Reads the server's answer: Rasa's list of messages becomes blocks of text, cards and choices. Nothing in it is trusted. */

export interface Contact {
  type?: string; value?: string; href?: string; hours?: string; says?: string; hours_note?: string;
  open_now?: boolean | null; opens?: string; closes?: string; how?: string; label?: string;
  free?: boolean; on_bill?: boolean; verified?: string; verified_on?: string;
}
export interface Item {
  id?: string; name?: string; kind?: string; description?: string; contacts?: Contact[]; area?: string | string[];
  audiences?: string[]; checked?: string; source?: string; verified?: string; starts?: string; ends?: string; status?: string;
  join?: Join | string; what_happens?: unknown; calendar?: string; cost?: string; only_if?: string; formerly?: string; alert?: string;
}
export interface Join { platform?: string; how?: string; link?: string; register?: string; meeting_id?: string; passcode?: string }
export interface Choice { title: string; payload: string }
/** One reply as it is shown; `lang` is empty where the server does not name a language. */
export interface Block {
  text: string; tail: string; cards: Item[]; choices: Choice[]; urgent: boolean; lang: string;
}
export interface Answer {
  blocks: Block[];
  /** The same in plain words, to be read out or copied. */
  plain: string;
  /** What it is about, where the server says so. */
  concern: string;
  /** True if the person asked that all of it be deleted. */
  forgotten: boolean;
}
interface Message { text?: unknown; buttons?: unknown; lang?: unknown; custom?: Record<string, unknown> }

export const string = (value: unknown): string => (typeof value === "string" ? value.trim() : "");
export const list = (value: unknown): any[] => (Array.isArray(value) ? value.filter((item) => item && typeof item === "object") : []);

const isItem = (line: string): boolean => line.startsWith("- ");

/** Splits a text into what stands before its list of services, and what stands after: cards say the list. */
function aroundList(text: string): [string, string] {
  const lines = text.split("\n");
  const first = lines.findIndex(isItem);
  if (first < 0) return [text, ""];
  let end = lines.findLastIndex(isItem) + 1;
  while (/^\s+\S/.test(lines[end] ?? "")) end += 1;
  return [lines.slice(0, first).join("\n").trim(), lines.slice(end).join("\n").trim()];
}

const choicesOf = (message: Message): Choice[] =>
  list(message.buttons)
    .map(({ title, payload }) => ({ title: string(title), payload: string(payload) }))
    .filter(({ title, payload }) => title && payload);

const blank = (text: string): Block => ({ text, tail: "", cards: [], choices: [], urgent: false, lang: "" });

function addCards(found: Block[], custom: Record<string, unknown>, textBefore: boolean): void {
  const cards = [custom.services, custom.sessions, custom.resources].flatMap(list).filter((item) => string(item.name));
  if (!cards.length) return;
  let block = found.at(-1)!;
  if (block.cards.length) found.push((block = blank("")));
  block.cards = cards;
  if (textBefore) [block.text, block.tail] = aroundList(block.text);
}

/**
 * Reads a list of messages. A kind of payload that is not known is left out: the plain text beside it says enough.
 * @param opening The text that the chat shows at its top all the time, so that it need not be said again.
 */
export function read(messages: Message[], opening: string): Answer {
  const found: Block[] = [];
  let concern = "", textBefore = false; // the message before was a text, so cards after it say the same as its list
  for (const message of messages) {
    const text = string(message.text), custom = message.custom ?? {};
    if (text || !found.length) found.push(blank(text));
    if (custom.type === "emergency") found.at(-1)!.urgent ||= custom.level === "now";
    if (custom.type === "signposts") {
      addCards(found, custom, Boolean(text) || textBefore);
      concern = string(custom.concern) || concern;
    }
    const block = found.at(-1)!;
    block.lang ||= string(message.lang) || string(custom.lang);
    if (custom.type === "opening" && block.text.startsWith(opening)) block.text = block.text.slice(opening.length).trim();
    block.choices.push(...choicesOf(message));
    textBefore = Boolean(text);
  }
  const filled = (block: Block) => block.text || block.tail || block.cards.length || block.choices.length || block.urgent;
  let blocks = found.filter(filled);
  if (!blocks.length && messages.some(({ custom }) => custom?.type === "opening")) blocks = [blank(opening)]; // an answer, too
  const forgotten = messages.some(({ custom }) => custom?.type === "forgotten");
  return { blocks, plain: spoken(messages, blocks, opening), concern, forgotten };
}

/** The answer to be heard: the server's own plain text says all that the cards do. */
function spoken(messages: Message[], blocks: Block[], opening: string): string {
  const said = messages.map((message) => string(message.text)).filter((text) => text && text !== opening);
  return said.join("\n") || blocks.map(({ text }) => text).join("\n");
}

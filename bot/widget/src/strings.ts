/** The widget's own words, one file a language; what the bot says comes from the server. */
import cy from "../strings/cy.json";
import en from "../strings/en.json";

export type Strings = Omit<typeof en, "approved_by"> & { approved_by: string | null };
export interface Language {
  code: string;
  locale: string;
  words: Strings;
}

const ENGLISH: Language = { code: "en", locale: "en-GB", words: en };
const KNOWN: readonly Language[] = [ENGLISH, { code: "cy", locale: "cy-GB", words: cy }];

/**
 * @param wanted The host's `data-lang`.
 * @param drafts True on pages of a server that shows drafts to reviewers; else a language that nobody has approved is English.
 */
export const language = (wanted = "", drafts = false): Language =>
  KNOWN.find(({ code, words }) => code === wanted.slice(0, 2).toLowerCase() && (drafts || words.approved_by)) ?? ENGLISH;

/** Puts values into the gaps of a sentence: `fill("Ring {value}", { value: "999" })`. */
export const fill = (sentence: string, values: Record<string, string>): string =>
  sentence.replace(/\{(\w+)\}/g, (gap, name: string) => values[name] ?? gap);

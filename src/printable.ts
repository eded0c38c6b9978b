/**
 * Text of a model (names, values, messages of its errors) made safe to print: a terminal obeys control characters, and a
 * name could otherwise write a verdict of its own. Escaped are control characters, line breaks, what turns the direction of
 * writing, what is invisible, and halves of characters; as JavaScript writes them in a string. Text that needs no escaping
 * stays the same object. Colours are put around text afterwards, never inside it. Imports nothing of Node: it runs in a browser.
 */
import { isPlainRecord } from "./plain-record.ts";

const unsafe =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about.
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;
const short: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A name this long would push everything else off the page. */
const LONGEST_NAME = 60;
const KEPT_OF_NAME = 40;

export function printable(text: string): string {
  return text.replace(unsafe, (character) => short[character] ?? escapeOf(character));
}

function escapeOf(character: string): string {
  const code = character.codePointAt(0) as number;
  const digits = code.toString(16);
  return code > 0xffff ? `\\u{${digits}}` : `\\u${digits.padStart(4, "0")}`;
}

/** A printable name, cut where it is very long, which it says. */
export function shortName(name: string): string {
  const safe = printable(name);
  return safe.length <= LONGEST_NAME ? safe : `${safe.slice(0, KEPT_OF_NAME)}… (${safe.length} characters)`;
}

/** A value with all texts in it printable, keys included: lists, maps, plain objects. The same one where nothing changes. */
export function printableParts<T>(value: T): T {
  return parts(value) as T;
}

function parts(value: unknown): unknown {
  if (typeof value === "string") return printable(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    let changed: unknown[] | null = null;
    for (let at = 0; at < value.length; at++) {
      const part = parts(value[at]);
      if (part !== value[at]) changed ??= [...value];
      if (changed !== null) changed[at] = part;
    }
    return changed ?? value;
  }
  if (value instanceof Map) {
    const entries = [...value];
    const safe = entries.map(([key, part]) => [parts(key), parts(part)] as const);
    return safe.some(([key, part], at) => key !== entries[at]?.[0] || part !== entries[at]?.[1])
      ? new Map(safe)
      : value;
  }
  if (!isPlainRecord(value)) return value;
  const entries = Object.entries(value);
  const safe = entries.map(([key, part]) => [printable(key), parts(part)] as const);
  return safe.some(([key, part], at) => key !== entries[at]?.[0] || part !== entries[at]?.[1])
    ? Object.fromEntries(safe)
    : value;
}

/** The same of a text that has lines of its own: they stay lines. */
export function printableLines(text: string): string {
  return text.split("\n").map(printable).join("\n");
}

/**
 * Text as XML 1.0 has it. What a document must not hold at all (section 2.2: most control characters, halves of characters,
 * U+FFFE and U+FFFF), and what would hide in it, is written as JavaScript does in a string; the rest is escaped.
 */
import { printable } from "../printable.ts";

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** One line, as text or as an attribute's value. */
export function xmlLine(text: string): string {
  return printable(text)
    .replace(/[\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`)
    .replace(/[&<>"]/g, (character) => ESCAPES[character] as string);
}

/** The same of several lines, whose breaks stay. */
export function xmlLines(text: string): string {
  return text.split("\n").map(xmlLine).join("\n");
}

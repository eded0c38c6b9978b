/** Values in error messages. */
import { kindOfValue } from "../closed.ts";
import { isValueSet } from "./value-set.ts";

/** A value as a reader of an error message would write it. */
export function describe(value: unknown): string {
  if (value === undefined) return "undefined";
  if (typeof value === "function") return kindOfValue(value);
  if (typeof value === "symbol" || typeof value === "bigint") return String(value);
  if (isValueSet(value)) return cut(`{${(clipped(value.map((each) => each)) as unknown[]).map(describe).join(", ")}}`);
  try {
    return cut(JSON.stringify(value, (_, part: unknown) => clipped(part)) ?? kindOfValue(value));
  } catch {
    return kindOfValue(value);
  }
}

/** Longer texts are no help to anybody. */
const LONGEST = 2000;

function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}… (${text.length} characters)`;
}

/** Arrays longer than this are told by their first items, and never gone through. */
const MOST_ITEMS = 100;
const KEPT_ITEMS = 10;

function clipped(value: unknown): unknown {
  if (!Array.isArray(value) || value.length <= MOST_ITEMS) return value;
  return [...(value.slice(0, KEPT_ITEMS) as unknown[]), `… ${value.length} in all`];
}

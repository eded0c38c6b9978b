/** Values in error messages. */
import { kindOfValue } from "../closed.ts";
import { isValueSet } from "./value-set.ts";

/** A value as a reader of an error message would write it. */
export function describe(value: unknown): string {
  if (value === undefined) return "undefined";
  if (typeof value === "function") return kindOfValue(value);
  if (typeof value === "symbol" || typeof value === "bigint") return String(value);
  if (isValueSet(value)) return `{${value.map(describe).join(", ")}}`;
  try {
    return JSON.stringify(value) ?? kindOfValue(value);
  } catch {
    return kindOfValue(value);
  }
}

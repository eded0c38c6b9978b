/**
 * What tells classes of fairness apart: the answer of a `per` function as text, equal for equal answers only. Of answers
 * that text can stand for there are primitives, arrays and plain objects; a Set, a Map or an instance of a class all read
 * alike, and would make one class of many.
 */

import { isValueSet } from "../domain/value-set.ts";
import { isPlainRecord } from "../plain-record.ts";

/** Answers nested deeper than this are refused: one that contains itself is. */
const DEEPEST = 100;

/** The text of an answer; null: there is none, it is or holds something else than primitives, arrays and plain objects. */
export function classKey(answer: unknown, depth = 0): string | null {
  switch (typeof answer) {
    case "string":
      return JSON.stringify(answer);
    case "number":
      // 0 and -0 are equal.
      return String(answer);
    case "boolean":
    case "undefined":
      return String(answer);
    case "bigint":
      return `${answer}n`;
    case "object":
      break;
    default:
      return null;
  }
  if (answer === null) return "null";
  if (depth === DEEPEST) return null;
  if (Array.isArray(answer)) {
    const parts = Array.from(answer, (part) => classKey(part, depth + 1));
    return parts.includes(null) ? null : `[${parts.join(",")}]`;
  }
  if (isValueSet(answer)) {
    const members = answer.map((member) => classKey(member, depth + 1));
    return members.includes(null) ? null : `{${members.sort().join(",")}}`;
  }
  if (!isPlainRecord(answer)) return null;
  if (Object.getOwnPropertySymbols(answer).length > 0) return null;
  const entries = Object.entries(answer).sort(([one], [other]) => (one < other ? -1 : 1));
  const parts = entries.map(([name, part]) => {
    const text = classKey(part, depth + 1);
    return text === null ? null : `${JSON.stringify(name)}:${text}`;
  });
  return parts.includes(null) ? null : `{${parts.join(",")}}`;
}

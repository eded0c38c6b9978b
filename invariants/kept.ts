/**
 * Whether an object keeps to what it says of itself: that whatever it holds, each of its operations leaves it with a value of
 * `holds`, and answers one of `answers`. Of an object that does, the judge may stop at the first order that explains a
 * history. Of another it goes through all of them, since which it tries first depends on which caller is which: without
 * that, the same history would be refused for one naming of its callers and explained for another.
 */
import { aside } from "../src/closed-room.ts";
import type { AnyObject, Signature } from "../src/model/histories/sequential-object.ts";

/** The most questions that are asked of an object; of one of more contents or arguments nothing is known beforehand. */
const MOST = 65_536;

const known = new WeakMap<AnyObject, boolean>();

/** Asked once for each object. True of the objects of this library, whose operations answer what they say. */
export function keepsToItself(object: AnyObject): boolean {
  let kept = known.get(object);
  if (kept === undefined) {
    const { holds } = object;
    // It may refuse what it never holds, as a value refuses a look at a field that it has not.
    kept = holds === null || aside(() => isClosed(object, holds));
    known.set(object, kept);
  }
  return kept;
}

type Holds = NonNullable<AnyObject["holds"]>;
type AnyEffect = (...given: readonly unknown[]) => unknown;

function isClosed({ operations, does }: AnyObject, holds: Holds): boolean {
  const signatures = Object.entries<Signature>(operations);
  const questions = signatures.reduce((sum, [, { takes }]) => sum + holds.size * (takes?.size ?? 1), 0);
  if (!(questions <= MOST)) return false;
  try {
    return signatures.every(([name, { takes, answers }]) => {
      const effect = does[name] as AnyEffect;
      const given = takes === undefined ? [[]] : takes.values.map((argument: unknown) => [argument]);
      return holds.values.every((held: unknown) =>
        given.every((argument) => isKept(effect(held, ...argument), holds, answers)),
      );
    });
  } catch {
    // It is not made for all of that. Where a history has it do so, the judge says what was thrown.
    return false;
  }
}

function isKept(done: unknown, holds: Holds, answers: Signature["answers"]): boolean {
  if (done === undefined) return true;
  if (answers === undefined) return holds.encode(done) >= 0;
  return Array.isArray(done) && done.length === 2 && holds.encode(done[0]) >= 0 && answers.encode(done[1]) >= 0;
}

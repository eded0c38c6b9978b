/** Functions and values that methods of values and collections are handed, asked whether they are what the method can use. */
import { kindOfValue } from "../closed.ts";
import { insist, refuseUnfinished, room } from "../closed-room.ts";
import { synodError } from "../errors/errors.ts";
import { describe } from "./describe.ts";

type Callback = (...given: readonly unknown[]) => unknown;

/** Of an argument that a method can do nothing with, in this state or in any. */
export function wrongArgument(place: string, problem: string, remedy: string): Error {
  return insist(synodError("wrong-argument", { place, problem, remedy }));
}

/** `called`: how a model writes the method. */
export function callbackOf(called: string, given: unknown): Callback {
  if (typeof given === "function") return given as Callback;
  throw wrongArgument(called, `is given ${kindOfValue(given)}, not a function`, "write (value) => ...");
}

/**
 * What a method that chooses is given: it must answer true or false, or throws. `of`: how a model writes what it is of. Asked
 * of a value at no place, it is told none: its second parameter, if it has one, keeps the value that it has by itself.
 */
export function testOf(called: string, given: unknown, of = called): (value: unknown, at?: number) => boolean {
  const asked = callbackOf(called, given);
  return (value, at) => {
    const answer = asked(value, at);
    if (typeof answer === "boolean") return answer;
    doneWith(of, answer);
    throw wrongArgument(
      `what is handed to ${called}`,
      `answers ${describe(answer)}, which is neither true nor false`,
      "let it answer a comparison: what it answers in braces needs a `return`",
    );
  };
}

export function doneWith(called: string, answer: unknown): unknown {
  refuseUnfinished(room.site?.subject ?? called, answer);
  return answer;
}

/** What a set or list is made of: anything that can be gone through. */
export function iterableOf<T>(called: string, given: Iterable<T>): Iterable<T> {
  const value: unknown = given;
  const canBe = typeof value === "string" || (typeof value === "object" && value !== null);
  if (canBe && typeof Reflect.get(Object(value), Symbol.iterator) === "function") return given;
  throw wrongArgument(
    called,
    `is given ${kindOfValue(value)}, which has nothing in it to go through`,
    "hand it an array, a set or a collection of values: [a, b]",
  );
}

/**
 * What every collection has since it can be gone through: `some`, `every`, `filter`, `map`, `find`, `reduce`, `forEach`. The
 * law: each is what it is of the array `[...collection]`, entries for a map. They are made from a view's own iteration, so
 * they visit what it visits and read no more: who stops early has read less, and an effect goes through what was there
 * when it began.
 */
import { callbackOf, doneWith, testOf } from "../domain/asked.ts";

type Walk = (...given: unknown[]) => unknown;

/** `written`: how a model writes the collection; `visit`: begins a visit. */
export function walksOf(written: string, visit: () => Iterable<unknown>, isIndexed: boolean): Record<string, Walk> {
  const callback = (method: string, given: unknown) => callbackOf(`${written}.${method}`, given);
  const test = (method: string, given: unknown) => testOf(`${written}.${method}`, given, written);
  const done = (answer: unknown) => doneWith(written, answer);
  /** The first place of which the test is true, and what is there. */
  const first = (method: string, given: unknown): readonly [index: number, value: unknown] => {
    const isIt = test(method, given);
    let at = 0;
    for (const value of visit()) {
      if (isIt(value, at)) return [at, value];
      at++;
    }
    return [-1, undefined];
  };
  const walks: Record<string, Walk> = {
    some: (given) => first("some", given)[0] >= 0,
    every: (given) => {
      const isSo = test("every", given);
      let at = 0;
      for (const value of visit()) if (!isSo(value, at++)) return false;
      return true;
    },
    filter: (given) => {
      const isIt = test("filter", given);
      return [...visit()].filter((value, at) => isIt(value, at));
    },
    map: (given) => {
      const make = callback("map", given);
      return [...visit()].map((value, at) => done(make(value, at)));
    },
    find: (given) => first("find", given)[1],
    reduce: (given, initial) => {
      const combine = callback("reduce", given);
      return [...visit()].reduce((sofar, value, at) => done(combine(sofar, value, at)), initial);
    },
    forEach: (given) => {
      const act = callback("forEach", given);
      let at = 0;
      for (const value of visit()) done(act(value, at++));
    },
  };
  if (!isIndexed) return walks;
  return {
    ...walks,
    findIndex: (given) => first("findIndex", given)[0],
    entries: () => [...visit()].map((value, at) => [at, value]),
  };
}

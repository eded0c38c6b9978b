// What views show, are and refuse: the same for the engine's, the interpreter's, and those that confine or watch either.
import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isSynodError } from "../../src/errors/errors.ts";
import { bases, wrappers } from "./all-views.ts";
import { applyToView, commands, placesOf, schemas } from "./arbitrary-state.ts";

/** What a program can do to any object, told as text; what it makes is compared by what it is made of. */
const probes: Readonly<Record<string, (it: never) => unknown>> = {
  json: (it) => JSON.stringify(it),
  "json of a holder": (it) => JSON.stringify({ it, all: [it] }),
  spread: (it) => ({ ...(it as object) }),
  "array spread": (it) => [...(it as Iterable<unknown>)],
  "Array.from": (it) => Array.from(it as Iterable<unknown>),
  keys: (it) => Object.keys(it),
  values: (it) => Object.values(it),
  entries: (it) => Object.entries(it),
  "own names": (it) => Reflect.ownKeys(it),
  "for in": (it) => {
    const names: string[] = [];
    for (const name in it as object) names.push(name);
    return names;
  },
  "in, index": (it) => "1" in (it as object),
  "in, name": (it) => "nobody" in (it as object),
  String: (it) => String(it),
  template: (it) => `${it}`,
  number: (it) => (it as number) > 1,
  equality: (it) => (it as unknown) === it,
  // biome-ignore lint/suspicious/noDoubleEquals: what a slip of the pen asks.
  loose: (it) => (it as unknown) == "1",
  truth: (it) => Boolean(it),
  typeof: (it) => typeof it,
  tag: (it) => Object.prototype.toString.call(it),
  "is array": (it) => Array.isArray(it),
  "instance of Set": (it) => (it as unknown) instanceof Set,
  "instance of Object": (it) => (it as unknown) instanceof Object,
  concat: (it: object) => ([0] as unknown[]).concat(it).length,
  index: (it) => Reflect.get(it, "1"),
  "unknown name": (it) => Reflect.get(it, "nobody"),
  insides: (it) =>
    ["capacity", "element", "memory", "base", "place", "key"].map((name) =>
      text(() => Reflect.get(it as object, name)),
    ),
  "the constructor": (it) => Reflect.get(it, "constructor"),
  "an inherited name": (it) => Reflect.get(it, "hasOwnProperty"),
  thenable: (it) => Reflect.get(it, "then"),
  size: (it) => Reflect.get(it, "size"),
  length: (it) => Reflect.get(it, "length"),
  "write index": (it) => Object.assign(it, { 1: 2 }),
  "write name": (it) => Object.assign(it, { nobody: 2 }),
  "write length": (it) => Object.assign(it, { length: 0 }),
  delete: (it) => Reflect.deleteProperty(it, "nobody"),
  prototype: (it) => Object.setPrototypeOf(it, {}) === it,
  freeze: (it) => Object.freeze(it) === it,
  inspect: (it) => inspect(it, { depth: 6 }),
  "push two": (it) => (it as { push(...all: unknown[]): void }).push(0, 0),
};

/** What it answers or throws; views in it are told by what they contain. */
function text(run: () => unknown): string {
  const shown: string[] = [];
  try {
    const answer = run();
    const plain = JSON.stringify(answer, (_, value) =>
      typeof value === "symbol" || typeof value === "function" ? String(value) : value,
    );
    shown.push(plain ?? String(answer));
  } catch (error) {
    shown.push(isSynodError(error) ? `${error.code} ${error.message} / ${error.remedy}` : String(error));
  }
  return shown.join();
}

/** The state, its collections, and those inside. */
function everyView(view: object): object[] {
  const inside = (it: unknown): object[] => {
    if (typeof it !== "object" || it === null || Object.isFrozen(it)) return [];
    const items = text(() => Reflect.get(it, "keys")).startsWith("SYN") ? [] : (it as { values(): unknown[] }).values();
    return [it, ...items.flatMap(inside)];
  };
  return [view, ...Object.values(view).flatMap(inside)];
}

const report = (view: object): string[] =>
  everyView(view).flatMap((each, at) =>
    Object.entries(probes).map(([name, probe]) => `${at} ${name}: ${text(() => probe(each as never))}`),
  );

describe("views", () => {
  test("are the same whatever they stand on, whoever wraps them, and whatever is asked of them", () => {
    let compared = 0;
    fc.assert(
      fc.property(schemas, commands, fc.boolean(), (schema, all, sealed) => {
        const places = placesOf(schema);
        const reports = Object.values(bases).flatMap((make) =>
          Object.values(wrappers).map((wrap) => {
            const made = make(schema);
            for (const command of all.slice(0, 20))
              applyToView(places[command.place % places.length]!, command, made.view);
            if (sealed) made.seal();
            return report(wrap(schema, made.view));
          }),
        );
        for (const other of reports) expect(other).toEqual(reports[0]);
        compared += (reports[0] as string[]).length;
      }),
      { numRuns: 40 },
    );
    expect(compared).toBeGreaterThan(2000);
  });
});

/** What models are written with runs where there is neither Node nor a page, and importing it does nothing. */
import { join } from "node:path";
import { type Context, createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { outputOf } from "../../scripts/build.mjs";

const root = join(import.meta.dirname, "..", "..");

/** An entry point as a browser's bundler takes it, with all that it can ever come to import. */
async function bundled(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, "dist", `${outputOf(name)}.js`)],
    bundle: true,
    platform: "browser",
    format: "iife",
    globalName: "synod",
    write: false,
    logLevel: "silent",
  });
  return outputFiles[0]?.text as string;
}

/** What a program could notice of a change to what JavaScript itself brings. */
const ownNames = (context: Context): string[] =>
  JSON.parse(
    runInContext(
      `JSON.stringify(["globalThis", "Error", "Object.prototype", "Array.prototype", "Function.prototype", "Math", "Date", "Promise"].flatMap(
        (each) => Object.entries(Object.getOwnPropertyDescriptors(eval(each))).map(([name, { value, get }]) =>
          [each, name, typeof value, value === null ? 0 : Object(value).length, typeof get].join(" "))))`,
      context,
    ),
  );

describe.each(["synod", "synod/invariants", "synod/models"])("%s", (name) => {
  it("runs with nothing but JavaScript, and leaves no trace when imported", async () => {
    const text = await bundled(name);
    const context = createContext({});
    const before = ownNames(context);
    const exported = runInContext(`(() => { ${text}; return synod; })()`, context);
    expect(Object.keys(exported).length).toBeGreaterThan(10);
    expect(ownNames(context)).toEqual(before);
  });
});

describe("synod", () => {
  it("makes models where they cannot be checked, and says so by a code", async () => {
    const context = createContext({});
    runInContext(`${await bundled("synod")}; globalThis.synod = synod;`, context);
    const ask = `(async () => {
      const { check, model, range, threadCrew } = synod;
      const mine = model({ state: { n: range(0, 3) }, rules: { up: { when: (s) => s.n < 3, do: (s) => { s.n += 1; } } } });
      const crew = threadCrew(2);
      const asked = [check(mine), crew.call(), check(mine, { propertys: [] }), Promise.resolve().then(() => threadCrew(0))];
      return (await Promise.allSettled(asked)).map(({ reason }) => reason.code);
    })()`;
    expect(await runInContext(ask, context)).toEqual(["SYN408", "SYN408", "SYN211", "SYN212"]);
  });

  it("names no cause of there being no checker where nothing was thrown", async () => {
    const context = createContext({});
    runInContext(`${await bundled("synod")}; globalThis.synod = synod;`, context);
    const ask = `(async () => {
      const { check, model, range } = synod;
      const mine = model({ state: { n: range(0, 3) }, rules: { up: { when: (s) => s.n < 3, do: (s) => { s.n += 1; } } } });
      return check(mine).catch((error) => [error.message, "cause" in error]);
    })()`;
    const message = "models can be written here, but not checked: the checker cannot be loaded";
    expect(await runInContext(ask, context)).toEqual([message, false]);
  });
});

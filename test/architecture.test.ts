import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { describe, expect, it } from "vitest";
import { findViolations, importsOf } from "./import-rules.ts";

const root = join(import.meta.dirname, "..");
const paths = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => `src/${path.split(sep).join("/")}`);
const sources = new Map(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));

/** The violations that one more file brings. */
const violationsOf = (path: string, source: string) => findViolations(new Map([[path, source]]));

describe("the architecture", () => {
  it("reads the sources", () => {
    expect(paths).toContain("src/errors/errors.ts");
    const imports = [...sources].flatMap(([file, source]) => importsOf(file, source));
    expect(imports.length).toBeGreaterThan(paths.length / 2);
  });

  it("holds: imports flow one way, pure folders are pure, one file imports piscina, nothing is cyclic", () => {
    expect(findViolations(sources)).toEqual([]);
  });
});

describe("the checker of the architecture", () => {
  it.each([
    'import { range } from "../domain/scalars.ts";',
    'import type { Program } from "./program.ts";',
    'import { synodError } from "../errors/errors.ts";',
    '// import { Piscina } from "piscina";',
    '/* import fs from "node:fs"; */',
    "const text = \"imported from 'elsewhere'\";",
    'const text = `no export "piscina" in import "piscina"`;',
  ])("lets src/program have: %s", (source) => {
    expect(violationsOf("src/program/fake.ts", source)).toEqual([]);
  });

  it.each([
    ['import { search } from "../explore/search.ts";', "src/explore comes after src/program"],
    ['import type { Search } from "../explore/search.ts";', "src/explore comes after src/program"],
    ['export { search } from "../explore/search.ts";', "src/explore comes after src/program"],
    ['export type * from "../explore/search.ts";', "src/explore comes after src/program"],
    ['import "../explore/search.ts";', "src/explore comes after src/program"],
    ['import {\n  type A,\n  b,\n} from "../cli/main.ts";', "src/cli comes after src/program"],
    ['await import("../explore/search.ts");', "src/explore comes after src/program"],
    ['const a = 1; import("../explore/search.ts")', "src/explore comes after src/program"],
    ['let b: import("../explore/search.ts").Search;', "src/explore comes after src/program"],
    ['import { readFileSync } from "node:fs";', "runs in a browser"],
    ['import { readFileSync } from "fs";', "runs in a browser"],
    ['import pc from "picocolors";', "runs in a browser"],
    ['import { model } from "../index.ts";', "is for those outside"],
    ['import { model } from "../model/model";', "without its .ts extension"],
    ['import { paxos } from "../../models/paxos.ts";', "outside src"],
  ])("catches in src/program: %s", (source, expected) => {
    const violations = violationsOf("src/program/fake.ts", source);
    expect(violations).toHaveLength(1);
    expect(violations[0]).toContain(expected);
  });

  it.each(['import { Piscina } from "piscina";', 'const { Piscina } = await import("piscina");'])(
    "lets only src/explore/pool.ts have: %s",
    (source) => {
      expect(violationsOf("src/explore/pool.ts", source)).toEqual([]);
      expect(violationsOf("src/explore/worker.ts", source)).toEqual([
        "src/explore/worker.ts imports piscina: only src/explore/pool.ts may",
      ]);
      expect(violationsOf("src/cli/main.ts", source)).toHaveLength(1);
    },
  );

  it("lets src/index.ts import every folder and a root file none", () => {
    const source = 'export { check } from "./verify/check.ts";';
    expect(violationsOf("src/index.ts", source)).toEqual([]);
    expect(violationsOf("src/closed.ts", source)).toHaveLength(1);
  });

  it("catches cycles, through types too", () => {
    const cyclic = new Map([
      ["src/domain/a.ts", 'import type { B } from "./b.ts";'],
      ["src/domain/b.ts", 'import { c } from "./c.ts";'],
      ["src/domain/c.ts", 'import { a } from "./a.ts";'],
    ]);
    expect(findViolations(cyclic)).toEqual([
      "cycle: src/domain/a.ts -> src/domain/b.ts -> src/domain/c.ts -> src/domain/a.ts",
    ]);
  });

  it("knows every folder of src", () => {
    expect(() => violationsOf("src/utils/a.ts", 'import "./b.ts";')).toThrow("src/utils has no place");
  });
});

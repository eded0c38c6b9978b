// docs/changing-synod.md tells a successor what every floor of the house is for.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isPureLayer, layers } from "../import-rules.ts";
import { readPage, root, tableBelow } from "./pages.ts";

const page = readPage("docs/changing-synod.md");
const floors = tableBelow(page, "The floors");

describe("docs/changing-synod.md", () => {
  it("has every folder of src, in the order in which they build on each other", () => {
    const folders = readdirSync(join(root, "src"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(floors.map(([folder]) => folder)).toEqual(layers.map((layer) => `src/${layer}`));
    expect(folders.map(({ name }) => name).sort()).toEqual([...layers].sort());
  });

  it("says which are pure", () => {
    expect(floors.map(([, , pure]) => pure === "yes")).toEqual(layers.map(isPureLayer));
  });

  it("has a sentence on each", () => {
    for (const [folder, about] of floors) expect(about?.length, folder).toBeGreaterThan(20);
  });
});

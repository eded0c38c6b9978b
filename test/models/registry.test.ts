import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as models from "../../models/index.ts";
import { modules } from "../../models/modules.ts";
import { isProtocol } from "../../src/model/protocol.ts";
import { fileOf, folder, registryPage } from "./registry-page.ts";

const { builtIns } = models;

describe("the registry", () => {
  it("is the page of the models: names, parameters, properties, mutants and counts", async () => {
    await expect(registryPage(builtIns)).toMatchFileSnapshot("../../models/README.md");
  });

  it("exports every one of them by its name in camel case", () => {
    const camel = (name: string) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    const exported = Object.entries(models).filter(([, value]) => isProtocol(value));
    expect(new Map(exported)).toEqual(new Map(builtIns.map((protocol) => [camel(protocol.protocol.name), protocol])));
  });

  it("finds each of them alone, by its name, in the same order", async () => {
    expect(Object.keys(modules)).toEqual(builtIns.map(({ protocol }) => protocol.name));
    const loaded = await Promise.all(Object.values(modules).map((load) => load()));
    for (const [at, exports] of loaded.entries()) expect(Object.values(exports)).toContain(builtIns[at]);
  });

  it("names in each model's header the source that it gives", () => {
    for (const { name, source } of builtIns.map(({ protocol }) => protocol)) {
      const header = /^\/\*\*.*?\*\//s.exec(readFileSync(join(folder, fileOf(name)), "utf8"))?.[0] ?? "";
      const names = source?.match(/\b(?:[A-Z][a-z]{3,}|stateright)/g) ?? [];
      expect(names.some((each) => header.includes(each)) || `${name}: none of ${names}`).toBe(true);
    }
  });

  it("says something about every protocol and parameter", () => {
    for (const { protocol } of builtIns) {
      expect(protocol.about).not.toBe("");
      expect(protocol.source).not.toBeNull();
      for (const parameter of Object.values(protocol.parameters)) expect(parameter.about).not.toBe("");
    }
  });

  it("builds every protocol at both ends of its parameters' bounds", () => {
    for (const protocol of builtIns) {
      for (const at of [0, 1]) {
        const ends = Object.entries(protocol.protocol.parameters).flatMap(([name, { kind, accepts }]) =>
          kind === "integer" ? [[name, Number(accepts.match(/\d+/g)?.[at])] as const] : [],
        );
        expect(() => protocol(Object.fromEntries(ends)), protocol.protocol.name).not.toThrow();
      }
    }
  });
});

// A page that the command line writes is taken apart for the site: when its form changes, this says so before the site does.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { partsOfPage } from "../../site/generate/shared-page.ts";
import { pageText } from "../../src/cli/page-file.ts";
import type { Capsule } from "../../src/page/capsule.ts";
import { root } from "../docs/pages.ts";

const capsule: Capsule = {
  synod: "0.1.0",
  model: { name: "a <model>", parameters: {}, mutant: null, defaults: {} },
  verdict: null,
  traces: [],
  sources: {},
};

it("has the application, the model's script and the capsule apart", () => {
  const script = 'globalThis.synodModel=()=>{return "</script> 票"};';
  const parts = partsOfPage(pageText(capsule, { script, map: "{}" }));
  const built = (name: string) => readFileSync(join(root, "dist", "page", name), "utf8");
  expect(parts.app).toBe(built("app.js"));
  expect(parts.style).toBe(built("app.css"));
  expect(parts.model).toBe(script);
  expect(parts.title).toBe("<title>a &lt;model&gt; - synod</title>");
  expect(JSON.parse(/>(.*)<\/script>/s.exec(parts.capsule)?.[1] ?? "")).toEqual(capsule);
});

it("is refused where it is none", () => {
  expect(() => partsOfPage("<title>x</title>")).toThrow("no page");
});

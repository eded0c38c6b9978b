// What axe finds serious in a page, or worse.
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

export async function seriousIn(page: Page): Promise<readonly string[]> {
  await page.evaluate(await axe());
  return page.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as { axe: { run(): Promise<{ violations: Finding[] }> } }
    ).axe.run();
    return violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id }) => id);
  });
}

interface Finding {
  readonly id: string;
  readonly impact: string;
}

/** Evaluated as the page's driver does it, which its policy does not forbid. */
async function axe(): Promise<string> {
  const { readFile } = await import("node:fs/promises");
  return readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
}

// The page of a counterexample as people read it: by keys alone, by a screen reader's rules, on a phone.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { start, temporaryFolder } from "../cli/run-synod.ts";
import { inBrowser } from "./chromium.ts";

const folder = temporaryFolder({});
const url = pathToFileURL(join(folder, "p.html")).href;

inBrowser("a page that is read", (open) => {
  it("is gone through, branched off and found again by keys alone, without a serious finding of axe", async () => {
    await start(
      ["check", "paxos-retold", "--mutant", "p-majown", "--property", "agreement", "--html", "p.html"],
      folder,
    ).ended;
    const { page, complaints, asked } = await open();
    await page.goto(url);
    await page.waitForSelector("#st .node");
    // It opens where the mistake acted.
    expect(await page.textContent(".pos")).toContain("state 10 of 12");
    await page.keyboard.press("p");
    expect(await page.textContent(".pos")).toContain("state 9 of 12");
    await page.locator(".next button", { hasText: "propose(ballot: 1, value: v1)" }).press("Enter");
    expect(await page.textContent(".pos")).toContain("state 10 of 10");
    const address = page.url();
    await page.keyboard.press("b");
    expect(await page.textContent(".pos")).toContain("state 9 of 12");
    const again = await open();
    await again.page.goto(address);
    await again.page.waitForSelector("#st .node");
    expect(await again.page.textContent(".pos")).toContain("state 10 of 10");

    await page.evaluate(await axe());
    const serious = await page.evaluate(async () => {
      const { violations } = await (
        globalThis as unknown as { axe: { run(): Promise<{ violations: Finding[] }> } }
      ).axe.run();
      return violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id }) => id);
    });
    expect(serious).toEqual([]);

    await page.setViewportSize({ width: 400, height: 850 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(400);
    expect([...complaints, ...again.complaints, ...asked]).toEqual([]);
  }, 90_000);
});

interface Finding {
  readonly id: string;
  readonly impact: string;
}

/** Evaluated as the page's driver does it, which its policy does not forbid. */
async function axe(): Promise<string> {
  const { readFile } = await import("node:fs/promises");
  return readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
}

// The page of a counterexample as people read it: by keys alone, by a screen reader's rules, on a phone.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { start, temporaryFolder } from "../cli/run-synod.ts";
import { inBrowser } from "./chromium.ts";
import { seriousIn } from "./serious-in.ts";

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

    expect(await seriousIn(page)).toEqual([]);

    await page.setViewportSize({ width: 400, height: 850 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(400);
    expect([...complaints, ...again.complaints, ...asked]).toEqual([]);
  }, 90_000);

  it("has all that can be clicked within reach of Tab, and lets go at its end", async () => {
    const { page } = await open();
    await page.goto(url);
    await page.waitForSelector("#st .node");
    const reached: string[] = [];
    for (let pressed = 0; pressed < 300; pressed++) {
      await page.keyboard.press("Tab");
      const named = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === null || element === document.body) return null;
        const { outlineStyle } = getComputedStyle(element);
        const ring = element.querySelector(".foc");
        const isSeen = outlineStyle !== "none" || (ring !== null && getComputedStyle(ring).stroke !== "none");
        return `${isSeen ? "" : "unseen "}${element.querySelector("title")?.textContent ?? element.tagName}`;
      });
      if (named === null) break;
      reached.push(named);
    }
    expect(reached.filter((each) => each.startsWith("unseen"))).toEqual([]);
    expect(reached.filter((each) => each.startsWith("step "))).toHaveLength(12);
    expect(reached.length).toBeLessThan(300);
  }, 60_000);

  it("opens links that are cut, foreign or huge as far as they lead", async () => {
    const { page, complaints } = await open();
    for (const [link, at] of [
      ["#", "state 10 of 12"],
      ["#9~", "state 10 of 12"],
      ["#4~!!", "state 10 of 12"],
      ["#8:3", "state 3 of 12"],
      ["#999999", "state 12 of 12"],
      [`#2~${"gICA".repeat(50_000)}`, "state 10 of 12"],
      [`#2~${"fwAA".repeat(50_000)}`, "state 2 of 12"],
    ] as const) {
      // The same address with another fragment would be followed, not opened.
      await page.goto("about:blank");
      await page.goto(url + link);
      await page.waitForSelector("#st .node");
      expect(await page.textContent(".pos"), link.slice(0, 20)).toContain(at);
    }
    expect(await page.textContent("[role=status]")).toContain("150,000 steps of the link cannot be taken here");
    expect(complaints).toEqual([]);
  }, 60_000);

  it("has no serious finding of axe where all is well either, with all opened, in the dark and narrow", async () => {
    await start(["check", "paxos", "acceptors=2", "--html", "well.html", "--sample", "1"], folder).ended;
    const { page, complaints } = await open();
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    await page.setViewportSize({ width: 400, height: 850 });
    await page.goto(pathToFileURL(join(folder, "well.html")).href);
    await page.waitForSelector("#st .node");
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
    await page.waitForTimeout(300);
    expect(await seriousIn(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(400);
    expect(complaints).toEqual([]);
  }, 60_000);
});

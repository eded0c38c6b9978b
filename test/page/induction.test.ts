// `synod prove --html`: an invariant is found on the page, by keys alone, in Chromium.
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { start, temporaryFolder } from "../cli/run-synod.ts";
import { inBrowser } from "./chromium.ts";
import { seriousIn } from "./serious-in.ts";

const hostile = `
import { enumeration, model } from "synod";
const Name = enumeration("</script><script>globalThis.pwned=1</script>", "\\u202Ekcab and forth");
export const hostile = model({
  state: { "<b>at": Name },
  rules: { "<i>go": { do: (s) => { s["<b>at"] = "\\u202Ekcab and forth"; } } },
  always: { "<!--<script>": (s) => s["<b>at"] !== "\\u202Ekcab and forth" },
});
`;
const folder = temporaryFolder({ "hostile.js": hostile });
const lesson = join(import.meta.dirname, "..", "..", "lessons", "09-induction", "two-phase.ts");
const prove = (...words: string[]) => start(["prove", ...words, "--workers", "1"], folder).ended;
const url = (file: string) => pathToFileURL(join(folder, file)).href;

/** When the last question has been answered. */
async function answered(page: Page): Promise<void> {
  await page.waitForTimeout(100);
  await page.waitForSelector(".induction[aria-busy=false]", { timeout: 60_000 });
}

const outcome = (page: Page) => page.locator("[data-outcome]").getAttribute("data-outcome");

describe("synod prove --html", () => {
  it("writes one file, and says so", async () => {
    const { code, stdout } = await prove(
      "two-phase-commit",
      "participants=2",
      "-i",
      "consistent",
      "--html",
      "2pc.html",
    );
    expect([code, stdout.trim().split("\n").at(-1)]).toEqual([24, "page written: 2pc.html"]);
    expect(statSync(join(folder, "2pc.html")).size).toBeLessThan(330_000);
    expect(readFileSync(join(folder, "2pc.html"), "utf8")).not.toMatch(/(src|href)="http/);
  });
});

inBrowser("the page of a proof", (open) => {
  it("lets facts be clicked into a conjunct that is judged at once, by keys alone: false, not enough, inductive", async () => {
    expect((await prove(lesson, "-i", "inductive", "--html", "lesson.html")).code).toBe(24);
    const { page, complaints, asked } = await open();
    await page.goto(url("lesson.html"));
    await answered(page);
    const summary = () => page.locator(".summary").innerText();
    expect(await summary()).toContain(
      "In 266 of them all chosen conjuncts are true; 680 steps from there, 8 lead out.",
    );
    expect(await page.locator("main").innerText()).toContain(
      "This state cannot be reached: it is none of 56 reachable",
    );
    expect(await seriousIn(page)).toEqual([]);

    const press = async (name: string) => {
      await page.getByRole("button", { name, exact: true }).focus();
      await page.keyboard.press("Enter");
      await answered(page);
    };
    await press("if yes(from: p1) in sent");
    expect([await page.inputValue("textarea"), await outcome(page)]).toEqual(["yes(from: p1) not in sent", "false"]);
    expect(await page.locator(".came-out").innerText()).toContain("A state that can be reached in 1 step breaks it");
    await press("then not status[p1] = working");
    expect([await page.inputValue("textarea"), await outcome(page)]).toEqual([
      "yes(from: p1) in sent => status[p1] != working",
      "not-enough",
    ]);
    expect(await summary()).toContain(
      "In 158 of them all chosen conjuncts are true; 259 steps from there, 4 lead out.",
    );
    expect(await page.locator(".came-out").innerText()).toContain("It rules out 1 of 1 counterexample found so far.");
    expect(await page.locator("ol.found").innerText()).toContain("ruled out");

    await page.locator("textarea").focus();
    await page.keyboard.press("Control+A");
    await page.keyboard.type(
      "yes(from: p1) in sent => status[p1] = prepared or status[p1] = committed or status[p1] = aborted and decision = abort",
    );
    // What is written and not judged yet is not to be kept.
    expect(await page.getByRole("button", { name: "Keep it" }).isDisabled()).toBe(true);
    await page.keyboard.press("Enter");
    await answered(page);
    expect(await outcome(page)).toBe("inductive");
    expect(await page.locator(".came-out").innerText()).toContain("true in all 56 reachable states");
    expect(await summary()).toContain("Proved");
    expect(await summary()).toContain(
      "In 128 of them all chosen conjuncts are true; 182 steps from there, none leads out.",
    );
    await press("Keep it");
    await press("Which other conjuncts each case needs");
    expect(await page.locator("table.matrix").innerText()).toContain("+2+3+4+5+6");
    expect(await page.locator("main").innerText()).toContain("Redundant, each alone: inductive: consistent.");
    expect(await seriousIn(page)).toEqual([]);
    expect([complaints, asked]).toEqual([[], []]);
  }, 120_000);

  it("shows the published invariant of Paxos not to be inductive, in the dark and narrow, and refuses what it cannot read", async () => {
    expect((await prove("paxos", "acceptors=1", "--invariant", "published", "--html", "paxos.html")).code).toBe(24);
    const { page, complaints } = await open();
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 400, height: 800 });
    await page.goto(url("paxos.html"));
    await answered(page);
    const text = await page.locator("main").innerText();
    expect(text).toContain("15,728,640 states can be written down. In 1,356 of them");
    expect(text).toContain("propose(ballot: 1, value: v2) makes false: proposals are safe");
    expect(text).toContain("This state cannot be reached: it is none of 45 reachable states.");
    await page.fill("textarea", "v3 in sent");
    await page.keyboard.press("Enter");
    await answered(page);
    expect(await page.locator(".problem").innerText()).toContain("there is no v3 there");
    // What is unticked is not assumed.
    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByRole("checkbox", { name: "a vote is a promise" }).uncheck();
    await answered(page);
    expect(await page.locator("ol.columns li").count()).toBe(4);
    expect(await seriousIn(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(400);
    expect(complaints).toEqual([]);
  }, 120_000);

  it("shows names as text, whatever they are, and joins them quoted", async () => {
    expect((await prove("hostile.js", "--html", "hostile.html")).code).toBe(24);
    const { page, complaints } = await open();
    await page.goto(url("hostile.html"));
    await answered(page);
    const text = await page.locator("main").innerText();
    expect(text).toContain("<i>go makes false: <!--<script>");
    expect(text).toContain("This state can be reached, in 0 steps: the invariant is false.");
    expect(text).not.toContain("\u202E");
    await page.getByRole("button", { name: /^if / }).first().click();
    await answered(page);
    expect(await outcome(page)).toBe("false");
    expect(await page.evaluate(() => (globalThis as unknown as { pwned?: number }).pwned)).toBeUndefined();
    expect(complaints).toEqual([]);
  }, 60_000);
});

// The elements of the course in a browser, as a student meets them: predict, run, read, repair.
import axe from "axe-core";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { start } from "../cli/run-synod.ts";
import { inBrowser } from "../page/chromium.ts";
import { HOSTILE, madeUpLesson } from "./made-up-lesson.ts";
import { type ServedClassroom, servedClassroom } from "./served.ts";

let served: ServedClassroom;
beforeAll(async () => {
  served = await servedClassroom([madeUpLesson]);
});
afterAll(() => {
  served.server.close();
});

const experiment = (page: Page, name: string) => page.locator(`synod-experiment[name="${name}"]`);
const prediction = (page: Page, id: string) => page.locator(`synod-prediction#${id}`);
const exercise = (page: Page) => page.locator("synod-exercise");
/** What it shows: its host has no text of its own. */
const words = (part: Locator) => part.locator(".experiment, .exercise, .prediction").first().innerText();
const main = (part: Locator) => part.locator("button.do").first();

async function opened(page: Page, language: "en" | "zh" = "en", theme: "light" | "dark" = "light"): Promise<void> {
  await page.goto(served.url("90", language, theme));
  await exercise(page).locator(".cm-editor").waitFor();
}

async function skipAll(page: Page): Promise<void> {
  for (const { id } of madeUpLesson.predictions) await prediction(page, id).locator("button.plain").first().click();
}

/** Runs it, and answers with what it says first. */
async function ran(page: Page, name: string): Promise<string> {
  const part = experiment(page, name);
  await main(part).click();
  const said = part.locator(".outcome").first();
  await said.waitFor();
  return (await said.innerText()).replace(/^[✓✗?]\s*/, "");
}

/** How long it took, and how much was judged again in that time, is each machine's own. */
const timeless = (text: string | null) =>
  (text ?? "").replace(/^ {2}(time|judged again) .*\n( {12,}.*\n)*/gm, "").trimEnd();

/** Grades, and answers with the rows as they then are: whether they are green, and what they say. */
async function graded(page: Page): Promise<readonly (readonly [state: string | null, text: string])[]> {
  const part = exercise(page);
  await main(part).click();
  await part.locator("p.outcome").first().waitFor();
  const rows = await part.locator("li.row").all();
  return Promise.all(
    rows.map(
      async (row) => [await row.getAttribute("data-row"), await row.locator(".what > p").first().innerText()] as const,
    ),
  );
}

inBrowser("a lesson in a browser", (open) => {
  it("runs nothing before every question is answered or skipped, and shows what is right after the run that shows it", async () => {
    const { page, complaints } = await open();
    await opened(page);
    expect(await main(experiment(page, "text")).isDisabled()).toBe(true);
    expect(await main(exercise(page)).isDisabled()).toBe(true);
    expect(await words(experiment(page, "text"))).toContain("Predict first: 2 questions above are open.");

    const steps = prediction(page, "steps");
    expect(await main(steps).isDisabled()).toBe(true);
    await steps.getByLabel("9 steps", { exact: true }).check();
    await main(steps).click();
    expect(await steps.getByRole("status").innerText()).toContain("Locked in: 9 steps.");
    expect(await steps.getByLabel("12 steps", { exact: true }).isDisabled()).toBe(true);
    expect(await words(experiment(page, "text"))).toContain("Predict first: one question above is open.");
    expect(await main(experiment(page, "text")).isDisabled()).toBe(true);

    await prediction(page, "stuck").getByText("Skip", { exact: true }).click();
    expect(await ran(page, "lamp")).toBe("violated: there is a counterexample");
    expect(await steps.getByRole("status").innerText()).toContain("Locked in: 9 steps.");
    expect(await ran(page, "text")).toBe("violated: there is a counterexample");
    expect(await steps.getByRole("status").innerText()).toBe("You said 9 steps; it is 12 steps.");
    expect(await prediction(page, "stuck").getByRole("status").innerText()).toContain("Skipped.");
    expect(await ran(page, "blocked")).toBe("violated: there is a counterexample");
    expect(await prediction(page, "stuck").getByRole("status").innerText()).toBe("It is yes.");

    await opened(page);
    expect(await steps.getByRole("status").innerText()).toBe("You said 9 steps; it is 12 steps.");
    expect(complaints).toEqual([]);
  });

  it("says in both languages what the command line says, with its counts", async () => {
    const { page, complaints, asked } = await open();
    await opened(page);
    await skipAll(page);
    expect(await ran(page, "right")).toBe("holds for this configuration, complete");
    expect(await experiment(page, "right").locator(".counts").innerText()).toBe(
      "3,921 states · 22,995 steps tried · depth 16",
    );
    const rows = (await experiment(page, "right").locator("tbody tr").allInnerTexts()).map((row) =>
      row.replace(/\s+/g, " "),
    );
    expect(rows).toContain("chosen reachable ✓ reached after 6 steps");
    expect(rows).toContain("refines voting link ✓ holds");
    const { stdout } = await start(["check", "paxos", "--no-symmetry", "--workers", "1"]).ended;
    expect(timeless(await experiment(page, "right").locator("details pre").textContent())).toBe(timeless(stdout));

    await ran(page, "text");
    expect(await experiment(page, "text").locator(".counts").innerText()).toBe(
      "447 states (4,147 without symmetry) · 2,160 steps tried · depth 12",
    );
    expect(await experiment(page, "text").locator(".why").innerText()).toContain(
      "a1 and a3 voted for v2 in ballot 1 (steps 11, 12)",
    );
    expect(await experiment(page, "text").locator(".steps > li").count()).toBe(13);
    expect(await experiment(page, "text").locator(".steps > li").last().innerText()).toMatch(/^accept\(/);
    expect(await ran(page, "link")).toBe("violated: there is a counterexample");
    const lanes = await experiment(page, "link").locator(".lane").allInnerTexts();
    expect(lanes.length).toBe(11);
    expect(lanes[0]).toBe("voting: an initial state");
    expect(lanes[1]).toBe("voting: stutters");
    expect(lanes.at(-1)).toContain("✗ voting: no step does this");
    expect(await ran(page, "proof")).toBe("not inductive: a step leads out of it");
    expect(await words(experiment(page, "proof"))).toContain(
      "1,356 of them the invariant allows · 4,336 steps from these · 64 lead out of it",
    );
    expect(await words(experiment(page, "proof"))).toContain(
      "No behaviour leads to the first state: strengthen the invariant.",
    );
    expect(await ran(page, "mutants")).toMatch(/^(\d+) of \1 mistakes are caught as they should be$/);
    expect(await ran(page, "mutate")).toMatch(/^\d+ % of the changes were noticed$/);

    // A site may change the language of a page that is drawn already.
    await page.evaluate(() => document.documentElement.setAttribute("lang", "zh-CN"));
    expect(await experiment(page, "text").locator(".outcome").first().innerText()).toContain("不成立（有反例）");
    await opened(page, "zh");
    expect(await ran(page, "right")).toBe("成立（本配置内，已穷尽）");
    expect(await ran(page, "text")).toBe("不成立（有反例）");
    expect(await experiment(page, "text").locator("tbody td").last().innerText()).toBe("✗ 12 步后不成立");
    expect(complaints).toEqual([]);
    expect(asked.every((url) => new URL(url).hostname === "127.0.0.1")).toBe(true);
  });

  it("grades: a wrong answer fails the row that it should, the right one passes, and hidden checks come after an attempt", async () => {
    const { page, complaints } = await open();
    await opened(page);
    await skipAll(page);
    const rows = exercise(page).locator("li.row");
    expect(await rows.last().innerText()).toContain("a hidden check (shown after a first attempt)");
    expect(await graded(page)).toEqual([
      ["fail", "dark when broken holds"],
      ["pass", "it breaks can be reached"],
    ]);
    expect(await rows.first().innerText()).toContain("violated after 2 steps");
    await rows.first().getByText("Show what synod found").click();
    expect(await rows.first().locator(".steps > li").allInnerTexts()).toEqual([
      expect.stringContaining("initial state"),
      expect.stringContaining("toggle"),
      expect.stringContaining("break"),
    ]);
    expect(await words(exercise(page))).toContain("One check is red.");
    expect(await words(exercise(page))).toContain("Stuck? Hint 2 is about this. Hints open one after the other.");
    expect(await exercise(page).getByText("The reference").count()).toBe(0);

    await exercise(page).getByText("It never breaks").click();
    expect(await graded(page)).toEqual([
      ["pass", "dark when broken holds"],
      ["fail", "it breaks can be reached"],
    ]);
    expect(await rows.last().innerText()).toContain("never reached, in 2 states");
    await exercise(page).getByText("My answer").click();

    // What is not open cannot be changed; what is, can, from the keyboard.
    const editor = exercise(page).locator(".cm-content");
    await editor.getByText("terminal").click();
    await page.keyboard.type("nonsense");
    expect(await editor.innerText()).not.toContain("nonsense");
    await editor.getByText("break: { when").click();
    await page.keyboard.press("Home");
    await page.keyboard.press("Shift+End");
    await page.keyboard.type("break: { when: (s) => !s.on, do: (s) => { s.broken = true; } },");
    expect(await graded(page)).toEqual([
      ["pass", "dark when broken holds"],
      ["pass", "it breaks can be reached"],
    ]);
    expect(await words(exercise(page))).toContain("Passed: every check is green.");
    expect(await exercise(page).getByText("The reference").count()).toBe(1);

    await exercise(page).getByText("Open hint 1").click();
    await exercise(page).getByLabel("second").check();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      exercise(page).getByText("Download the result").click(),
    ]);
    expect(download.suggestedFilename()).toBe("synod-90.json");
    const stream = await download.createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    expect(JSON.parse(Buffer.concat(chunks).toString())).toEqual({
      lesson: "90",
      exercise: "exercise",
      synod: expect.stringMatching(/^\d+\.\d+\.\d+/),
      started: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      minutes: 0,
      predictions: [
        { id: "steps", first: null, right: false },
        { id: "stuck", first: null, right: false },
        { id: "exercise/why", first: "second", right: true },
      ],
      checks: [
        { index: 0, pass: true, attempt: 2, found: { property: "dark when broken", steps: null, loop: null } },
        { index: 1, pass: true, attempt: 2, found: { property: "it breaks", steps: 1, loop: null } },
      ],
      hints: 1,
      file: madeUpLesson.files["right.ts"],
    });

    // It is still there, and goes when asked to.
    await opened(page);
    expect(await exercise(page).locator(".cm-content").innerText()).toContain("!s.on, do");
    await exercise(page).getByText("Start over").click();
    await exercise(page).getByText("Yes", { exact: true }).click();
    expect(await exercise(page).locator(".cm-content").innerText()).not.toContain("!s.on, do");
    expect(complaints).toEqual([]);
  });

  it("says of a file that is wrong what the command line says, and lets a model see nothing of the page or the network", async () => {
    const { page, complaints } = await open();
    await opened(page, "zh");
    await skipAll(page);
    expect(await ran(page, "syntax")).toBe("出错：无法对模型做出判断");
    expect(await experiment(page, "syntax").locator(".error").innerText()).toMatch(
      /SYN102 syntax\.ts does not load: syntax\.ts:3:\d+: Unexpected token/,
    );
    expect(await experiment(page, "syntax").locator(".error").innerText()).toContain("可能的原因: a syntax error");
    await ran(page, "elsewhere");
    expect(await experiment(page, "elsewhere").locator(".error").innerText()).toContain(
      'it imports "node:fs", which is not to be had here',
    );
    expect(await ran(page, "spinning")).toBe("出错：无法对模型做出判断");
    expect(await experiment(page, "spinning").locator(".error").innerText()).toContain("SYN322");
    await ran(page, "curious");
    expect(await experiment(page, "curious").locator("tbody th").first().innerText()).toBe("sees undefined");
    await ran(page, "hostile");
    expect(await experiment(page, "hostile").locator("tbody th").first().innerText()).toBe(HOSTILE);
    expect(await page.evaluate(() => "pwned" in globalThis)).toBe(false);
    expect(await page.locator("img").count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it("stops what runs, at once, and runs again", async () => {
    const { page, complaints } = await open();
    await opened(page);
    await skipAll(page);
    const large = experiment(page, "large");
    await main(large).click();
    await large.getByText(/states so far/).waitFor();
    expect(await main(experiment(page, "right")).isDisabled()).toBe(true);
    await main(large).click();
    await large.getByText("Stopped. Nothing is said of what was not searched.").waitFor();
    expect(await ran(page, "right")).toBe("holds for this configuration, complete");
    expect(complaints).toEqual([]);
  });

  it("is usable by the keyboard alone", async () => {
    const { page } = await open();
    await opened(page);
    const press = async (key: string, times = 1) => {
      for (let at = 0; at < times; at++) await page.keyboard.press(key);
    };
    // The first question: into its choices, the second of them, and lock it in.
    await press("Tab");
    await press("ArrowDown");
    await press("Tab");
    await press("Enter");
    expect(await prediction(page, "steps").getByRole("status").innerText()).toContain("Locked in: 9 steps.");
    // The next: past "show the answer", and the choices, to "skip".
    await press("Tab", 3);
    await press("Enter");
    expect(await prediction(page, "stuck").getByRole("status").innerText()).toContain("Skipped.");
    await main(experiment(page, "lamp")).focus();
    await press("Enter");
    await experiment(page, "lamp").locator(".outcome").waitFor();
    // The keyboard's place is still the button.
    await press("Enter");
    await experiment(page, "lamp").locator(".outcome").waitFor();
    // Tab leads through the editor, not into it for ever.
    await exercise(page).locator(".cm-content").focus();
    await press("Tab");
    expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent)).toBe("Grade");
  });

  it.each(["light", "dark"] as const)(
    "has nothing for axe to find, and is as wide as a telephone, when it is %s",
    async (theme) => {
      const { page, complaints } = await open();
      await page.setViewportSize({ width: 400, height: 900 });
      await opened(page, "en", theme);
      await skipAll(page);
      for (const name of ["right", "text", "proof", "syntax"]) await ran(page, name);
      await graded(page);
      await exercise(page).getByText("Open hint 1").click();
      await exercise(page).locator("li.row summary").first().click();
      await page.addScriptTag({ content: axe.source });
      const violations = await page.evaluate(async () => {
        const run = (
          globalThis as unknown as {
            axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
          }
        ).axe;
        return (await run.run()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 160))]);
      });
      expect(violations).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
      const paper = await exercise(page).evaluate(
        (host) => getComputedStyle(host.shadowRoot?.querySelector(".exercise") as Element).backgroundColor,
      );
      expect(paper).toBe(theme === "dark" ? "rgb(23, 23, 21)" : "rgb(253, 253, 251)");
      expect(complaints).toEqual([]);
    },
  );
});

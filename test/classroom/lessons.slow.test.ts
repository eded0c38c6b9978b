// Every lesson that there is, in a browser and in both languages: what its experiments say, that the reference passes and that each
// wrong answer fails the rows that it names and no others. And a closure that looks at nothing and never ends is ended.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inBrowser } from "../page/chromium.ts";
import { madeUpLesson } from "./made-up-lesson.ts";
import { publishedLesson, type ServedClassroom, servedClassroom } from "./served.ts";

const ids = readdirSync(join(import.meta.dirname, "..", "..", "dist", "classroom", "lessons"))
  .filter((name) => name.endsWith(".json"))
  .map((name) => name.replace(".json", ""));

let served: ServedClassroom;
beforeAll(async () => {
  served = await servedClassroom([madeUpLesson]);
});
afterAll(() => {
  served.server.close();
});

/** A worker that answers may take so long here. */
const PATIENCE = 120_000;

/** The text that a student has written, as the page keeps it. */
async function write(page: Page, lesson: string, texts: Readonly<Record<string, string>>): Promise<void> {
  const exercises = Object.fromEntries(
    Object.entries(texts).map(([id, text]) => [id, { text, attempts: 1, rows: [], hints: 0 }]),
  );
  const predictions = Object.fromEntries(publishedLesson(lesson).predictions.map(({ id }) => [id, null]));
  await page.evaluate(([key, kept]) => localStorage.setItem(key, kept), [
    `synod.course.1.${lesson}`,
    JSON.stringify({ started: null, minutes: 0, predictions, ran: [], exercises }),
  ] as const);
}

async function gradedRows(page: Page, exercise: string): Promise<readonly string[]> {
  const part = page.locator(`synod-exercise[name="${exercise}"]`);
  await part.locator(".cm-editor").waitFor();
  await part.locator("button.do").first().click();
  await part.locator("p.outcome").last().waitFor({ timeout: PATIENCE });
  return Promise.all(
    (await part.locator("li.row").all()).map(async (row) => (await row.getAttribute("data-row")) ?? ""),
  );
}

inBrowser("the lessons in a browser", (open) => {
  it.each(ids)(
    "run their experiments as they say: lesson %s",
    async (id) => {
      const { page, complaints } = await open();
      const { experiments } = publishedLesson(id);
      await page.goto(served.blank);
      await write(page, id, {});
      await page.goto(served.url(id, "zh"));
      for (const editor of await page.locator("synod-exercise").all()) await editor.locator(".cm-editor").waitFor();
      for (const [name, { exit, asked }] of Object.entries(experiments)) {
        const part = page.locator(`synod-experiment[name="${name}"]`);
        await part.locator("button.do").first().click();
        await part.locator(".outcome").first().waitFor({ timeout: PATIENCE });
        const said = await part.locator(".outcome").first().getAttribute("class");
        const expected = asked.command === "mutate" ? "open" : exit === 0 ? "good" : exit === 20 ? "open" : "bad";
        expect([name, said]).toEqual([name, `outcome ${expected}`]);
      }
      expect(complaints).toEqual([]);
    },
    600_000,
  );

  it.each(ids.flatMap((id) => (["en", "zh"] as const).map((language) => [id, language] as const)))(
    "grade the reference and wrong answers as they say: lesson %s in %s",
    async (id, language) => {
      const { page, complaints } = await open();
      const { exercises, files } = publishedLesson(id);
      for (const { id: exercise, file, reference, alsoRight, wrong, checks } of exercises) {
        if (file === null) continue;
        const right = [reference, ...alsoRight].filter((each) => each !== null);
        for (const name of right) {
          await page.goto(served.blank);
          await write(page, id, { [exercise]: files[name] as string });
          await page.goto(served.url(id, language));
          const rows = await gradedRows(page, exercise);
          const wanted = checks.map(({ isBonus }, at) => (isBonus ? rows[at] : "pass"));
          expect([name, rows]).toEqual([name, wanted]);
        }
        for (const { file: name, fails } of wrong) {
          await page.goto(served.blank);
          await write(page, id, { [exercise]: files[name] as string });
          await page.goto(served.url(id, language));
          const rows = await gradedRows(page, exercise);
          const red = rows.flatMap((row, at) => (row === "fail" ? [at + 1] : []));
          expect([name, red]).toEqual([name, fails]);
        }
      }
      expect(complaints).toEqual([]);
    },
    900_000,
  );

  it("end a closure that gives no sign of life, and say so; what comes next is run as ever", async () => {
    const { page, complaints } = await open();
    await page.goto(served.url("90"));
    for (const { id } of madeUpLesson.predictions)
      await page.locator(`synod-prediction#${id}`).locator("button.plain").first().click();
    const endless = page.locator('synod-experiment[name="endless"]');
    await endless.locator("button.do").click();
    await endless.getByText("Ended after 20 seconds without a sign of life").waitFor({ timeout: 60_000 });
    const right = page.locator('synod-experiment[name="right"]');
    await right.locator("button.do").click();
    await right.getByText("holds for this configuration, complete").waitFor();
    expect(complaints).toEqual([]);
  }, 120_000);

  it("tells who listens of each proof, and lets it write into the open lines", async () => {
    const { page, complaints } = await open();
    await page.goto(served.blank);
    await write(page, "09", {});
    await page.goto(served.url("09"));
    const part = page.locator('synod-exercise[name="exercise"]');
    await part.locator(".cm-editor").waitFor();
    await page.evaluate(() => {
      document.addEventListener("synod-proof", (event) => {
        const { proof, append } = (event as CustomEvent<{ proof: { escapes: number }; append(line: string): void }>)
          .detail;
        append(`// ${proof.escapes} lead out`);
      });
    });
    await part.locator("button.do").first().click();
    await part.locator(".cm-content").getByText("// 8 lead out").waitFor({ timeout: PATIENCE });
    expect(complaints).toEqual([]);
  }, 120_000);
});

/** The folder of `--report html=DIR`: an index, and beside it the page of each check that was run (`synod check --html`). */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { isSynodError, synodError } from "../errors/errors.ts";
import { plainPaint } from "../report/paint.ts";
import { checkText } from "../report/verdict-text.ts";
import { type CheckPage, MARK, pageFileOf, pagesIndex } from "../reporters/pages-index.ts";
import { readIfThere, writeWhole } from "../reporters/whole-file.ts";
import type { CheckedEntry, SuiteReport } from "../suite/suite-report.ts";

const INDEX = "index.html";

/** A check, and how its page is made; absent: it cannot be, as of a model that does not load. */
export interface Paged {
  readonly entry: CheckedEntry;
  readonly page?: () => Promise<string>;
}

/** Throws `not-a-report` unless the folder is empty, or has an index that an earlier run has written. */
export function mustBeFolderOfPages(folder: string): void {
  if (readdirSync(folder).length === 0) return;
  if (readIfThere(join(folder, INDEX))?.startsWith(MARK) === true) return;
  throw synodError("not-a-report", { path: folder, problem: "is a folder with something else in it" });
}

/** A page at a time: each is some hundred kilobytes. The index comes last, and has what is there. */
export async function writePages(folder: string, report: SuiteReport, paged: readonly Paged[]): Promise<void> {
  const pages = new Map<string, CheckPage>();
  for (const { entry, page } of paged) {
    const file = pageFileOf(entry.id);
    const instead = (because: string): CheckPage => ({ kind: "text", because, text: textOf(entry) });
    if (page === undefined) {
      pages.set(entry.id, instead("there is no model to show"));
      continue;
    }
    try {
      writeWhole(join(folder, file), await page());
      pages.set(entry.id, { kind: "page", file });
    } catch (error) {
      if (!isSynodError(error) || error.id === "report-not-written") throw error;
      pages.set(entry.id, instead(`${error.code}: ${error.message}`));
    }
  }
  writeWhole(join(folder, INDEX), pagesIndex(report, pages));
}

function textOf(entry: CheckedEntry): string {
  return checkText(entry, { paint: plainPaint, width: 100, place: null });
}

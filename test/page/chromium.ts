// A real browser for what runs in pages: Debian's Chromium, or the one that CHROMIUM names. Where there is none, tests that need
// it say that they are skipped.
import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe } from "vitest";

/** What the loader leaves in a page (src/page/main.ts), as tests ask for it. */
declare global {
  var synodPage:
    | {
        readonly capsule: { readonly model: { readonly name: string } };
        readonly checker?: {
          check(question: object, hear?: (progress: { readonly doing: string }) => void): Promise<{ verdict: object }>;
          cancel(): void;
        };
      }
    | undefined;
}

const candidates = [
  process.env["CHROMIUM"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

export const executable = candidates.find((path) => path !== undefined && existsSync(path));

/** Tests in a browser, one for all of a file. */
export function inBrowser(name: string, tests: (open: () => Promise<Watched>) => void): void {
  if (executable === undefined) {
    describe.skip(`${name} (skipped: there is no Chromium; set CHROMIUM to one)`, () => tests(() => Promise.reject()));
    return;
  }
  describe(name, () => {
    let browser: Browser;
    beforeAll(async () => {
      // Root, as in a container, has no sandbox to run it in.
      const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
      browser = await chromium.launch({ executablePath: executable, args });
    });
    afterAll(() => browser.close());
    tests(() => watched(browser));
  });
}

/** A page, and what it complained of: nobody should have to look for that. */
export interface Watched {
  readonly page: Page;
  /** What was printed on its console, thrown, or could not be loaded. */
  readonly complaints: string[];
  /** What it asked for, but for the page itself. */
  readonly asked: string[];
}

/** The page has no network; a page of its own context, so that none knows of another. */
async function watched(browser: Browser): Promise<Watched> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const complaints: string[] = [];
  const asked: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("requestfailed", (request) =>
    complaints.push(`could not load ${request.url().slice(0, 200)}: ${request.failure()?.errorText}`),
  );
  page.on("request", (request) => {
    if (!request.isNavigationRequest() && !request.url().startsWith("blob:")) asked.push(request.url().slice(0, 200));
  });
  return { page, complaints, asked };
}

// Pictures of pages for README and docs/: `npm run screenshots` writes them to docs/images, as small as Chromium's own encoder
// makes them. They are looked at by people, and committed; nothing compares them.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const images = join(root, "docs", "images");
const retold = ["paxos-retold", "--mutant", "p-majown", "--property", "agreement"];

/** @typedef {{ name: string, check: string[], state?: number, take?: string, width: number, height: number, scheme: "light" | "dark" }} View */
/** @type {View[]} */
const views = [
  { name: "page", check: retold, width: 1440, height: 1000, scheme: "light" },
  {
    name: "page-dark",
    check: retold,
    state: 9,
    take: "propose(ballot: 1, value: v1)",
    width: 1440,
    height: 1000,
    scheme: "dark",
  },
  { name: "page-narrow", check: retold, width: 400, height: 1080, scheme: "light" },
  { name: "page-loop", check: ["duelling-proposers"], width: 1440, height: 1260, scheme: "light" },
];

const QUALITY = 0.72;
const MOST_BYTES = 120_000;
const folder = mkdtempSync(join(tmpdir(), "synod-screenshots-"));
const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  // Root, as in a container, has no sandbox to run it in.
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});

/** The page of a check, as a file. @param {string[]} check */
function pageOf(check) {
  const file = join(folder, `${check.join("-").replaceAll(/[^\w-]/g, "")}.html`);
  if (statSync(file, { throwIfNoEntry: false }) === undefined)
    spawnSync(process.execPath, [join(root, "dist", "cli", "main.js"), "check", ...check, "--html", file], {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit"],
    });
  return pathToFileURL(file).href;
}

/** A PNG as WebP, which the browser can write. @param {Buffer} png */
async function asWebp(png) {
  const page = await browser.newPage();
  const url = await page.evaluate(
    async ([base64, quality]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      canvas.getContext("2d")?.drawImage(image, 0, 0);
      return canvas.toDataURL("image/webp", Number(quality));
    },
    [png.toString("base64"), QUALITY],
  );
  await page.close();
  return Buffer.from(/** @type {string} */ (url.split(",")[1]), "base64");
}

try {
  mkdirSync(images, { recursive: true });
  for (const { name, check, state, take, width, height, scheme } of views) {
    const page = await browser.newPage({
      viewport: { width, height },
      colorScheme: scheme,
      reducedMotion: "reduce",
    });
    await page.goto(`${pageOf(check)}${state === undefined ? "" : `#${state}`}`);
    await page.waitForSelector("#st .node");
    if (take !== undefined) await page.locator(".next button", { hasText: take }).click({ timeout: 5000 });
    await page.mouse.move(0, 0);
    const bytes = await asWebp(await page.screenshot());
    if (bytes.length > MOST_BYTES) throw new Error(`${name} has ${bytes.length} bytes, more than ${MOST_BYTES}`);
    writeFileSync(join(images, `${name}.webp`), bytes);
    console.log(`docs/images/${name}.webp: ${Math.round(bytes.length / 1024)} KiB`);
    await page.close();
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}

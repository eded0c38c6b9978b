// Makes a fresh clone runnable with nothing but Node and npm: installs what package-lock.json lists, then builds.
// Imports nothing that has to be installed first, and keeps to syntax that old Nodes parse, so that they get the
// message about their version and not a syntax error. Costs a few milliseconds when there is nothing to do.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { fail, install, reasonToInstall } from "./install.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const oldestNode = [20, 19];

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = oldestNode;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  fail(
    `Node ${process.versions.node} is too old`,
    `synod needs Node ${oldestNode.join(".")} or newer`,
    "install a current Node from https://nodejs.org (or `nvm install 22`) and run the command again",
  );
}

const browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** For tests of pages. Where it cannot be had these say that they are skipped. */
function installBrowser() {
  if (process.env.CHROMIUM || process.platform !== "linux" || browsers.some((path) => existsSync(path))) return;
  if (!existsSync("/usr/bin/apt-get") || process.getuid === undefined || process.getuid() !== 0) return;
  console.log("setup: installing chromium with apt-get, for tests of pages");
  /** @param {string[]} words */
  const apt = (words) => spawnSync("apt-get", words, { encoding: "utf8", timeout: 300000 }).status === 0;
  const wanted = ["install", "-y", "--no-install-recommends", "chromium"];
  if (apt(wanted) || (apt(["update"]) && apt(wanted))) return;
  console.log("setup: chromium cannot be installed here; tests of pages are skipped");
}

/** @param {string} folder */
function installIn(folder) {
  const reason = reasonToInstall(folder);
  if (reason !== undefined) install(folder, reason);
}

requireNode();
installIn(root);
const { build, reportFailure } = await import(pathToFileURL(join(root, "scripts", "build.mjs")).href);
await build().catch(reportFailure);
if (process.argv.includes("--browser")) installBrowser();
// What the site is built with is a package of its own, for those who build it.
if (process.argv.includes("--site")) installIn(join(root, "site"));

// Makes a fresh clone runnable with nothing but Node and npm: installs what package-lock.json lists, then builds.
// Imports nothing that has to be installed first, and keeps to syntax that old Nodes parse, so that they get the
// message about their version and not a syntax error. Costs a few milliseconds when there is nothing to do.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const oldestNode = [20, 19];

/** @param {string} what @param {string} cause @param {string} remedy @returns {never} */
function fail(what, cause, remedy) {
  console.error(`setup: ${what}\n  likely cause: ${cause}\n  remedy: ${remedy}`);
  process.exit(1);
}

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

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean }> | undefined} */
function lockedPackages(file) {
  if (!existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, "utf8")).packages;
}

// npm records what it installed in node_modules/.package-lock.json. Comparing versions, not file times, makes a
// switch of branches with the same dependencies cost nothing. Optional packages belong to other platforms.
function reasonToInstall() {
  const installed = lockedPackages(join(root, "node_modules", ".package-lock.json"));
  if (installed === undefined) return "node_modules is missing";
  const locked = lockedPackages(join(root, "package-lock.json")) || {};
  for (const [path, { version, optional }] of Object.entries(locked)) {
    if (path === "" || optional) continue;
    const entry = installed[path];
    if (entry === undefined) return `${path} is missing`;
    if (entry.version !== version) return `${path} is ${entry.version}, package-lock.json says ${version}`;
    if (!existsSync(join(root, path, "package.json"))) return `${path} is empty`;
  }
  return undefined;
}

const unreachable =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET|ENOTCACHED|CERT|network/i;

/** @param {string} reason */
function install(reason) {
  console.log(`setup: installing dependencies with npm ci (${reason})`);
  const options = ["ci", "--include=dev", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"];
  const retries = ["--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=10000"];
  // Under `npm start` npm names its own script, which works on every platform; `npm` alone is a .cmd on Windows.
  const npm = process.env.npm_execpath;
  const isScript = npm !== undefined && /npm-cli\.c?js$/.test(npm);
  const result = isScript
    ? spawnSync(process.execPath, [npm, ...options, ...retries], { cwd: root, encoding: "utf8" })
    : spawnSync("npm", [...options, ...retries], { cwd: root, encoding: "utf8", shell: process.platform === "win32" });
  if (result.status === 0) return;
  const output = `${result.stdout || ""}${result.stderr || ""}${result.error ? result.error.message : ""}`.trim();
  if (unreachable.test(output)) {
    console.error(output.split("\n").slice(0, 4).join("\n"));
    const registry = process.env.npm_config_registry || "the one in your npm configuration";
    fail(
      "npm could not reach its package registry",
      `no network, a proxy or a certificate in the way (registry: ${registry})`,
      "check `npm ping`, set `npm config set registry`/`proxy`/`cafile` if you are behind one, and run the command again",
    );
  }
  if (result.error && "code" in result.error && result.error.code === "ENOENT") {
    fail("npm is not installed", "Node was installed without npm", "install npm and run the command again");
  }
  console.error(output);
  fail(
    `npm ci failed${result.status === null ? "" : ` with exit code ${result.status}`}`,
    "npm's own message is above",
    "fix what it names, or delete node_modules, and run the command again",
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

requireNode();
const reason = reasonToInstall();
if (reason !== undefined) install(reason);
const { build, reportFailure } = await import(pathToFileURL(join(root, "scripts", "build.mjs")).href);
await build().catch(reportFailure);
if (process.argv.includes("--browser")) installBrowser();

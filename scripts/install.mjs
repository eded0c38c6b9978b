// Installs what the package-lock.json of a folder lists, if that is not what is there. For scripts that run before anything is
// installed (setup.mjs): imports nothing else, and keeps to syntax that old Nodes parse.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** @param {string} what @param {string} cause @param {string} remedy @returns {never} */
export function fail(what, cause, remedy) {
  console.error(`setup: ${what}\n  likely cause: ${cause}\n  remedy: ${remedy}`);
  process.exit(1);
}

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean }> | undefined} */
function lockedPackages(file) {
  if (!existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, "utf8")).packages;
}

// npm records what it installed in node_modules/.package-lock.json. Comparing versions, not file times, makes a
// switch of branches with the same dependencies cost nothing. Optional packages belong to other platforms.
/** @param {string} folder */
export function reasonToInstall(folder) {
  const installed = lockedPackages(join(folder, "node_modules", ".package-lock.json"));
  if (installed === undefined) return "node_modules is missing";
  const locked = lockedPackages(join(folder, "package-lock.json")) || {};
  for (const [path, { version, optional }] of Object.entries(locked)) {
    if (path === "" || optional) continue;
    const entry = installed[path];
    if (entry === undefined) return `${path} is missing`;
    if (entry.version !== version) return `${path} is ${entry.version}, package-lock.json says ${version}`;
    if (!existsSync(join(folder, path, "package.json"))) return `${path} is empty`;
  }
  return undefined;
}

const unreachable =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET|ENOTCACHED|CERT|network/i;

/** @param {string} folder @param {string} reason */
export function install(folder, reason) {
  console.log(`setup: installing dependencies with npm ci (${reason})`);
  const options = ["ci", "--include=dev", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"];
  const retries = ["--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=10000"];
  // Under `npm start` npm names its own script, which works on every platform; `npm` alone is a .cmd on Windows.
  const npm = process.env.npm_execpath;
  const isScript = npm !== undefined && /npm-cli\.c?js$/.test(npm);
  const result = isScript
    ? spawnSync(process.execPath, [npm, ...options, ...retries], { cwd: folder, encoding: "utf8" })
    : spawnSync("npm", [...options, ...retries], {
        cwd: folder,
        encoding: "utf8",
        shell: process.platform === "win32",
      });
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

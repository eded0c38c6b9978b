/**
 * The command line of synod, run for a call: one at a time, since each check uses every processor; with an end to the time
 * that it may take, and to what it may answer.
 */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** How long a command that was told to end may take to say what it knows. */
const GRACE_MS = 3000;
/** More than anybody reads, and less than fills a process. */
const MOST_HELD = 32 * 2 ** 20;

/** The project's own synod before the one that came with this server. Throws where there is neither. */
export function locateSynod(folder) {
  for (const from of [join(folder, "package.json"), fileURLToPath(import.meta.url)]) {
    try {
      return join(dirname(createRequire(from).resolve("synod/package.json")), "dist", "cli", "main.js");
    } catch {
      // The next one.
    }
  }
  throw new Error(`synod is neither installed in ${folder} nor beside this server: npm install synod`);
}

/** What runs before this call is to run. */
let last = Promise.resolve();

/** Answers `{ code, stdout, stderr, isLate }`; never rejects. */
export function run(argv, limits) {
  const ended = last.then(() => runNow(argv, limits));
  last = ended;
  return ended;
}

function runNow(argv, { program, folder, seconds, signal }) {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve({ code: 20, stdout: "", stderr: "cancelled\n", isLate: false });
    const env = { ...process.env, NO_COLOR: "1" };
    const child = spawn(process.execPath, [program, ...argv], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
    const texts = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"]) {
      child[name].setEncoding("utf8");
      child[name].on("data", (chunk) => {
        if (texts[name].length < MOST_HELD) texts[name] += chunk;
      });
    }
    let isLate = false;
    let killer;
    const end = () => {
      child.kill("SIGINT");
      killer = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
    };
    const timer = setTimeout(() => {
      isLate = true;
      end();
    }, 1000 * seconds);
    signal?.addEventListener("abort", end, { once: true });
    const done = (code) => {
      clearTimeout(timer);
      clearTimeout(killer);
      signal?.removeEventListener("abort", end);
      resolve({ code, ...texts, isLate });
    };
    child.on("error", (error) => {
      texts.stderr += `${error.message}\n`;
      done(255);
    });
    child.on("close", (code) => done(code ?? 255));
  });
}

/**
 * synod as its users run it: what the site shows of a run is what the command prints when the site is built. Two at a time; what
 * the same build of synod printed for the same command before is kept in site/.cache, so that only the first build takes long.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository, site } from "./places.ts";

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  /** What `--html` has written; empty: nothing. */
  readonly html: string;
}

const AT_ONCE = 2;
const program = join(repository, "dist", "cli", "main.js");
const cache = join(site, ".cache");
const waiting: (() => void)[] = [];
let running = 0;
let known: string | null = null;

/** A check as text and as a page. `words` as after `synod`. Throws unless it exits with one of those codes. */
export async function runSynod(words: readonly string[], codes: readonly number[]): Promise<Ran> {
  const key = createHash("sha256")
    .update(JSON.stringify([inputs(), words]))
    .digest("hex");
  const file = join(cache, `${key}.json`);
  const ran = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Ran) : await inTurn(() => run(words));
  if (!codes.includes(ran.code ?? -1))
    throw new Error(`site: synod ${words.join(" ")} exited with ${ran.code}, not ${codes.join(" or ")}\n${ran.stdout}`);
  mkdirSync(cache, { recursive: true });
  writeFileSync(file, JSON.stringify(ran));
  return ran;
}

/** All that decides what is printed: synod and its models as they were built, and the models that lie elsewhere. */
function inputs(): string {
  if (known !== null) return known;
  const hash = createHash("sha256");
  const built = readdirSync(join(repository, "dist"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".js") && !/^(site|classroom|bench|fuzz)\b/.test(path))
    .sort();
  for (const path of built) hash.update(path).update(readFileSync(join(repository, "dist", path)));
  for (const folder of ["lessons", "examples"])
    for (const path of readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" }).sort())
      if (path.endsWith(".ts")) hash.update(path).update(readFileSync(join(repository, folder, path)));
  known = hash.digest("hex");
  return known;
}

async function run(words: readonly string[]): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), "synod-site-"));
  try {
    const page = join(folder, "page.html");
    const child = spawn(process.execPath, [program, ...words, "--html", page], {
      cwd: repository,
      env: { ...process.env, NO_COLOR: "1", COLUMNS: "80" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      stderr += text;
    });
    const code = await new Promise<number | null>((settle, fail) => child.once("error", fail).once("close", settle));
    const html = existsSync(page) ? readFileSync(page, "utf8") : "";
    return { code, stdout: stdout === "" ? stderr : stdout.replace(/\npage written: .*\n$/, ""), html };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running === AT_ONCE) await new Promise<void>((go) => waiting.push(go));
  else running++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) running--;
    else next();
  }
}

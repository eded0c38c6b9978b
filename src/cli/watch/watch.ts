/**
 * `synod check --watch`: checks a file again whenever it, or a file that it imports, is saved; says what changed against the
 * last run; goes on through whatever is wrong with the file; ends by Ctrl-C. One block for each run.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { synodError } from "../../errors/errors.ts";
import { printable } from "../../printable.ts";
import type { Verdict } from "../../verify/verdict.ts";
import { builtInNames, findBuiltIn } from "../built-ins.ts";
import { inputsOf } from "../bundle.ts";
import { interruptible } from "../interrupt.ts";
import { locateFile, type ModelFile } from "../locate-file.ts";
import { report } from "../newsroom.ts";
import type { Terminal } from "../terminal.ts";
import { typeErrors } from "./type-errors.ts";
import { verdictChanges } from "./verdict-changes.ts";
import { changed, stampOf } from "./watched-files.ts";
import { runWatched } from "./watched-run.ts";

/** `argv`: the whole command line. Throws `nothing-to-watch`, `unknown-model`, and what locating a file throws. */
export async function watchModel(model: string, argv: readonly string[], terminal: Terminal): Promise<number> {
  if ((await findBuiltIn(model)) !== null) throw synodError("nothing-to-watch", { model });
  const file = locateFile(model, [process.cwd()]);
  if (file === null) throw synodError("unknown-model", { name: model, known: builtInNames });
  const folder = mkdtempSync(join(tmpdir(), "synod-"));
  report({ kind: "temporary", folder });
  try {
    await interruptible((signal) => watch(file, withoutWatch(argv), { folder, signal, terminal }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return 0;
}

const withoutWatch = (argv: readonly string[]) => argv.filter((word) => word !== "--watch");

interface Watching {
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly terminal: Terminal;
}

async function watch(file: ModelFile, argv: readonly string[], { folder, signal, terminal }: Watching): Promise<void> {
  const { page, print } = terminal;
  let files: readonly string[] = [file.path];
  let last: Verdict | null = null;
  for (let run = 1; !signal.aborted; run++) {
    const made = await inputsOf(file);
    // Of a file with a slip the others that it imports are not known, and are still those of before.
    files = made.isWhole ? made.files : [...new Set([...made.files, ...files])];
    const stamp = stampOf(files);
    const outdated = new AbortController();
    const stop = AbortSignal.any([signal, outdated.signal]);
    const saved = changed(files, stamp, signal);
    void saved.then(() => outdated.abort());
    const color = page.paint.bold("") !== "";
    const [result, types] = await Promise.all([
      runWatched(argv, { file: join(folder, `${run}.json`), color, signal: stop }),
      typeErrors(files, stop),
    ]);
    if (signal.aborted) return;
    print(page.paint.dim(`--- ${clock()}  ${printable(basename(file.path))}, run ${run}`));
    if (result.text === null) print("saved again before the check was done");
    else {
      print(result.text.trimEnd());
      if (result.verdict !== null) {
        if (last !== null) print(`\n${changesText(verdictChanges(last, result.verdict))}`);
        last = result.verdict;
      } else if (last !== null) print(`\nno verdict; the last one was ${last.outcome}`);
      if (types !== null && types.length > 0)
        print(`\nTypes\n${types.map((line) => `  ${page.paint.yellow(line)}`).join("\n")}`);
      terminal.note(page.paint.dim("watching; Ctrl-C ends it"));
    }
    await saved;
  }
}

function changesText(lines: readonly string[]): string {
  if (lines.length === 0) return "Since the last run nothing changed";
  return ["Since the last run", ...lines.map((line) => `  ${line}`)].join("\n");
}

function clock(): string {
  return new Date().toTimeString().slice(0, 8);
}

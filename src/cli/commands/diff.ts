/** `synod diff`: what two results have not in common, check by check, in the words of the lock. */
import { readFileSync } from "node:fs";
import { countOf } from "../../errors/counts.ts";
import { synodError } from "../../errors/errors.ts";
import { exitCodes } from "../../errors/exit-codes.ts";
import { type Comparable, type ComparedChecks, compareResults, readComparable } from "../../lock/comparable.ts";
import { differenceLines } from "../../lock/lock-words.ts";
import { shortName } from "../../printable.ts";
import { wrap } from "../../report/wrap.ts";
import { account } from "../newsroom.ts";
import type { Terminal } from "../terminal.ts";

/** 0: they are the same; 22: they are not; 20: nothing that can be compared came out of either. Throws `not-comparable`, and what a lock that is none throws. */
export function diffResults(before: string, after: string, terminal: Terminal): number {
  const [one, other] = [readResult(before), readResult(after)];
  const found = compareResults({ path: before, result: one }, { path: after, result: other });
  const { differing, fresh, gone, open, same } = found;
  const isSame = differing.length + fresh.length + gone.length === 0;
  account().setAnswered();
  if (terminal.json) {
    const differences = differing.map(({ id, differences: figures }) => ({ check: id, figures }));
    terminal.print(JSON.stringify({ same: isSame, differences, added: fresh, removed: gone, notCompared: open }));
  } else terminal.print(textOf(found, isSame, terminal));
  for (const id of open) terminal.note(`not compared, being undecided or an error: ${shortName(id)}`);
  if (!isSame) return exitCodes.countsDiffer;
  return same === 0 && open.length > 0 ? exitCodes.undecided : exitCodes.ok;
}

function textOf({ differing, fresh, gone, same }: ComparedChecks, isSame: boolean, { page }: Terminal): string {
  if (isSame) return same === 0 ? "nothing was compared" : `the same: ${countOf(same, "check")}`;
  const { bold } = page.paint;
  const lines = [
    ...differing.flatMap(({ id, differences }) => {
      const [first = "", ...rest] = differenceLines(id, differences);
      return [
        bold(first),
        ...rest.flatMap((line) =>
          wrap(line.trimStart(), page.width - 4).map((each, at) => `  ${at === 0 ? "" : "  "}${each}`),
        ),
      ];
    }),
    ...fresh.map((id) => `new: ${shortName(id)}`),
    ...gone.map((id) => `gone: ${shortName(id)}`),
    "",
    `${countOf(differing.length, "check")} different, ${fresh.length} new, ${gone.length} gone, ${same} the same`,
  ];
  return lines.join("\n");
}

function readResult(path: string): Comparable {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT")
      throw synodError("not-comparable", { path, problem: "it cannot be opened" }, error);
    throw synodError("not-comparable", { path, problem: "there is no such file" });
  }
  return readComparable(path, text);
}

/** The text of a file that a trace is to be read from. Throws `bad-trace-file`. */
import { readFileSync } from "node:fs";
import { synodError } from "../errors/errors.ts";

export function readTraceText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw synodError("bad-trace-file", {
      path,
      problem: code === "ENOENT" ? "there is no such file" : `it cannot be read (${code})`,
    });
  }
}

#!/usr/bin/env node
/**
 * The program `synod`. Sets an exit code and leaves once everything printed has gone out; what would otherwise end it
 * silently or with a stack trace (a closed pipe, a stray rejection, a model that calls process.exit) ends it in order.
 */
import { writeSync } from "node:fs";
import { formatError, synodError } from "../errors.ts";
import { exitCodes } from "../exit-codes.ts";
import { runCommandLine } from "./command-line.ts";
import { isLeaving, leave } from "./leave.ts";
import { openTerminal } from "./terminal.ts";

const argv = process.argv.slice(2);
const terminal = openTerminal({ json: argv.includes("--json") });

for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough (`synod list | head`) is no reason to fail, nor to change the exit code.
    if (error.code !== "EPIPE") throw error;
  });
}
process.on("uncaughtException", (error) => {
  writeSync(2, `${formatError(error)}\n`);
  leave(exitCodes.other);
});
process.on("exit", () => {
  if (isLeaving()) return;
  writeSync(
    2,
    `${formatError(synodError("worker-died", { problem: "the process was ended before the command was done" }))}\n`,
  );
  process.exitCode = exitCodes.other;
});

process.exitCode = await runCommandLine(argv, terminal);
await terminal.flush();
leave(process.exitCode);

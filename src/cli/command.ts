/** The thread that runs the command. Whatever it does, main.ts hears signals and has the last word. */
import { parentPort, workerData } from "node:worker_threads";
import { asSynodError, synodError, toPlainError } from "../errors/errors.ts";
import { heedWord } from "../halt.ts";
import { placeInModel } from "../report/place-in-model.ts";
import { Account } from "./account.ts";
import { runCommandLine } from "./command-line.ts";
import { haltCommand } from "./interrupt.ts";
import { openNewsroom, report } from "./newsroom.ts";
import { openTerminal } from "./terminal.ts";
import type { CommandData, News } from "./thread-message.ts";

const data = workerData as CommandData;
const { argv, script } = data;
const port = parentPort as NonNullable<typeof parentPort>;
const account = new Account(data.startedAt, data.account);
// As a model would find it in the first thread.
process.argv = [process.execPath, script, ...argv];
heedWord(account.words);
openNewsroom((news: News) => port.postMessage(news), account);
port.on("message", haltCommand);

const json = argv.includes("--json");
// What these write is read by other programs, whatever a model prints.
const isData = json || argv[0] === "trace" || argv[0] === "graph";
const terminal = openTerminal({ json, data: isData }, data);
process.on("uncaughtException", (thrown) => {
  // Where it is from outside of synod, the model's file left something running.
  const isOurs = placeInModel(toPlainError(thrown)) === null;
  const about = { model: "the model", problem: "what it left running throws" };
  const error = isOurs ? asSynodError(thrown) : synodError("model-does-not-load", about, thrown);
  report({ kind: "failed", error: toPlainError(error) });
  // The other thread says so; an answer of this one would be given beside it, or be lost.
  if (!account.answered) process.exit();
});
await leave(await runCommandLine(argv, terminal));

/** Ends the thread, whatever a model has left running in it. */
async function leave(exitCode: number): Promise<void> {
  await terminal.flush();
  report({ kind: "done", exitCode });
  process.exit();
}

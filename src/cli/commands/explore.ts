/** `synod explore`: a model's page, served on this machine until somebody ends it. */
import { spawn } from "node:child_process";
import { formatError } from "../../errors/errors.ts";
import { instantiate } from "../../model/instance.ts";
import { printable } from "../../printable.ts";
import { parseParameters } from "../arguments.ts";
import { findBuiltIn } from "../built-ins.ts";
import { findModel } from "../find-model.ts";
import { interruptible } from "../interrupt.ts";
import { noteMoved } from "../note-moved.ts";
import { pageOf } from "../page-of.ts";
import { serve } from "../serve.ts";
import type { Terminal } from "../terminal.ts";
import { typed } from "../typed.ts";

export interface ExploreRequest {
  readonly model: string;
  readonly parameters: readonly string[];
  readonly mutant?: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly open?: boolean;
}

export async function exploreModel(request: ExploreRequest, terminal: Terminal): Promise<number> {
  const { model, parameters, mutant = null, port } = request;
  const given = parseParameters(parameters);
  const page = async (note: boolean): Promise<string> => {
    const found = await findModel(model);
    const instance = instantiate(found, given, mutant);
    if (note) noteMoved(found.name, instance.model, terminal);
    return (await pageOf({ found, instance, mutant, command: typed("explore", request) }))(null);
  };
  // What is wrong is said here and now; of a file of one's own each load of the page has what it says then.
  const first = await page(true);
  const isFixed = (await findBuiltIn(model)) !== null;
  let isFirst = true;
  const load = async (): Promise<string> => {
    if (!isFixed && !isFirst)
      return page(false).catch((error: unknown) => {
        throw new Error(formatError(error));
      });
    isFirst = false;
    return first;
  };
  const served = await serve(load, port);
  terminal.print(printable(`${model} can be explored at ${served.url}`));
  terminal.note("Ctrl-C ends it");
  if (request.open) show(served.url);
  await interruptible(
    (signal) =>
      new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        else signal.addEventListener("abort", () => resolve(), { once: true });
      }),
  );
  await served.close();
  return 0;
}

/** In whatever shows pages here; where nothing does, its address has been printed. */
function show(url: string): void {
  const [command, ...words] =
    process.platform === "darwin"
      ? ["open", url]
      : process.platform === "win32"
        ? ["cmd", "/c", "start", "", url]
        : ["xdg-open", url];
  const shown = spawn(command as string, words, { detached: true, stdio: "ignore" });
  shown.on("error", () => {});
  shown.unref();
}

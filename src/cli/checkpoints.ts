/** What a command says of the checkpoints of its search: on stderr, for a verdict has nothing to do with them. */
import type { CheckOptions } from "../check/check-options.ts";
import type { Checkpointed } from "../checkpoint/wishes.ts";
import { printable } from "../printable.ts";
import { checkpointText } from "../report/checkpoint-text.ts";
import type { Verdict } from "../verify/verdict.ts";
import type { Terminal } from "./terminal.ts";

interface Asked {
  readonly checkpoint?: string;
  /** Milliseconds. */
  readonly every?: number;
  readonly resume?: string;
}

export interface ToldCheckpoints {
  readonly options: Pick<CheckOptions, "checkpoint" | "checkpointMs" | "resume" | "checkpointed">;
  /** Of a search that did not come to its end. */
  readonly sayHowToGoOn: (verdict: Pick<Verdict, "ending">) => void;
}

/** `clear`: takes away the line that is rewritten in place. */
export function toldCheckpoints(
  { checkpoint, every, resume }: Asked,
  terminal: Terminal,
  clear: () => void,
): ToldCheckpoints {
  const folder = checkpoint ?? resume;
  if (folder === undefined) return { options: {}, sayHowToGoOn: () => {} };
  // Where one goes on in another folder there is none yet.
  let last: number | null = checkpoint === undefined ? -1 : null;
  return {
    options: {
      ...(checkpoint !== undefined && { checkpoint }),
      ...(every !== undefined && { checkpointMs: every }),
      ...(resume !== undefined && { resume }),
      checkpointed: (told: Checkpointed) => {
        clear();
        if (told.written) last = told.level;
        terminal.note(printable(checkpointText(told)));
      },
    },
    sayHowToGoOn: ({ ending }) => {
      if (last === null || ["complete", "violation", "error"].includes(ending)) return;
      const from = last < 0 ? "its checkpoint" : `depth ${last}`;
      terminal.note(printable(`to go on from ${from}: the same command with --resume ${folder}`));
    },
  };
}

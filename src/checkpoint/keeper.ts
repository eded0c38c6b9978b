/**
 * Who keeps the checkpoints of a check, and hands it the one that it goes on from. What cannot be is said before the search; a
 * checkpoint that cannot be written while searching is told of, and the search goes on with the last one kept.
 */
import { resolve } from "node:path";
import { synodError } from "../errors/errors.ts";
import type { Boundary, Checkpoints } from "../explore/between-levels.ts";
import { type Halt, Halted } from "../halt.ts";
import { thresholds } from "../thresholds.ts";
import { CheckpointFile, type Contents, Unreadable, writeCheckpoint } from "./checkpoint-file.ts";
import { asideIn, checkpointIn, errnoOf, readyFolder } from "./folder.ts";
import { differencesBetween, identityOfSearch } from "./identity.ts";
import type { AskedOf, CheckpointWishes, Keeper, RefusedReduction } from "./wishes.ts";

const EVERY_MS = 60_000;

/** Throws `no-checkpoint`, `damaged-checkpoint`, `foreign-checkpoint`, `checkpoint-folder`; nothing is written before. */
export async function openKeeper(wishes: CheckpointWishes): Promise<Keeper> {
  const { checkpoint, resume } = wishes;
  const file = resume === undefined ? null : await opened(resume);
  const folder = resolve(checkpoint ?? (resume as string));
  try {
    readyFolder(folder, resume !== undefined && resolve(resume) === folder);
  } catch (error) {
    await file?.close();
    throw error;
  }
  return new FolderKeeper(wishes, folder, file);
}

class FolderKeeper implements Keeper {
  readonly #wishes: CheckpointWishes;
  readonly #file: CheckpointFile | null;
  /** Where checkpoints are written. */
  readonly #folder: string;
  #last = performance.now();
  #tookMs = 0;

  constructor(wishes: CheckpointWishes, folder: string, file: CheckpointFile | null) {
    this.#wishes = wishes;
    this.#folder = folder;
    this.#file = file;
  }

  get refused(): readonly RefusedReduction[] {
    return this.#file?.contents.refused ?? [];
  }

  close(): Promise<void> {
    return this.#file?.close() ?? Promise.resolve();
  }

  of(asked: AskedOf, refused: readonly RefusedReduction[]): Checkpoints {
    const identity = identityOfSearch(asked);
    return {
      resumed: this.#resumed(identity, refused),
      betweenLevels: async (expectedMs, boundary, halt) => {
        const since = performance.now() - this.#last;
        const { checkpointMs = EVERY_MS } = this.#wishes;
        if (since + expectedMs < checkpointMs || since < thresholds.checkpointsApart * this.#tookMs) return;
        const made = await boundary();
        if (made !== null) await this.#write(made, { identity, refused }, halt);
      },
    };
  }

  /** A search that was refused more meanwhile is another one, and begins. */
  #resumed(identity: Contents["identity"], refused: readonly RefusedReduction[]): Checkpoints["resumed"] {
    if (this.#file === null || JSON.stringify(refused) !== JSON.stringify(this.refused)) return null;
    const folder = this.#wishes.resume as string;
    const foreign = (problem: string) => synodError("foreign-checkpoint", { folder, problem });
    const differences = differencesBetween(this.#file.contents.identity, identity);
    if (differences.length > 0) throw foreign(`${differences.join(", ")} differ${differences.length > 1 ? "" : "s"}`);
    return this.#file.search(foreign);
  }

  async #write(boundary: Boundary, about: Pick<Contents, "identity" | "refused">, halt: Halt): Promise<void> {
    const began = performance.now();
    const { level, tally } = boundary.facts;
    const states = tally.levels.reduce((sum, count) => sum + count, 0);
    const told = { folder: this.#folder, level, states };
    try {
      const [path, aside] = [checkpointIn(this.#folder), asideIn(this.#folder)];
      const written = new Date().toISOString();
      const bytes = await writeCheckpoint(path, aside, boundary, { ...about, written }, halt);
      this.#tookMs = performance.now() - began;
      this.#wishes.checkpointed?.({ ...told, written: true, bytes, ms: this.#tookMs, problem: null });
    } catch (error) {
      if (error instanceof Halted) return;
      if (!isOfFileSystem(error)) throw error;
      this.#wishes.checkpointed?.({
        ...told,
        written: false,
        bytes: 0,
        ms: performance.now() - began,
        problem: errnoOf(error),
      });
    } finally {
      this.#last = performance.now();
    }
  }
}

async function opened(folder: string): Promise<CheckpointFile> {
  const path = checkpointIn(folder);
  try {
    return await CheckpointFile.open(path);
  } catch (error) {
    if (error instanceof Unreadable) {
      const { kind, message: problem } = error;
      if (kind === "damaged") throw synodError("damaged-checkpoint", { path, problem });
      if (kind === "other-format") throw synodError("foreign-checkpoint", { folder, problem });
      throw synodError("no-checkpoint", { path, problem });
    }
    if (!isOfFileSystem(error)) throw error;
    const problem = errnoOf(error) === "ENOENT" ? "there is no such file" : `it cannot be read (${errnoOf(error)})`;
    throw synodError("no-checkpoint", { path, problem });
  }
}

function isOfFileSystem(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}

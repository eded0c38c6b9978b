/** What `#checkpoint` leads to where there is no Node: no files to be had. */
import { synodError } from "../errors/errors.ts";
import type { CheckpointWishes, Keeper } from "./wishes.ts";

/** Throws `no-checkpoints`. */
export function openKeeper(_wishes: CheckpointWishes): Promise<Keeper> {
  throw synodError("no-checkpoints", { problem: "there are no files here" });
}

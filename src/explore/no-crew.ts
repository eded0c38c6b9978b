/** What `#crew` leads to where there is no Node: no threads to be had. */
import { synodError } from "../errors/errors.ts";

/** Throws: who wants more than one thread has said so. */
export function threadCrew(_size: number): never {
  throw synodError("worker-died", { problem: "there are no threads here to start" });
}

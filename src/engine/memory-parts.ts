/** Parts of memory one behind the other, at multiples of what is read at once. */
import { LINE } from "../kernel/map.ts";

/** The least multiple of `to` that is no less. */
export const up = (bytes: number, to = LINE): number => Math.ceil(bytes / to) * to;

/** Parts of memory, one behind the other, each in lines of its own. */
export class MemoryParts {
  end: number;

  constructor(start: number) {
    this.end = start;
  }

  /** Where the next one begins, which has so many bytes. */
  take(size: number): number {
    const from = this.end;
    this.end = up(from + size);
    return from;
  }
}

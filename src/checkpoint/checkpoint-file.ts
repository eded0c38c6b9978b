/**
 * A checkpoint as a file, whole or not at all. It is written aside, is on the disk before it gets its name, and takes the place
 * of the one before in one step of the file system; whoever kills the process finds the one or the other.
 *
 *     | "synod checkpoint 1\n" | integers of the sections, as they lie in memory | contents, as JSON | its length | SHA-256 |
 *
 * The sum is of everything before it. It tells of bits that flipped, of files that were cut, joined or edited by mistake; not of
 * somebody who means to deceive, who would make the sum as well. Nothing is read of a file before its sum is right.
 */
import { createHash } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { Boundary, SavedFacts, SavedSearch, Section } from "../explore/between-levels.ts";
import { SECTIONS } from "../explore/between-levels.ts";
import { type Halt, Halted } from "../halt.ts";
import type { Identity, RefusedReduction } from "./wishes.ts";

/** Of the form of this file, raised with every change to it. */
const FORMAT = 1;
const MAGIC = Buffer.from(`synod checkpoint ${FORMAT}\n`);
const LENGTH_BYTES = 4;
const SUM_BYTES = 32;
/** Between two looks at whether to stop. */
const BUFFER_BYTES = 2 ** 22;
/** A multiple of it is read at a time, whatever the entries. */
const READ_INTEGERS = 2 ** 20;

/** What a file says of itself. */
export interface Contents {
  readonly facts: SavedFacts;
  readonly identity: Identity;
  /** Reductions that the search was refused, as they were told. */
  readonly refused: readonly RefusedReduction[];
  /** When it was written, for people. */
  readonly written: string;
  /** Where each section begins, and its integers. */
  readonly sections: Readonly<Record<Section, { readonly at: number; readonly integers: number }>>;
}

/** Why a file is no checkpoint that can be read. */
export class Unreadable extends Error {
  readonly kind: "damaged" | "other-format" | "no-checkpoint";

  constructor(kind: Unreadable["kind"], problem: string) {
    super(problem);
    this.kind = kind;
  }
}

/** Bytes gathered for a file, and their sum. */
class Writer {
  readonly #file: FileHandle;
  readonly #sum = createHash("sha256");
  readonly #buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  readonly #halt: Halt;
  #filled = 0;
  written = 0;

  constructor(file: FileHandle, halt: Halt) {
    this.#file = file;
    this.#halt = halt;
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let from = 0; from < bytes.length; ) {
      const taken = Math.min(bytes.length - from, BUFFER_BYTES - this.#filled);
      this.#buffer.set(bytes.subarray(from, from + taken), this.#filled);
      this.#filled += taken;
      from += taken;
      if (this.#filled === BUFFER_BYTES) await this.#flush();
    }
    this.written += bytes.length;
  }

  async end(): Promise<void> {
    await this.#flush();
    await this.#put(this.#sum.digest());
  }

  async #flush(): Promise<void> {
    const bytes = this.#buffer.subarray(0, this.#filled);
    this.#sum.update(bytes);
    await this.#put(bytes);
    this.#filled = 0;
    const reason = this.#halt();
    if (reason !== null) throw new Halted(reason);
  }

  async #put(bytes: Uint8Array): Promise<void> {
    for (let from = 0; from < bytes.length; ) {
      const { bytesWritten } = await this.#file.write(bytes, from);
      from += bytesWritten;
    }
  }
}

const bytesOf = (ints: Int32Array) => new Uint8Array(ints.buffer, ints.byteOffset, ints.byteLength);

/**
 * Writes a checkpoint to `path`, by way of `aside`, which is gone afterwards whatever happens; answers its bytes. Throws what
 * the file system says, and `Halted` when `halt` says so: then there is at `path` what was there.
 */
export async function writeCheckpoint(
  path: string,
  aside: string,
  { facts, sections: rows }: Boundary,
  about: Pick<Contents, "identity" | "refused" | "written">,
  halt: Halt,
): Promise<number> {
  try {
    const file = await open(aside, "w");
    let bytes: number;
    try {
      const writer = new Writer(file, halt);
      await writer.write(MAGIC);
      const sections: Partial<Record<Section, { at: number; integers: number }>> = {};
      for (const section of SECTIONS) {
        const at = writer.written;
        for (const ints of rows[section]) await writer.write(bytesOf(ints));
        sections[section] = { at, integers: (writer.written - at) / 4 };
      }
      const contents = Buffer.from(JSON.stringify({ ...about, facts, sections }));
      await writer.write(contents);
      const length = Buffer.alloc(LENGTH_BYTES);
      length.writeUInt32LE(contents.length);
      await writer.write(length);
      await writer.end();
      bytes = writer.written + SUM_BYTES;
      // On the disk, not in the system's memory, before the old one is gone.
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, path);
    await syncFolder(dirname(path));
    return bytes;
  } finally {
    await rm(aside, { force: true }).catch(() => {});
  }
}

/** The new name, too, outlives a failing machine; where folders cannot be opened it does so soon. */
async function syncFolder(folder: string): Promise<void> {
  const opened = await open(folder, "r").catch(() => null);
  try {
    await opened?.sync();
  } catch {
    // Some file systems do not do this.
  } finally {
    await opened?.close();
  }
}

/** A file whose sum is right. */
export class CheckpointFile {
  readonly contents: Contents;
  readonly #file: FileHandle;

  private constructor(file: FileHandle, contents: Contents) {
    this.#file = file;
    this.contents = contents;
  }

  /** Throws `Unreadable`, and what the file system says. */
  static async open(path: string): Promise<CheckpointFile> {
    const file = await open(path, "r");
    try {
      return new CheckpointFile(file, await verified(file));
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  /** The search that is in it; `fault` makes the error for what does not fit. */
  search(fault: (problem: string) => Error): SavedSearch {
    const { facts, sections } = this.contents;
    const file = this.#file;
    return {
      facts,
      fault,
      size: (section) => sections[section].integers,
      async *read(section, stride) {
        const { at, integers } = sections[section];
        if (integers % stride !== 0) throw fault(`its section ${section} has entries of another size`);
        const most = stride * Math.max(1, Math.floor(READ_INTEGERS / stride));
        for (let from = 0; from < integers; from += most) {
          const ints = new Int32Array(Math.min(most, integers - from));
          const { length } = await readAll(file, bytesOf(ints), at + 4 * from);
          if (length < ints.byteLength) throw fault("it has become shorter since it was opened");
          yield ints;
        }
      },
    };
  }
}

async function verified(file: FileHandle): Promise<Contents> {
  const { size } = await file.stat();
  const magic = await readAll(file, Buffer.alloc(Math.min(MAGIC.length, size)), 0);
  if (!MAGIC.equals(magic)) {
    const [, format] = /^synod checkpoint (\d+)\n/.exec(Buffer.from(magic).toString("latin1")) ?? [];
    if (format !== undefined) throw new Unreadable("other-format", `its form is ${format}, and this synod's ${FORMAT}`);
    throw new Unreadable("no-checkpoint", "it does not begin as a checkpoint does");
  }
  const end = size - SUM_BYTES;
  if (end < MAGIC.length + LENGTH_BYTES) throw new Unreadable("damaged", "it is cut short");
  const sum = createHash("sha256");
  const buffer = Buffer.allocUnsafe(Math.min(BUFFER_BYTES, end));
  for (let from = 0; from < end; ) {
    const read = await readAll(file, buffer.subarray(0, Math.min(buffer.length, end - from)), from);
    if (read.length === 0) throw new Unreadable("damaged", "it is cut short");
    sum.update(read);
    from += read.length;
  }
  const written = await readAll(file, Buffer.alloc(SUM_BYTES), end);
  if (!sum.digest().equals(written)) throw new Unreadable("damaged", "its contents do not fit its sum");
  const length = Buffer.from(await readAll(file, Buffer.alloc(LENGTH_BYTES), end - LENGTH_BYTES)).readUInt32LE();
  const text = await readAll(file, Buffer.alloc(length), end - LENGTH_BYTES - length);
  return JSON.parse(Buffer.from(text).toString("utf8")) as Contents;
}

/** As many bytes as there are from there on, `into` full at most. */
async function readAll(file: FileHandle, into: Uint8Array, position: number): Promise<Uint8Array> {
  let filled = 0;
  while (filled < into.length) {
    const { bytesRead } = await file.read(into, filled, into.length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return into.subarray(0, filled);
}

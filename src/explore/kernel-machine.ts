/**
 * The search kernel in this thread, over a memory that threads share: as WebAssembly, which the build makes of src/kernel, or
 * as what these files are anyway, plain TypeScript. After the same calls both have left the same memory.
 */

import { synodError } from "../errors/errors.ts";
import type { SharedMemory } from "../shared-memory.ts";
import { thresholds } from "../thresholds.ts";

/** A WebAssembly.Memory that is shared. The buffer is another one after it has grown. */
export interface Pages {
  readonly buffer: SharedMemory;
  /** By so many pages of 64 KiB. Throws a RangeError when there is no room. */
  grow(pages: number): number;
}

/** What src/kernel/kernel.ts exports. Addresses, levels and numbers of states. */
export interface Kernel {
  open(control: number, region: number): void;
  search(level: number, budget: number): number;
  insert(end: number): number | boolean;
  closeBlock(): void;
  ready(first: number, last: number): void;
  move(first: number, last: number, end: number): number;
  settleLeft(end: number): number;
  recount(first: number, last: number): void;
  widen(first: number, last: number, oldKeyBits: number, newKeyBits: number): void;
}

/** What of WebAssembly is used here; there are no types of it without those of a browser. */
interface Wasm {
  readonly Memory: new (limits: { initial: number; maximum: number; shared: boolean }) => Pages;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
}

export const wasm = (globalThis as unknown as { readonly WebAssembly: Wasm }).WebAssembly;

export const PAGE = 2 ** 16;
/** 4 GiB: what 32 bits reach. */
export const MOST_PAGES = 2 ** 16;

/** Throws a RangeError when there is no room, or no such memory at all: a browser need not have it. */
export function newPages(initial: number): Pages {
  try {
    return new wasm.Memory({ initial, maximum: MOST_PAGES, shared: true });
  } catch (error) {
    throw error instanceof RangeError ? error : new RangeError("there is no shared memory here");
  }
}

let compiled: object | null = null;

/** The kernel as WebAssembly, for any memory. */
export async function kernelModule(): Promise<object> {
  if (compiled !== null) return compiled;
  // Its types would come from dist/, which may not be built yet.
  const { bytes } = (await import("#kernel" as string)) as { readonly bytes: Uint8Array };
  compiled = new wasm.Module(bytes);
  return compiled;
}

/** The kernel over that memory, as the thresholds have it. */
export async function openKernel(pages: Pages): Promise<Kernel> {
  if (thresholds.kernelPlain > 0) return plainKernel(pages);
  const module = await kernelModule();
  const abort = () => {
    throw synodError("internal", { problem: "the search kernel has given up" });
  };
  return new wasm.Instance(module, { env: { memory: pages, abort } }).exports as Kernel;
}

/** There is one memory at a time in this one: whoever opens it has it until another one does, so it is opened before each run. */
async function plainKernel(pages: Pages): Promise<Kernel> {
  const plain = await import("../kernel/portable.ts");
  return {
    ...plain,
    open: (control, region) => {
      plain.use(pages.buffer);
      plain.open(control, region);
    },
  };
}

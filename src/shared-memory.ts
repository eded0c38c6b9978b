/**
 * Memory that threads share. A page may have none to share (where it is not isolated from other origins, `SharedArrayBuffer` is
 * not there), and then it has no threads either: the memory is its own. Whoever uses it cannot tell: `Atomics` work on both, but
 * for waiting, which nobody does who is alone.
 */
export type SharedMemory = SharedArrayBuffer | ArrayBuffer;

export function sharedMemory(bytes: number): SharedMemory {
  return typeof SharedArrayBuffer === "function" ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes);
}

/** One of the process's streams, fed by the thread of the command: goes on taking what comes when it can write no more. */
import type { Readable } from "node:stream";

export interface Outlet {
  /** Everything from there goes here. */
  follow(source: Readable): void;
  readonly write: (text: string) => void;
  /** Takes no notice of what its source says from now on. */
  deafen(): void;
  /** Resolves when everything was written, or cannot be. */
  flush(): Promise<void>;
}

export function outlet(stream: NodeJS.WriteStream, failed: (error: NodeJS.ErrnoException) => void): Outlet {
  let isOpen = true;
  let isDeaf = false;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    isOpen = false;
    failed(error);
  });
  return {
    follow: (source) => {
      source.on("data", (chunk) => {
        if (isDeaf || !isOpen || stream.write(chunk)) return;
        source.pause();
        const goOn = () => {
          stream.off("drain", goOn);
          stream.off("error", goOn);
          source.resume();
        };
        stream.on("drain", goOn);
        stream.on("error", goOn);
      });
    },
    write: (text) => {
      if (isOpen) stream.write(text);
    },
    deafen: () => {
      isDeaf = true;
    },
    flush: () =>
      new Promise((resolve) => {
        if (!isOpen) resolve();
        else stream.write("", () => resolve());
      }),
  };
}

/** Where results are remembered: with the packages of the project, which nobody keeps in a repository, else beside the suite. */
import { existsSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export interface CacheFolder {
  readonly path: string;
  /** Says to git that it is of no concern, once the folder is there. */
  readonly hide: () => void;
}

/** `folder`: the suite's. */
export function cacheFolder(folder: string): CacheFolder {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, "package.json"))) {
      const packages = join(at, "node_modules");
      if (statSync(packages, { throwIfNoEntry: false })?.isDirectory())
        return { path: join(packages, ".cache", "synod"), hide: () => {} };
      break;
    }
    if (dirname(at) === at) break;
  }
  const own = join(folder, ".synod");
  return {
    path: join(own, "cache"),
    hide: () => {
      const ignore = join(own, ".gitignore");
      // An empty one is what a full disk left: with it the cache would be committed.
      if ((statSync(ignore, { throwIfNoEntry: false })?.size ?? 0) === 0) writeFileSync(ignore, "*\n");
    },
  };
}

/** Where the files of a suite lie, for reports that are read from elsewhere: a path is told as from the top of the repository. */
import { existsSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join, posix, relative, resolve, sep } from "node:path";

export interface Grounds {
  /** A path as from the folder of the suite, with `/`; null: it is not below the top of the repository. */
  readonly beside: (path: string) => string | null;
  /** From that to one as from the top of the repository; null: it is not below it. */
  readonly fromTop: (file: string) => string | null;
}

/**
 * `folder`: of the suite's file. The top is what the workflow has checked out, the nearest folder above with `.git` in it, or
 * else the folder itself.
 */
export function groundsOf(folder: string, environment: NodeJS.ProcessEnv = process.env): Grounds {
  const here = real(resolve(folder));
  const checkedOut = environment["GITHUB_WORKSPACE"];
  const isInside = checkedOut !== undefined && checkedOut !== "" && isBelow(here, real(checkedOut));
  const top = isInside ? real(checkedOut) : (withGit(here) ?? here);
  const slashed = (path: string) => path.split(sep).join("/");
  return {
    beside: (path) => {
      const whole = real(resolve(here, path));
      return isBelow(whole, top) ? slashed(relative(here, whole)) : null;
    },
    fromTop: (file) => {
      const path = posix.normalize(posix.join(slashed(relative(top, here)), file));
      return isAbsolute(file) || path === ".." || path.startsWith("../") ? null : path;
    },
  };
}

function withGit(folder: string): string | null {
  if (existsSync(join(folder, ".git"))) return folder;
  const above = dirname(folder);
  return above === folder ? null : withGit(above);
}

function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** As it is on disk; what is not there as it was given. */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** The one way this program ends itself, so that an end brought about by somebody else can be told from it. */

let leaving = false;

export function leave(code: number | string | null | undefined): never {
  leaving = true;
  process.exit(code);
}

export function isLeaving(): boolean {
  return leaving;
}

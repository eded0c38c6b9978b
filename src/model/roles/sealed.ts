/** Objects that handlers are handed: nothing can be added to them, and a name that they do not have is a coded error. */
import { insist } from "../../closed-room.ts";
import { synodError } from "../../errors/errors.ts";

/**
 * Makes frozen objects that share an edge: looking up or assigning a name that one does not have throws `out-of-sight`,
 * "`place` has no `what` name". What they do have costs nothing extra.
 */
export function sealer(place: string, what: string): <T extends object>(properties: T) => T {
  const edge = edgeOf(place, what);
  return (properties) =>
    Object.freeze(Object.defineProperties(Object.create(edge), Object.getOwnPropertyDescriptors(properties)));
}

/** What promises and JSON ask any object for. */
const ASKED_OF_ALL: ReadonlySet<string> = new Set(["then", "toJSON"]);

/** The prototype where a look-up ends that found nothing. Symbols are let through: the language itself asks for them. */
function edgeOf(place: string, what: string): object {
  const miss = (name: string, sealed: object): never => {
    const known = Object.getOwnPropertyNames(sealed);
    throw insist(synodError("out-of-sight", { place, problem: `has no ${what} "${name}"`, wrong: { name, known } }));
  };
  return new Proxy(Object.freeze(Object.create(null)) as object, {
    get: (_, name, sealed: object) =>
      typeof name === "symbol" || ASKED_OF_ALL.has(name) ? undefined : miss(name, sealed),
    set: (_, name, __, sealed: object) => miss(String(name), sealed),
  });
}

/** Objects that handlers are handed: nothing can be added to them, and a name that they do not have is a coded error. */
import { insist } from "../../closed-room.ts";
import { synodError } from "../../errors/errors.ts";

/**
 * Makes frozen objects that share an edge: looking up or assigning a name that one does not have throws `out-of-sight`,
 * "`place` has no `what` name". What they do have costs nothing extra. `elsewhere`: names that are known by another one here.
 */
export function sealer(
  place: string,
  what: string,
  elsewhere: ReadonlyMap<string, string> = new Map(),
): <T extends object>(properties: T) => T {
  const edge = edgeOf(place, what, elsewhere);
  return (properties) =>
    Object.freeze(Object.defineProperties(Object.create(edge), Object.getOwnPropertyDescriptors(properties)));
}

/** What promises and JSON ask any object for. */
const ASKED_OF_ALL: ReadonlySet<string> = new Set(["then", "toJSON"]);

/** The prototype where a look-up ends that found nothing. Symbols are let through: the language itself asks for them. */
function edgeOf(place: string, what: string, elsewhere: ReadonlyMap<string, string>): object {
  const miss = (name: string, sealed: object): never => {
    const known = Object.getOwnPropertyNames(sealed);
    const problem = `has no ${what} "${name}"`;
    const instead = elsewhere.get(name);
    throw insist(
      synodError(
        "out-of-sight",
        instead === undefined ? { place, problem, wrong: { name, known } } : { place, problem, instead },
      ),
    );
  };
  return new Proxy(Object.freeze(Object.create(null)) as object, {
    get: (_, name, sealed: object) =>
      typeof name === "symbol" || ASKED_OF_ALL.has(name) ? undefined : miss(name, sealed),
    set: (_, name, __, sealed: object) => miss(String(name), sealed),
  });
}

/** What the views of sets, bags and sequences do, on the codes of their members in plain collections. */
import { type Code, inOrder, valueByCode } from "../domain/coded.ts";
import type { AnyDomain } from "../domain/domain.ts";
import type { Insides } from "../state/strict.ts";
import { checkIndex, checkLength, noRoom } from "../state/wrong-argument.ts";
import { assigning, encode } from "./plain-assignment.ts";
import { codesInOrder, type ListStored, type SetStored, type Stored } from "./plain-store.ts";

type Methods = Insides["methods"];

/** Members where they are now, and what is the same of them in all states. */
interface Shown {
  readonly place: string;
  readonly element: AnyDomain;
  readonly capacity: number;
  readonly at: () => Stored;
  readonly code: (value: unknown) => Code;
}

/** `sample`: members in some state; `at`: those in the state that is shown. */
export function memberInsides(
  sample: SetStored | ListStored,
  at: () => Stored,
  place: string,
  isWritable: () => boolean,
): Insides {
  const { element } = sample;
  const here = at as () => SetStored | ListStored;
  const capacity = sample.capacity ?? element.size;
  const code = (value: unknown) => encode(element, value, `a member of ${place}`);
  const assign = (contents: unknown) => assigning(here(), place, contents)();
  return {
    methods: { ...methodsOf(sample.kind, { place, element, capacity, at, code }), assign },
    size: () => {
      const stored = here();
      return stored.kind === "set" ? stored.codes.size : stored.codes.length;
    },
    iterate: () =>
      codesInOrder(here())
        .map((member) => valueByCode(element, member))
        [Symbol.iterator](),
    writable: isWritable,
  };
}

function methodsOf(kind: (SetStored | ListStored)["kind"], shown: Shown): Methods {
  switch (kind) {
    case "set":
      return setMethods(shown);
    case "bag":
      return bagMethods(shown);
    case "sequence":
      return sequenceMethods(shown);
  }
}

function setMethods({ place, element, capacity, at, code }: Shown): Methods {
  const codesNow = () => (at() as SetStored).codes;
  return {
    has: (value: unknown) => codesNow().has(code(value)),
    add: (value: unknown) => {
      const added = code(value);
      const codes = codesNow();
      if (!codes.has(added) && codes.size >= capacity) throw noRoom(place, capacity, element, value);
      codes.add(added);
    },
    delete: (value: unknown) => {
      const deleted = code(value);
      return codesNow().delete(deleted);
    },
    clear: () => {
      codesNow().clear();
    },
  };
}

function bagMethods({ place, element, capacity, at, code }: Shown): Methods {
  const codesNow = () => (at() as ListStored).codes;
  const count = (value: unknown) => {
    const wanted = code(value);
    return codesNow().filter((member) => member === wanted).length;
  };
  return {
    has: (value: unknown) => count(value) > 0,
    count,
    add: (value: unknown) => {
      const added = code(value);
      const codes = codesNow();
      if (codes.length >= capacity) throw noRoom(place, capacity, element, value);
      codes.push(added);
      codes.sort(inOrder);
    },
    delete: (value: unknown) => {
      const deleted = code(value);
      const codes = codesNow();
      const found = codes.indexOf(deleted);
      if (found >= 0) codes.splice(found, 1);
      return found >= 0;
    },
    clear: () => {
      codesNow().length = 0;
    },
  };
}

function sequenceMethods({ place, element, capacity, at, code }: Shown): Methods {
  const codesNow = () => (at() as ListStored).codes;
  const value = (found: Code | undefined) => (found === undefined ? undefined : valueByCode(element, found));
  return {
    at: (index: number) => value(codesNow().at(index)),
    includes: (wanted: unknown) => {
      const found = code(wanted);
      return codesNow().includes(found);
    },
    push: (pushed: unknown) => {
      const added = code(pushed);
      const codes = codesNow();
      if (codes.length >= capacity) throw noRoom(place, capacity, element, pushed);
      codes.push(added);
    },
    indexOf: (wanted: unknown) => {
      const found = code(wanted);
      return codesNow().indexOf(found);
    },
    insert: (index: number, inserted: unknown) => {
      const codes = codesNow();
      checkIndex(place, "insert", index, codes.length + 1, () => codes.length);
      const added = code(inserted);
      if (codes.length >= capacity) throw noRoom(place, capacity, element, inserted);
      codes.splice(index, 0, added);
    },
    remove: (index: number) => {
      const codes = codesNow();
      checkIndex(place, "remove", index, codes.length, () => codes.length);
      return value(codes.splice(index, 1)[0]);
    },
    set: (index: number, put: unknown) => {
      const codes = codesNow();
      checkIndex(place, "set", index, codes.length, () => codes.length);
      codes[index] = code(put);
    },
    truncate: (length: number) => {
      const codes = codesNow();
      checkLength(place, "truncate", length, () => codes.length);
      codes.splice(length);
    },
    shift: () => value(codesNow().shift()),
    pop: () => value(codesNow().pop()),
    clear: () => {
      codesNow().length = 0;
    },
  };
}

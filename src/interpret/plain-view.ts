/** What closures see of the interpreter's states: the same as of the engine's, on plain collections. */
import { type Lease, newLease } from "../closed-room.ts";
import { valueByCode } from "../domain/coded.ts";
import { type Insides, strictCollection, strictState } from "../state/strict.ts";
import { assigning, encode, replacing } from "./plain-assignment.ts";
import { memberInsides } from "./plain-members.ts";
import type { Container, MapStored, Stored, StoredState, ValueStored } from "./plain-store.ts";

/** The object that closures are handed; `writable` false makes every write an error. */
export function viewStored(state: StoredState, writable: boolean, lease = newLease()): object {
  return new StoredView(state, writable, lease).view;
}

/** A view that can be shown one state after the other, all of one schema: making views costs more than most runs. */
export class StoredView {
  /** The state that is seen. */
  state: StoredState;
  readonly view: object;
  readonly lease: Lease;

  constructor(state: StoredState, writable: boolean, lease = newLease()) {
    this.state = state;
    this.lease = lease;
    const isWritable = () => writable;
    const fields = [...state].map(([name, sample]) => {
      const at = () => this.state.get(name) as Stored;
      if (sample.kind !== "value")
        return [name, { ...once(() => container(sample, at, name, isWritable, lease)), kind: sample.kind }];
      const { domain } = sample;
      const get = () => valueByCode(domain, (at() as ValueStored).code);
      const set = (value: unknown) => {
        const code = encode(domain, value, name);
        (at() as ValueStored).code = code;
      };
      return [name, { kind: null, get, set }];
    });
    this.view = strictState(lease, Object.fromEntries(fields), isWritable);
  }
}

/** The same view whenever it is asked for. */
function once(make: () => object) {
  let view: object | undefined;
  const get = () => {
    view ??= make();
    return view;
  };
  return { get, set: () => {} };
}

/** `sample`: what is there in some state, for what is the same in all; `at`: what is there in the state that is shown. */
function container(
  sample: Container,
  at: () => Stored,
  place: string,
  isWritable: () => boolean,
  lease: Lease,
): object {
  return strictCollection(sample.kind, place, lease, insides(sample, at, place, isWritable, lease));
}

function insides(sample: Container, at: () => Stored, place: string, isWritable: () => boolean, lease: Lease): Insides {
  return sample.kind === "map"
    ? mapInsides(sample, at as () => MapStored, place, isWritable, lease)
    : memberInsides(sample, at, place, isWritable);
}

function mapInsides(
  sample: MapStored,
  at: () => MapStored,
  place: string,
  isWritable: () => boolean,
  lease: Lease,
): Insides {
  const views = new Map<number, ReturnType<typeof once>>();
  const keyCode = (key: unknown) => encode(sample.key, key, `a key of ${place}`) as number;
  const itemAt = (code: number) => at().items.get(code) as Stored;
  const read = (key: unknown): unknown => {
    const code = keyCode(key);
    // Of another instance of the model the state may be, whose domains make other objects.
    const of = sample.items.get(code) as Stored;
    if (of.kind === "value") return valueByCode(of.domain, (itemAt(code) as ValueStored).code);
    if (!views.has(code))
      views.set(
        code,
        once(() => container(of, () => itemAt(code), `${place}[${sample.key.format(key)}]`, isWritable, lease)),
      );
    return views.get(code)?.get();
  };
  const entries = () => sample.key.values.map((key) => [key, read(key)] as const);
  const set = (key: unknown, value: unknown) => {
    const item = itemAt(keyCode(key));
    replacing(item, `${place}[${sample.key.format(key)}]`, value)();
  };
  return {
    methods: {
      get: read,
      keys: () => sample.key.values,
      values: () => entries().map(([, item]) => item),
      entries,
      set,
      assign: (contents: unknown) => assigning(at(), place, contents)(),
    },
    size: null,
    iterate: () => entries()[Symbol.iterator](),
    writable: isWritable,
  };
}

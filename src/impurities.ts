/**
 * What a closure must not ask for, since a state does not determine it: clocks, random numbers, timers, the process. These
 * are global, so they are replaced by what asks first whether a closure is running, once per thread, when the first one
 * does; at all other times, and for everybody else, they are what they were, at the cost of one look.
 *
 * What a module imports (`node:crypto`, `node:perf_hooks`) or keeps from before the first run is itself replaced only where
 * it is a method of an object that everybody shares (`Math.random`, `performance.now`): running twice must find the rest.
 */

type Ask = (what: string) => void;
type Callable = (...given: unknown[]) => unknown;

let isGuarded = false;

/** `ask` throws while a closure is running. */
export function guardImpurities(ask: Ask): void {
  if (isGuarded) return;
  isGuarded = true;
  const globals = globalThis as unknown as Record<string, unknown>;
  guardDate(globals, ask);
  guardMethods(Math, "Math", ["random"], ask);
  guardMethods(globals["performance"], "performance", ["now", "mark", "measure", "toJSON"], ask);
  const timers = ["setTimeout", "setInterval", "setImmediate", "queueMicrotask", "requestAnimationFrame", "fetch"];
  guardMethods(globals, "", timers, ask);
  guardObject(globals, "crypto", ["getRandomValues", "randomUUID"], ask);
  guardObject(globals, "process", ["hrtime", "memoryUsage", "uptime", "cpuUsage", "resourceUsage"], ask);
}

/** `new Date()` and `Date()` ask the clock; `new Date(2020, 1, 1)` and `Date.UTC` do not. */
function guardDate(globals: Record<string, unknown>, ask: Ask): void {
  const original = Date;
  const guarded: DateConstructor = new Proxy(original, {
    construct: (target, given: unknown[], made) => {
      if (given.length === 0) ask("new Date()");
      return Reflect.construct(target, given, made === guarded ? target : made);
    },
    apply: (target, self, given: unknown[]) => {
      ask("Date()");
      return Reflect.apply(target, self, given);
    },
  });
  guardMethods(original, "Date", ["now"], ask);
  Object.defineProperty(original.prototype, "constructor", { value: guarded, writable: true, configurable: true });
  replace(globals, "Date", guarded);
}

function guardMethods(owner: unknown, ownerName: string, names: readonly string[], ask: Ask): void {
  if ((typeof owner !== "object" && typeof owner !== "function") || owner === null) return;
  for (const name of names) {
    const original: unknown = Reflect.get(owner, name);
    if (typeof original !== "function") continue;
    const what = ownerName === "" ? `${name}()` : `${ownerName}.${name}()`;
    const guarded = {
      [name](this: unknown, ...given: unknown[]): unknown {
        ask(what);
        return Reflect.apply(original as Callable, this, given);
      },
    }[name] as Callable;
    // What hangs on it: `hrtime.bigint`, the promisified form of a timer.
    for (const key of Reflect.ownKeys(original)) {
      if (key === "length" || key === "name" || key === "prototype") continue;
      Object.defineProperty(guarded, key, Object.getOwnPropertyDescriptor(original, key) as PropertyDescriptor);
    }
    replace(owner, name, guarded);
  }
}

/** A global that stands for the world outside: to name it is to use it. It may be one that is made when first asked for. */
function guardObject(globals: Record<string, unknown>, name: string, methods: readonly string[], ask: Ask): void {
  const own = Object.getOwnPropertyDescriptor(globals, name);
  if (own?.configurable !== true) return;
  let isPatched = false;
  const read = (): unknown => {
    const value = own.get === undefined ? own.value : Reflect.apply(own.get, globals, []);
    if (!isPatched) {
      isPatched = true;
      guardMethods(value, name, methods, ask);
    }
    return value;
  };
  const guarded: PropertyDescriptor = {
    configurable: true,
    enumerable: own.enumerable ?? false,
    get: () => {
      ask(`\`${name}\``);
      return read();
    },
  };
  if (own.set !== undefined) guarded.set = own.set;
  else if (own.writable) {
    guarded.set = (value: unknown) => {
      own.value = value;
    };
  }
  Object.defineProperty(globals, name, guarded);
}

function replace(owner: object, name: string, value: unknown): void {
  const own = Object.getOwnPropertyDescriptor(owner, name);
  if (own !== undefined && own.configurable !== true && own.writable !== true) return;
  const { enumerable = false } = own ?? {};
  Object.defineProperty(owner, name, { value, writable: true, configurable: true, enumerable });
}

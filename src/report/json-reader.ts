/** Reading JSON that somebody may have edited: every accessor checks what it reads, and a failure says where. */

/** Narrow reads of one JSON object; every failure says where. */
export class JsonReader {
  readonly #from: Readonly<Record<string, unknown>>;
  readonly #where: string;
  readonly #bad: (problem: string) => Error;

  constructor(from: Readonly<Record<string, unknown>>, where: string, bad: (problem: string) => Error) {
    this.#from = from;
    this.#where = where;
    this.#bad = bad;
  }

  value(name: string): unknown {
    if (!this.has(name)) throw this.#bad(`${this.#where}"${name}" is missing`);
    return this.#from[name];
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#from, name);
  }

  text(name: string): string {
    const value = this.value(name);
    if (typeof value !== "string") throw this.#wrong(name, "a text");
    return value;
  }

  texts(name: string): string[] {
    const value = this.value(name);
    if (!Array.isArray(value) || !value.every((item) => typeof item === "string"))
      throw this.#wrong(name, "a list of texts");
    return value;
  }

  count(name: string): number {
    const value = this.value(name);
    if (!Number.isSafeInteger(value) || (value as number) < 0) throw this.#wrong(name, "a whole number");
    return value as number;
  }

  object(name: string): JsonReader {
    const value = this.value(name);
    if (!isObject(value)) throw this.#wrong(name, "an object");
    return new JsonReader(value, `${this.#where}"${name}".`, this.#bad);
  }

  list(name: string): JsonReader[] {
    const value = this.value(name);
    if (!Array.isArray(value)) throw this.#wrong(name, "a list");
    return value.map((item, at) => {
      if (!isObject(item)) throw this.#bad(`${this.#where}"${name}"[${at}] is not an object`);
      return new JsonReader(item, `${this.#where}"${name}"[${at}].`, this.#bad);
    });
  }

  /** The whole object, whose values are numbers, texts and booleans. */
  scalars(): Record<string, number | string | boolean> {
    for (const [name, value] of Object.entries(this.#from)) {
      if (typeof value !== "number" && typeof value !== "string" && typeof value !== "boolean")
        throw this.#wrong(name, "a number, a text or a boolean");
    }
    return this.#from as Record<string, number | string | boolean>;
  }

  #wrong(name: string, expected: string): Error {
    return this.#bad(`${this.#where}"${name}" is not ${expected}`);
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

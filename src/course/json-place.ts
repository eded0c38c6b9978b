/**
 * Reads JSON that people write, place by place: what is not as it should be is refused with its JSON pointer, what it is, and
 * what belongs there. Objects are closed, as definitions are: a misspelt key would be left out without a word.
 */
import { isNamedParts, kindOfValue } from "../closed.ts";
import { slip } from "../errors/did-you-mean.ts";
import { synodError } from "../errors/errors.ts";

/** A value in a file, and where it is. */
export class JsonPlace {
  readonly value: unknown;
  readonly #file: string;
  readonly #place: string;

  constructor(file: string, value: unknown, place = "") {
    this.#file = file;
    this.value = value;
    this.#place = place;
  }

  /** Throws `bad-lesson`: what is here is not what is expected. */
  refuse(expected: string, problem = `is ${kindOfValue(this.value)}`): never {
    throw synodError("bad-lesson", { file: this.#file, place: this.#place, problem, expected });
  }

  /** An object with these keys and no others; each may be missing. */
  object(known: readonly string[]): Readonly<Record<string, JsonPlace>> {
    if (!isNamedParts(this.value)) this.refuse(`an object with ${known.join(", ")}`);
    for (const name of Object.keys(this.value as object))
      if (!known.includes(name))
        this.refuse(
          `an object with ${known.join(", ")}`,
          `has the key "${name}" (${slip({ name, known }, "which is none of a lesson's")})`,
        );
    return Object.fromEntries(known.map((key) => [key, this.at(key)]));
  }

  /** The entries of an object whose keys are names. */
  entries(expected: string): (readonly [string, JsonPlace])[] {
    if (this.isAbsent) return [];
    if (!isNamedParts(this.value)) this.refuse(expected);
    return Object.keys(this.value as object).map((key) => [key, this.at(key)]);
  }

  list(expected: string): JsonPlace[] {
    if (this.isAbsent) return [];
    if (!Array.isArray(this.value)) this.refuse(expected);
    return (this.value as unknown[]).map((_, index) => this.at(index));
  }

  get isAbsent(): boolean {
    return this.value === undefined;
  }

  has(key: string): boolean {
    return isNamedParts(this.value) && Object.hasOwn(this.value, key);
  }

  text(expected: string, wanted: RegExp = /\S/): string {
    if (typeof this.value !== "string" || !wanted.test(this.value)) this.refuse(expected);
    return this.value as string;
  }

  /** An integer of 0 or more. */
  count(expected: string): number {
    if (!Number.isSafeInteger(this.value) || (this.value as number) < 0) this.refuse(expected);
    return this.value as number;
  }

  flag(): boolean {
    if (this.isAbsent) return false;
    if (typeof this.value !== "boolean") this.refuse("true or false");
    return this.value as boolean;
  }

  oneOf<T extends string>(all: readonly T[]): T {
    if (!all.some((each) => each === this.value)) this.refuse(`one of ${all.join(", ")}`);
    return this.value as T;
  }

  /** What `read` makes of it; null where it is not there. */
  orNull<T>(read: (place: JsonPlace) => T): T | null {
    return this.isAbsent ? null : read(this);
  }

  /** The same place with another value. */
  as(value: unknown): JsonPlace {
    return new JsonPlace(this.#file, value, this.#place);
  }

  at(key: string | number): JsonPlace {
    const value = Object.hasOwn(Object(this.value), key)
      ? (this.value as Readonly<Record<string | number, unknown>>)[key]
      : undefined;
    const part = String(key).replaceAll("~", "~0").replaceAll("/", "~1");
    return new JsonPlace(this.#file, value, `${this.#place}/${part}`);
  }
}

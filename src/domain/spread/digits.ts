/**
 * Values as texts. Of a domain with more values than can be counted none has a code: what tells one from another is a row of
 * digits, how many depends on the value.
 */

/** The digits of a text, one after the other: two characters each, so that texts are in the order of the values. */
export class Digits {
  readonly #text: string;
  #at = 0;
  constructor(text: string) {
    this.#text = text;
  }
  next(): number {
    const digit = this.#text.charCodeAt(this.#at) * 2 ** 16 + this.#text.charCodeAt(this.#at + 1);
    this.#at += 2;
    return digit;
  }
}

/** The text of these digits. */
export function textOfDigits(digits: readonly number[]): string {
  return String.fromCharCode(...digits.flatMap((digit) => [digit >>> 16, digit & 0xffff]));
}

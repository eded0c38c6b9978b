/** Which names a source text uses, so that no more is imported, defined or taken apart than it needs. */

/**
 * Whether a name is used: not as the key or the method of something, nor as a whole string; but what is spread is. `then`: a
 * pattern for what must follow.
 */
export function isMentioned(name: string, text: string, then = "\\b(?!:)"): boolean {
  return new RegExp(`(?<![\\w"])(?<!(?<!\\.\\.)\\.)${name}${then}`).test(text);
}

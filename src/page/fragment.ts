/**
 * Where one stands in a page, as the fragment of its address: `#9` is state 9, `#9~CgM` a branch of two steps that leaves
 * the recorded path there, `#9~CgM.1` its first step. A branch is its steps' numbers, each in groups of seven bits, in
 * base64url: whoever opens the link takes the same steps again.
 */

export interface PagePlace {
  /** Which of the page's traces. */
  readonly trace: number;
  /** The state of the recorded path; of a branch, where it leaves. */
  readonly state: number;
  readonly branch: readonly number[];
  /** How many of the branch's steps have been taken. */
  readonly taken: number;
}

export function fragmentOf({ trace, state, branch, taken }: PagePlace): string {
  const which = trace === 0 ? "" : `${trace}:`;
  if (branch.length === 0) return `#${which}${state}`;
  return `#${which}${state}~${bytesText(branch)}${taken === branch.length ? "" : `.${taken}`}`;
}

const FRAGMENT = /^#(?:(\d{1,4}):)?(\d{1,6})(?:~([A-Za-z0-9_-]+)(?:\.(\d{1,6}))?)?$/;

/** Null: it is none, or not one of these. */
export function placeIn(fragment: string): PagePlace | null {
  const found = FRAGMENT.exec(fragment);
  if (found === null) return null;
  const [, trace = "0", state = "0", text, taken] = found;
  const branch = text === undefined ? [] : numbersIn(text);
  if (branch === null) return null;
  return {
    trace: Number(trace),
    state: Number(state),
    branch,
    taken: Math.min(branch.length, taken === undefined ? branch.length : Number(taken)),
  };
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

function bytesText(numbers: readonly number[]): string {
  const bytes = numbers.flatMap((number) => {
    const groups = [number % 128];
    for (let rest = Math.floor(number / 128); rest > 0; rest = Math.floor(rest / 128))
      groups.unshift((rest % 128) + 128);
    return groups;
  });
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const three = ((bytes[at] as number) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const digits = Math.min(4, bytes.length - at + 1);
    for (let digit = 0; digit < digits; digit++) text += DIGITS[(three >> (18 - 6 * digit)) & 63];
  }
  return text;
}

function numbersIn(text: string): number[] | null {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 4) {
    const digits = [...text.slice(at, at + 4)].map((digit) => DIGITS.indexOf(digit));
    if (digits.length === 1) return null;
    const three = digits.reduce((sum, digit, place) => sum | (digit << (18 - 6 * place)), 0);
    for (let byte = 0; byte < digits.length - 1; byte++) bytes.push((three >> (16 - 8 * byte)) & 255);
  }
  const numbers: number[] = [];
  let number = 0;
  for (const byte of bytes) {
    number = number * 128 + (byte % 128);
    if (number > 2 ** 31) return null;
    if (byte >= 128) continue;
    numbers.push(number);
    number = 0;
  }
  return bytes.length > 0 && (bytes.at(-1) as number) < 128 ? numbers : null;
}

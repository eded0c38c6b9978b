/**
 * Numbers that synod does not compute, worked out: `C(18, 9)`, `36! / 9!^4`, `[[2]] - 1`, where `[[2]]` is the value of slot 2.
 * Exact, in integers; a division that leaves a rest is none of ours. Grammar, loosest first: `+ -`, `* /`, `^`, `!`, then numbers,
 * slots, parentheses and `C(n, k)`, the number of ways to choose k of n.
 */

/** `ofSlot`: the value of a slot by its number; null: it has none. Null: this is no formula, or a slot in it has no value. */
export function formulaValue(of: string, ofSlot: (slot: string) => bigint | null): bigint | null {
  const tokens = of.match(/\[\[\d+\]\]|\d+|C|\S/g) ?? [];
  let at = 0;
  const take = (token: string): boolean => {
    if (tokens[at] !== token) return false;
    at++;
    return true;
  };
  const need = (is: boolean): void => {
    if (!is) throw new NoFormula();
  };

  const sum = (): bigint => {
    let left = product();
    for (;;)
      if (take("+")) left += product();
      else if (take("-")) left -= product();
      else return left;
  };
  const product = (): bigint => {
    let left = power();
    for (;;)
      if (take("*")) left *= power();
      else if (take("/")) {
        const right = power();
        need(right !== 0n && left % right === 0n);
        left /= right;
      } else return left;
  };
  const power = (): bigint => {
    const base = factor();
    if (!take("^")) return base;
    const exponent = power();
    need(exponent >= 0n && exponent < 1000n);
    return base ** exponent;
  };
  const factor = (): bigint => {
    let value = atom();
    while (take("!")) value = factorial(value);
    return value;
  };
  const atom = (): bigint => {
    const token = tokens[at++] ?? "";
    if (/^\d+$/.test(token)) return BigInt(token);
    if (token.startsWith("[[")) {
      const value = ofSlot(token.slice(2, -2));
      need(value !== null);
      return value as bigint;
    }
    const isChoice = token === "C";
    need(isChoice ? take("(") : token === "(");
    const first = sum();
    if (!isChoice) {
      need(take(")"));
      return first;
    }
    need(take(","));
    const second = sum();
    need(take(")") && second >= 0n && second <= first);
    return factorial(first) / (factorial(second) * factorial(first - second));
  };
  const factorial = (n: bigint): bigint => {
    need(n >= 0n && n < 1000n);
    let value = 1n;
    for (let each = 2n; each <= n; each++) value *= each;
    return value;
  };

  try {
    const value = sum();
    return at === tokens.length ? value : null;
  } catch (error) {
    if (error instanceof NoFormula) return null;
    throw error;
  }
}

class NoFormula extends Error {}

// Types as Apalache's annotations have them (Snowcat, type system 1.2), as far as synod writes them: read, and asked whether
// a value of an ITF file is of one. A second opinion on `varTypes`, that knows nothing of domains.
export type Snowcat =
  | { readonly is: "Bool" | "Int" | "Str" | "UNIT" }
  | { readonly is: "Set" | "Seq"; readonly of: Snowcat }
  | { readonly is: "tuple"; readonly of: readonly Snowcat[] }
  | { readonly is: "function"; readonly from: Snowcat; readonly to: Snowcat }
  | { readonly is: "record" | "variant"; readonly of: ReadonlyMap<string, Snowcat> };

export function parseType(text: string): Snowcat {
  const tokens = text.match(/<<|>>|->|[A-Za-z_][A-Za-z0-9_]*|[(){}:,|]/g) ?? [];
  let at = 0;
  const peek = () => tokens[at];
  const next = () => tokens[at++];
  const expect = (token: string) => {
    if (next() !== token) throw new Error(`${text}: expected ${token} at token ${at}, not ${tokens[at - 1]}`);
  };
  const type = (): Snowcat => {
    const left = single();
    if (peek() !== "->") return left;
    next();
    return { is: "function", from: left, to: type() };
  };
  const single = (): Snowcat => {
    const token = next();
    switch (token) {
      case "Bool":
      case "Int":
      case "Str":
      case "UNIT":
        return { is: token };
      case "Set":
      case "Seq": {
        expect("(");
        const of = type();
        expect(")");
        return { is: token, of };
      }
      case "<<": {
        const of = [type()];
        while (peek() === ",") {
          next();
          of.push(type());
        }
        expect(">>");
        return { is: "tuple", of };
      }
      case "{": {
        const of = new Map<string, Snowcat>();
        do {
          if (peek() === ",") next();
          const name = next() as string;
          expect(":");
          of.set(name, type());
        } while (peek() === ",");
        expect("}");
        return { is: "record", of };
      }
      case "(": {
        if (!/^[A-Za-z_]/.test(peek() ?? "") || tokens[at + 1] !== "(" || ["Set", "Seq"].includes(peek() as string)) {
          const inner = type();
          expect(")");
          return inner;
        }
        const of = new Map<string, Snowcat>();
        do {
          if (peek() === "|") next();
          const tag = next() as string;
          expect("(");
          of.set(tag, type());
          expect(")");
        } while (peek() === "|");
        expect(")");
        return { is: "variant", of };
      }
      default:
        throw new Error(`${text}: ${token} begins no type`);
    }
  };
  const parsed = type();
  if (at < tokens.length) throw new Error(`${text}: ${tokens[at]} is left over`);
  return parsed;
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

export function isOfType(value: Json, type: Snowcat): boolean {
  const within = (name: string): Json => (value as Readonly<Record<string, Json>>)?.[name] ?? null;
  const all = (list: Json, of: Snowcat) => Array.isArray(list) && list.every((each) => isOfType(each, of));
  switch (type.is) {
    case "Bool":
      return typeof value === "boolean";
    case "Str":
      return typeof value === "string";
    case "Int":
      return /^-?\d+$/.test(String(within("#bigint")));
    case "UNIT":
      return value === "U_OF_UNIT";
    case "Seq":
      return all(value, type.of);
    case "Set":
      return all(within("#set"), type.of);
    case "tuple": {
      const members = within("#tup");
      return (
        Array.isArray(members) &&
        members.length === type.of.length &&
        type.of.every((of, at) => isOfType(members[at] as Json, of))
      );
    }
    case "function": {
      const pairs = within("#map");
      return (
        Array.isArray(pairs) &&
        pairs.every(([key, item]: Json[]) => isOfType(key as Json, type.from) && isOfType(item as Json, type.to))
      );
    }
    case "record":
      return (
        typeof value === "object" &&
        value !== null &&
        Object.keys(value).sort().join() === [...type.of.keys()].sort().join() &&
        [...type.of].every(([name, of]) => isOfType(within(name), of))
      );
    case "variant": {
      const of = type.of.get(String(within("tag")));
      return of !== undefined && isOfType(within("value"), of);
    }
  }
}

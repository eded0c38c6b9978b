/**
 * Values as short as they can be read in a cell or beside a node: a message loses the names of its fields and what its
 * place says anyway. The whole text is always one pointing away.
 */

/** `promise(by: a1, ballot: 0, last: none)` of a1 as `promise 0, none`; `owner`: what need not be said. */
export function shortText(text: string, owner = ""): string {
  const found = /^([\p{L}_$][\p{L}\p{N}_$. -]*)\((.*)\)$/su.exec(text);
  if (found === null)
    return text.startsWith("{") && text.endsWith("}") && text.includes(": ") ? withoutNames(text) : text;
  const [, name = "", inside = ""] = found;
  const said = partsInText(inside).filter(([, value]) => value !== owner);
  return said.length === 0 ? name : `${name} ${said.map(([, value]) => withoutNames(value)).join(", ")}`;
}

/** `{ballot: 0, value: v1}` as `{0, v1}`. */
function withoutNames(text: string): string {
  if (!text.startsWith("{") || !text.endsWith("}")) return text;
  const parts = partsInText(text.slice(1, -1));
  return `{${parts.map(([, value]) => withoutNames(value)).join(", ")}}`;
}

/** `by: a1, last: {ballot: 0}` as its names and values. */
export function partsInText(text: string): (readonly [name: string, value: string])[] {
  const pieces: string[] = [];
  let depth = 0;
  let piece = "";
  for (const character of text) {
    if ("{[(<".includes(character)) depth++;
    if ("}])>".includes(character)) depth--;
    if (character === "," && depth === 0) {
      pieces.push(piece);
      piece = "";
    } else piece += character;
  }
  if (piece.trim() !== "") pieces.push(piece);
  return pieces.map((each) => {
    const [, name = "", value = each] = /^\s*([\p{L}_$][\p{L}\p{N}_$]*): (.*)$/su.exec(each) ?? [];
    return [name, value.trim()] as const;
  });
}

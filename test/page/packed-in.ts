// What a page's loader unpacks: style, application, and the model's script.
import { inflateRawSync } from "node:zlib";
import { UNPACKING } from "../../src/cli/packed.ts";

export function packedIn(html: string): readonly string[] {
  const [, bytes, first, second, text] =
    /<script type="text\/plain" id="app" data-bytes="(\d+)" data-ends="(\d+) (\d+)">(.*?)<\/script>/s.exec(html) ?? [];
  const unpacked = new Function("text", "length", `${UNPACKING} return unpacked(text, length);`);
  const whole = inflateRawSync(unpacked(text, Number(bytes)) as Uint8Array).toString("utf8");
  return [whole.slice(0, Number(first)), whole.slice(Number(first), Number(second)), whole.slice(Number(second))];
}

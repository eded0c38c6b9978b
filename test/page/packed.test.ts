import fc from "fast-check";
import { expect, it } from "vitest";
import { packed, UNPACKING } from "../../src/cli/packed.ts";

const unpacked = new Function("text", "length", `${UNPACKING} return unpacked(text, length);`) as (
  text: string,
  length: number,
) => Uint8Array;

it("packs any bytes into text that ends no script, and a page has them again", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const text = packed(bytes);
      expect(text).toMatch(/^[!-;=-~]*$/);
      expect(text.length).toBe(13 * Math.ceil((8 * bytes.length) / 85));
      expect(unpacked(text, bytes.length)).toEqual(bytes);
    }),
  );
});

/**
 * A process as its own steps see it, `my`: its local variables and which one it is. One object per program or procedure,
 * for the process that is on stage; it holds no way to another process.
 */
import { room } from "../../closed-room.ts";
import { isContainer } from "../../state/field.ts";
import { copyInto } from "../../state/strict.ts";
import { sealer } from "../roles/sealed.ts";
import type { Fields } from "../roles/transport.ts";
import type { Local } from "./fields.ts";

/** Where one process acts at a time. */
export interface Acting {
  state: Fields;
  self: unknown;
}

export function myOf(stage: Acting, program: string, locals: readonly Local[]): object {
  const my = {};
  for (const { name, field, of } of locals) {
    const get = () => stage.state[field].get(stage.self);
    const set = (value: unknown) => {
      if (isContainer(of)) {
        const place = `the local variable ${name} of ${program}`;
        copyInto(get(), value, { place, written: `my.${name}`, kind: of.kind });
      } else stage.state[field].set(stage.self, value);
      room.assignments++;
    };
    Object.defineProperty(my, name, { enumerable: true, get, set });
  }
  Object.defineProperty(my, "self", { enumerable: true, get: () => stage.self });
  return sealer(`\`my\` of ${program}`, "local variable")(my);
}

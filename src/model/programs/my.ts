/**
 * A process as its own steps see it, `my`: its local variables and which one it is. One object per program or procedure,
 * for the process that is on stage; it holds no way to another process.
 */
import { room } from "../../closed-room.ts";
import { isContainer } from "../../state/field.ts";
import { assigned } from "../../state/strict.ts";
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
    const set = isContainer(of)
      ? () => {
          throw assigned(`the local variable ${name} of ${program}`, `my.${name}`, of.kind);
        }
      : (value: unknown) => {
          room.assignments++;
          stage.state[field].set(stage.self, value);
        };
    Object.defineProperty(my, name, { enumerable: true, get, set });
  }
  Object.defineProperty(my, "self", { enumerable: true, get: () => stage.self });
  return sealer(`\`my\` of ${program}`, "local variable")(my);
}

/** What errors of declarations say of a key, or a name, that is not among those known. */
import { oneOfThese, type Slip, slip } from "../did-you-mean.ts";

export const unknownKey = (wrong: Slip) => ({
  likelyCause: slip(wrong, "a name that belongs elsewhere, or to another version of synod"),
  remedy: oneOfThese(wrong.known, "leave it out"),
});

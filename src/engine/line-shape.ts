/** Lines of the visited set: what all who size them, fill them or look behind the last of them have to agree on. */

/** Slots of a line, and of one in a numbered search. */
export const SLOTS = 5;
export const NUMBERED_SLOTS = 4;
/** Lines behind the last home, and how far from its home a state may be. */
export const REACH = 1024;

/**
 * Where everything lies. The host (src/engine) decides the addresses and writes them into the control page; every thread
 * opens the kernel before each run and so reads them once.
 *
 *     state:   | words of the state | padding | number | fingerprint |       a multiple of 16 bytes; the number, if numbered,
 *                                                                            stands before the fingerprint, the last 8 bytes
 *     entry:   | state | key | origin | step | rule | units | line | source |              a successor in a batch
 *     block:   | states in it | next free block | - | - | state | state | ...               a piece of a frontier
 *     line:    | 5 keys | 5 origins | - |   or   | 4 keys | 4 origins | 4 numbers |        64 bytes of the visited set
 *     change:  | fingerprint | words | state units | step units | recipients | instance | written | word, exclusive or | ... | what is written
 *     rule:    | gates | cells | changes | first seat | first step | whether changes say whose they are | - | - |
 *     unit:    | what is expected | parts | number of parts | least state known to be bad, or 0 |
 *     region:  | open block | notes | counters per rule | batch | ...                      one for each thread
 *
 * A *key* is a fingerprint with no half zero (as in store/visited-set.ts), so that an empty slot has none. A *unit* is what is
 * judged together: part of a property, or all of one; bit u of a mask stands for unit u, and there are 32 at most of each kind.
 */
import { address, word } from "./machine.ts";

export const LINE: u32 = 64;
/** Bytes of a block before its states; where in it the next free block is named. */
export const HEADER: u32 = 16;
export const NEXT_FREE: u32 = 4;

/** What threads share, in the control page: each word in a line of its own. */
/** Blocks of the current level that were claimed; blocks of the next level that were opened, into its list. */
export const BLOCKS_CLAIMED: u32 = 0;
export const BLOCKS_OPENED: u32 = 64;
/** States in the visited set; blocks of the area that were ever used; the next state's number. */
export const STATES_FOUND: u32 = 128;
export const BLOCKS_USED: u32 = 192;
export const NEXT_NUMBER: u32 = 256;
/** Not 0: return as soon as there is a chance. */
export const PAUSE_WANTED: u32 = 320;
/** 1: some state found no place near its home: the table must grow although it is not full. */
export const LINES_CROWDED: u32 = 384;

/** The shape of the search, which the host writes between runs: offsets in the control page, of what has the same name below. Those of a region's arrays are offsets in it. */
export const SHAPE_WORDS: u32 = 1024;
export const SHAPE_FINGERPRINT_AT: u32 = 1028;
export const SHAPE_BLOCK_STATES: u32 = 1032;
export const SHAPE_SLOTS: u32 = 1036;
export const SHAPE_KEY_BITS: u32 = 1040;
export const SHAPE_LINES: u32 = 1044;
export const SHAPE_LINE_COUNT: u32 = 1048;
export const SHAPE_REACH: u32 = 1052;
export const SHAPE_MOST_STATES: u32 = 1056;
export const SHAPE_MOST_BLOCKS: u32 = 1060;
export const SHAPE_AREA: u32 = 1064;
export const SHAPE_CURRENT: u32 = 1068;
export const SHAPE_BLOCKS: u32 = 1072;
export const SHAPE_NEXT: u32 = 1076;
export const SHAPE_ADMITS: u32 = 1080;
export const SHAPE_RULES: u32 = 1084;
export const SHAPE_RULES_END: u32 = 1088;
export const SHAPE_STATE_UNITS: u32 = 1092;
export const SHAPE_STEP_UNITS: u32 = 1096;
export const SHAPE_ACTIVE_STATES: u32 = 1100;
export const SHAPE_ACTIVE_STEPS: u32 = 1104;
export const SHAPE_LOOSE_STEPS: u32 = 1108;
export const SHAPE_TERMINAL_UNIT: u32 = 1112;
export const SHAPE_AUDIT_MASK: u32 = 1116;
export const SHAPE_SAMPLES: u32 = 1120;
export const SHAPE_SAMPLE_BELOW: u32 = 1124;
export const SHAPE_ENABLED_AT: u32 = 1128;
export const SHAPE_DEEPER_AT: u32 = 1132;
export const SHAPE_NOTES_AT: u32 = 1136;
export const SHAPE_SAMPLES_AT: u32 = 1140;
export const SHAPE_LEFT_AT: u32 = 1144;
export const SHAPE_BATCH: u32 = 1148;
export const SHAPE_BATCH_END: u32 = 1152;
export const SHAPE_MANY_NOTES: u32 = 1156;
export const SHAPE_MANY_SAMPLES: u32 = 1160;
export const SHAPE_MOST_LEFT: u32 = 1164;
export const SHAPE_PREDICATES: u32 = 1168;
export const SHAPE_PREDICATES_END: u32 = 1172;
export const SHAPE_MANY_LOGGED: u32 = 1176;
export const SHAPE_MANY_MARKED: u32 = 1180;
export const SHAPE_FORMS: u32 = 1200;
export const SHAPE_FORM_ROOM: u32 = 1204;
export const SHAPE_STATE_BOUNDS: u32 = 1208;
export const SHAPE_STATE_BOUNDS_END: u32 = 1212;
export const SHAPE_STEP_BOUNDS: u32 = 1216;
export const SHAPE_STEP_BOUNDS_END: u32 = 1220;
export const SHAPE_CROSSED_AT: u32 = 1224;
export const SHAPE_RECIPIENTS: u32 = 1228;
export const SHAPE_RECIPIENTS_END: u32 = 1232;
export const SHAPE_FINGERPRINTS: u32 = 1236;
export const SHAPE_LISTS: u32 = 1240;
export const SHAPE_BYTE_FINGERPRINTS: u32 = 1244;

/** Offsets in a thread's region. */
/** The open block, the place of its next state, and how many states it still has room for. */
export const OPEN: u32 = 0;
export const SLOT: u32 = 4;
export const FREE: u32 = 8;
/** Blocks of this thread that are free, and expanded ones that notes may point into: lists by NEXT_FREE. */
export const FREE_BLOCKS: u32 = 12;
export const HELD_BLOCKS: u32 = 16;
/** The block being expanded, the next state in it, the end of its states; 0: none. */
export const BLOCK: u32 = 20;
export const CURSOR: u32 = 24;
export const CURSOR_END: u32 = 28;
/** Notes, and how many there were when the block was claimed (the host sets both to 0 when it has settled them). */
export const NOTED: u32 = 32;
export const NOTED_BEFORE: u32 = 36;
/** The end of the entries that wait in the batch. */
export const FILLED: u32 = 40;
/** States sampled; leftovers of growing (grow.ts). */
export const SAMPLED: u32 = 44;
export const LEFT: u32 = 76;
/** Sums since the host last took them: states added, terminal ones, successors not let in. */
export const NEW_STATES: u32 = 48;
export const TERMINAL_STATES: u32 = 52;
export const LOOKED_BEYOND: u32 = 56;
/** So that touching lines is not optimised away. */
export const SUM: u32 = 60;
/** Where the log of steps goes on, and where marks do (numbered searches). */
export const LOGGED: u32 = 64;
export const MARKED: u32 = 68;
/** Whose steps were logged last; -1: nobody's. */
export const LOG_SOURCE: u32 = 72;
/** How many states the new ones stand for, where they stand for classes: a double. */
export const STOOD_FOR: u32 = 80;
/**
 * What sums have to agree with (src/engine/agreement.ts): states expanded, notes that ask for a step, the bytes of successors
 * written and not yet looked up, modulo 2^32; of a recount the states, and all their levels: a double.
 */
export const EXPANDED: u32 = 88;
export const STEPS_ASKED: u32 = 92;
export const PENDING: u32 = 96;
export const RECOUNTED: u32 = 100;
export const LEVELS: u32 = 104;
/** Bytes of a region before its arrays. */
export const REGION_HEADER: u32 = 128;

/** Offsets in an entry, behind its state. */
export const KEY: u32 = 0;
export const ORIGIN: u32 = 8;
export const STEP: u32 = 12;
export const RULE: u32 = 16;
export const UNITS: u32 = 20;
export const HOME: u32 = 24;
export const SOURCE: u32 = 28;
/** Bytes of an entry behind its state. */
export const ENTRY_TAIL: u32 = 32;

/** Offsets in a change; bytes of the rows of rules, units and recipients. */
export const CHANGE_WORDS: u32 = 8;
export const CHANGE_STATE_UNITS: u32 = 12;
export const CHANGE_STEP_UNITS: u32 = 16;
export const CHANGE_RECIPIENTS: u32 = 20;
/** Whose it is, where a seat does not say that. */
export const CHANGE_INSTANCE: u32 = 24;
/** Words that say what is written (written.ts); 0: what changes is known. */
export const CHANGE_WRITTEN: u32 = 28;
export const CHANGE_HEADER: u32 = 32;
export const RULE_BYTES: u32 = 32;
export const UNIT_BYTES: u32 = 16;
export const RECIPIENT_BYTES: u32 = 32;
/** Bytes of the row of a list, of one of its slots; kinds of lists, besides bags. */
export const LIST_BYTES: u32 = 16;
export const LIST_SLOT: u32 = 12;
export const LIST_SET: i32 = 0;
export const LIST_SEQUENCE: i32 = 2;

export let mine: usize = 0;
export let control: usize = 0;
/** Words of a state; bytes before its fingerprint, of a state, of an entry, of a block; states of a block. */
export let words: i32 = 0;
export let fingerprintAt: u32 = 0;
export let stateBytes: u32 = 0;
export let entryBytes: u32 = 0;
export let blockBytes: u32 = 0;
export let blockStates: i32 = 0;
/** Slots of a line: 5, or 4 in a numbered search. */
export let slots: u32 = 0;
export let isNumbered: bool = false;
/** Bits of an origin that hold the parent's key; the others hold the level. */
export let keyBits: i32 = 0;
/** The visited set: homes are in the first `lineCount` lines, and `reach` bytes of slack follow the last. */
export let lines: usize = 0;
export let lineCount: u32 = 0;
/** Bytes from a state's home at which no slot is looked for any more. */
export let reach: u32 = 0;
/** States that the visited set may hold; blocks in the area; what all threads may add to either before they look again. */
export let mostStates: i32 = 0;
export let mostBlocks: i32 = 0;
/** Where the area of blocks ends, which is filled from there; the current level's list of blocks and their number; the next level's list. */
export let area: usize = 0;
export let current: usize = 0;
export let blocks: i32 = 0;
export let next: usize = 0;
/** False: successors are looked up, and those that are not there counted. */
export let admits: bool = true;
/** Rows of the rules. */
export let rules: usize = 0;
export let rulesEnd: usize = 0;
/** Rows of units, of states and of steps; the units that are judged. */
export let stateUnits: usize = 0;
export let stepUnits: usize = 0;
export let activeStates: i32 = 0;
export let activeSteps: i32 = 0;
/** Step units that may be false of standing still: asked P(s, s) of every state that is expanded. */
export let looseSteps: i32 = 0;
/** Row of the unit of terminal states, or 0: nobody asks. */
export let terminalUnit: usize = 0;
/** States whose fingerprints have none of these bits in their low halves are audited. */
export let auditMask: i32 = 0;
/** New states that rank no higher, unsigned, are sampled, if at all. */
export let samples: bool = false;
export let sampleBelow: i32 = 0;
/** In the region: counters per rule, notes, samples, leftovers, batch. */
export let enabledAt: usize = 0;
export let deeperAt: usize = 0;
export let notesAt: usize = 0;
export let samplesAt: usize = 0;
export let leftAt: usize = 0;
export let batch: usize = 0;
export let batchEnd: usize = 0;
/** Notes, and samples, at which a thread asks for a pause; there is room for what one batch may add. */
export let manyNotes: i32 = 0;
export let manySamples: i32 = 0;
/** Leftovers that there is room for. */
export let mostLeft: i32 = 0;
/** Rows of units of the predicates that are noted of every state; logs at which a thread asks for a pause (in its region). */
export let predicates: usize = 0;
export let predicatesEnd: usize = 0;
export let manyLogged: usize = 0;
export let manyMarked: usize = 0;
/** What canonical forms go by, or 0: states stand for themselves; in the region, room to find them in. */
export let forms: usize = 0;
export let formRoom: usize = 0;
/** Rows of the bounds of the constraint, of states and of steps; in the region, their counters (bounds.ts). */
export let stateBounds: usize = 0;
export let stateBoundsEnd: usize = 0;
export let stepBounds: usize = 0;
export let stepBoundsEnd: usize = 0;
export let crossedAt: usize = 0;
/** Rows of who messages expire for (forget.ts); what each bit of a state adds to its fingerprint: pairs. */
export let recipients: usize = 0;
export let recipientsEnd: usize = 0;
export let fingerprints: usize = 0;
/** Rows of lists that are edited (written.ts); what each value of each byte of a state adds to its fingerprint: pairs. */
export let lists: usize = 0;
export let fingerprintsOfBytes: usize = 0;

/** Opens the kernel for the thread whose region is `region`: before each run, since the host changes the shape between runs. */
export function openMap(page: usize, region: usize): void {
  control = page;
  mine = region;
  words = word(page + SHAPE_WORDS);
  fingerprintAt = address(page + SHAPE_FINGERPRINT_AT);
  stateBytes = fingerprintAt + 8;
  entryBytes = stateBytes + ENTRY_TAIL;
  blockStates = word(page + SHAPE_BLOCK_STATES);
  blockBytes = HEADER + blockStates * stateBytes;
  slots = address(page + SHAPE_SLOTS);
  isNumbered = slots === 4;
  keyBits = word(page + SHAPE_KEY_BITS);
  lines = address(page + SHAPE_LINES);
  lineCount = address(page + SHAPE_LINE_COUNT);
  reach = address(page + SHAPE_REACH);
  mostStates = word(page + SHAPE_MOST_STATES);
  mostBlocks = word(page + SHAPE_MOST_BLOCKS);
  area = address(page + SHAPE_AREA);
  current = address(page + SHAPE_CURRENT);
  blocks = word(page + SHAPE_BLOCKS);
  next = address(page + SHAPE_NEXT);
  admits = word(page + SHAPE_ADMITS) !== 0;
  rules = address(page + SHAPE_RULES);
  rulesEnd = address(page + SHAPE_RULES_END);
  stateUnits = address(page + SHAPE_STATE_UNITS);
  stepUnits = address(page + SHAPE_STEP_UNITS);
  activeStates = word(page + SHAPE_ACTIVE_STATES);
  activeSteps = word(page + SHAPE_ACTIVE_STEPS);
  looseSteps = word(page + SHAPE_LOOSE_STEPS);
  terminalUnit = address(page + SHAPE_TERMINAL_UNIT);
  auditMask = word(page + SHAPE_AUDIT_MASK);
  samples = word(page + SHAPE_SAMPLES) !== 0;
  sampleBelow = word(page + SHAPE_SAMPLE_BELOW);
  enabledAt = region + address(page + SHAPE_ENABLED_AT);
  deeperAt = region + address(page + SHAPE_DEEPER_AT);
  notesAt = region + address(page + SHAPE_NOTES_AT);
  samplesAt = region + address(page + SHAPE_SAMPLES_AT);
  leftAt = region + address(page + SHAPE_LEFT_AT);
  batch = region + address(page + SHAPE_BATCH);
  batchEnd = region + address(page + SHAPE_BATCH_END);
  manyNotes = word(page + SHAPE_MANY_NOTES);
  manySamples = word(page + SHAPE_MANY_SAMPLES);
  mostLeft = word(page + SHAPE_MOST_LEFT);
  predicates = address(page + SHAPE_PREDICATES);
  predicatesEnd = address(page + SHAPE_PREDICATES_END);
  manyLogged = region + address(page + SHAPE_MANY_LOGGED);
  manyMarked = region + address(page + SHAPE_MANY_MARKED);
  forms = address(page + SHAPE_FORMS);
  formRoom = region + address(page + SHAPE_FORM_ROOM);
  stateBounds = address(page + SHAPE_STATE_BOUNDS);
  stateBoundsEnd = address(page + SHAPE_STATE_BOUNDS_END);
  stepBounds = address(page + SHAPE_STEP_BOUNDS);
  stepBoundsEnd = address(page + SHAPE_STEP_BOUNDS_END);
  crossedAt = region + address(page + SHAPE_CROSSED_AT);
  recipients = address(page + SHAPE_RECIPIENTS);
  recipientsEnd = address(page + SHAPE_RECIPIENTS_END);
  fingerprints = address(page + SHAPE_FINGERPRINTS);
  lists = address(page + SHAPE_LISTS);
  fingerprintsOfBytes = address(page + SHAPE_BYTE_FINGERPRINTS);
}

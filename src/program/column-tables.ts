/** What canonical forms by tables go by (reduce/symmetry/columns.ts), as plain data: for who puts it where a kernel can read it. */

/** A linear map: chunk c, holding value v, adds table[base + v * n + j] to word targets[first + j], j < n. */
export interface Contributions {
  readonly chunks: number;
  readonly word: Int32Array;
  readonly shift: Int32Array;
  readonly mask: Int32Array;
  /** One more than chunks. */
  readonly first: Int32Array;
  readonly targets: Int32Array;
  readonly base: Int32Array;
  readonly table: Int32Array;
  /** Per chunk: 1 when it contributes nothing while it is 0, as bits of sets do. */
  readonly sparse: Uint8Array;
}

export interface ColumnTables {
  /** Words of an arrangement's shared part, and of a column. */
  readonly shared: number;
  readonly column: number;
  readonly columns: number;
  /** Arrangements of a state, one behind the other: one for each renaming that is enumerated, the identity first. */
  readonly renamings: number;
  /** From packed states to their arrangements, and from an arrangement to the packed state. */
  readonly encode: Contributions;
  readonly decode: Contributions;
  /** Per word of a packed state: the bits that some renaming may change. */
  readonly moving: Int32Array;
  /** All renamings, enumerated or not: how many states a class without symmetries has. */
  readonly all: number;
}

/**
 * What of a rule is not its writer's, but the world's in which it happens: of rules made from roles, that its process is up
 * and the message there, and that the message is taken. Changing a model's rules (mutants/mutation.ts) leaves that alone.
 */
export interface Imposed {
  /** Whether the world lets it happen; the rule's guard is this and then what its writer asks for, if anything. */
  readonly when: (state: object, bound: object) => boolean;
  readonly hasGuard: boolean;
  /** The timer that runs out in it; absent: none does. */
  readonly timer?: string;
  /** What the world does when it happens; the rule's effect is this and then its writer's. */
  readonly do: (state: object, bound: object) => void;
  /** The writer's effect alone, of an instance for which `do` is done. */
  readonly own: (state: object, bound: object) => void;
}

const always = () => true;

/** Of a rule that is the world's altogether: a crash, a loss. */
export function imposedWhole(rule: {
  readonly when?: (state: never, bound: never) => boolean;
  readonly do: (state: never, bound: never) => void;
}): Imposed {
  return {
    when: (rule.when as Imposed["when"] | undefined) ?? always,
    hasGuard: false,
    do: rule.do as Imposed["do"],
    own: () => {},
  };
}

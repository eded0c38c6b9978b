/*
 * Gossip with exchange=push as models/gossip/gossip.ts has it, written for Spin: one process, one d_step per rule instance,
 * so that a step of Spin is a step of synod and the states of the two correspond one to one. Parameters come by -D: NODES
 * (at most 9) and VERSIONS.
 */
#include "loops.h"

byte known[NODES * NODES];              /* at by * NODES + about: the version of `about` that `by` knows */

#define version(by, about) known[(by) * NODES + (about)]
#define MERGE(about, from, to) \
	version(to, about) = (version(from, about) > version(to, about) -> version(from, about) : version(to, about));
#define NO_GHOST(about, to) && version(to, about) <= version(about, about)

#define UPDATE(node) :: d_step { version(node, node) < VERSIONS -> version(node, node) = version(node, node) + 1 }
/* `to` and `from` are numbers here, so nobody contacts itself: that guard is a constant. */
#define CONTACT(to, from) \
	:: d_step { to != from -> EACH_C(NODES)(MERGE, from, to) assert(true EACH_C(NODES)(NO_GHOST, to)) }
#define RULES(node) UPDATE(node) EACH_B(NODES)(CONTACT, node)

active proctype gossip() {
	do
	EACH_A(NODES)(RULES)
	od
}

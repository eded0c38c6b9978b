/*
 * Two-phase commit as models/two-phase-commit/two-phase-commit.ts has it, written for Spin: one process, one d_step per
 * rule instance, so that a step of Spin is a step of synod and the states of the two correspond one to one. The parameter
 * comes by -D: PARTICIPANTS, at most 9.
 */
#include "loops.h"

#define WORKING 0
#define PREPARED 1
#define COMMITTED 2
#define ABORTED 3
#define NONE 0

byte status[PARTICIPANTS];
byte decision;                          /* the coordinator's: NONE, COMMITTED or ABORTED */
short yes;                              /* bit p: p's yes was sent */
short heard;                            /* bit p: the coordinator has read it */
bit commit_sent;
bit abort_sent;

#define EVERYBODY ((1 << PARTICIPANTS) - 1)
#define IS_NOT(p, what) && status[p] != what
#define nobody(what) (true EACH_B(PARTICIPANTS)(IS_NOT, what))

#define PREPARE(p) :: d_step { status[p] == WORKING -> status[p] = PREPARED; yes = yes | (1 << (p)) }
#define REFUSE(p) :: d_step { status[p] == WORKING -> status[p] = ABORTED; assert(nobody(COMMITTED)) }
#define HEAR(p) :: d_step { decision == NONE && ((yes >> (p)) & 1) -> heard = heard | (1 << (p)) }
#define COMMIT(p) :: d_step { commit_sent -> status[p] = COMMITTED; assert(nobody(ABORTED)) }
#define ABORT(p) :: d_step { abort_sent -> status[p] = ABORTED; assert(nobody(COMMITTED)) }
#define RULES(p) PREPARE(p) REFUSE(p) HEAR(p) COMMIT(p) ABORT(p)

active proctype two_phase_commit() {
	do
	:: d_step { decision == NONE && heard == EVERYBODY -> decision = COMMITTED; commit_sent = 1 }
	:: d_step { decision == NONE -> decision = ABORTED; abort_sent = 1 }
	EACH_A(PARTICIPANTS)(RULES)
	od
}

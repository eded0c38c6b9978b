/*
 * Message-set Paxos as models/paxos/paxos.ts has it, written for Spin: one process, one d_step per rule instance, so that
 * a step of Spin is a step of synod and the states of the two correspond one to one. Parameters come by -D: ACCEPTORS (at
 * most 8), BALLOTS, VALUES (BALLOTS * VALUES at most 254).
 *
 * The set of messages sent is kept as small as it can be: an acceptor answers a ballot once and a ballot has one
 * proposal, so a byte says which message of its kind was sent. 0 stands for none everywhere.
 */
#include "loops.h"

byte prepared;                          /* bit b: prepare(b) was sent */
byte promised[ACCEPTORS];               /* 1 + ballot */
byte voted[ACCEPTORS];                  /* the latest vote: 1 + ballot * VALUES + value */
byte replied[ACCEPTORS * BALLOTS];      /* 1 + the vote reported */
byte proposed[BALLOTS];                 /* 1 + value */
byte accepted[BALLOTS];                 /* bit a: a accepted what the ballot proposes */

#define reply(a, b) replied[(a) * BALLOTS + (b)]
#define MAJORITY (ACCEPTORS / 2 + 1)

/* Whether a majority answered ballot b with replies in 1 .. most: 1 reports no vote, more the later the ballot voted in. */
#define ANSWERED(a, b, most) + (reply(a, b) != 0 && reply(a, b) <= (most))
#define majority_answered(b, most) ((0 EACH_C(ACCEPTORS)(ANSWERED, b, most)) >= MAJORITY)
#define REPORTED(a, b, last, v) || reply(a, b) == 2 + (last) * VALUES + (v)
#define reported(b, last, v) (false EACH_C(ACCEPTORS)(REPORTED, b, last, v))

/* v is the value of the highest-numbered vote, one in ballot `last`, among the replies of some majority. */
#define HIGHEST(last, b, v) || (reported(b, last, v) && majority_answered(b, 1 + ((last) + 1) * VALUES))
#define allowed(b, v) (majority_answered(b, 1) EACH_B(BALLOTS)(HIGHEST, b, v))

#define VOTED(a, b) + ((accepted[b] >> (a)) & 1)
#define chosen(b) ((0 EACH_C(ACCEPTORS)(VOTED, b)) >= MAJORITY)
#define AGREES(other, b) && (!chosen(other) || proposed[other] == proposed[b])
#define agreement_at(b) (!chosen(b) || (true EACH_B(BALLOTS)(AGREES, b)))

#define PREPARE(b) :: d_step { true -> prepared = prepared | (1 << (b)) }
#define PROMISE(a, b) \
	:: d_step { ((prepared >> (b)) & 1) && promised[a] < 1 + (b) -> reply(a, b) = 1 + voted[a]; promised[a] = 1 + (b) }
#define PROPOSE(v, b) :: d_step { proposed[b] == 0 && allowed(b, v) -> proposed[b] = 1 + (v) }
#define ACCEPT(a, b) \
	:: d_step { \
		proposed[b] != 0 && promised[a] <= 1 + (b) -> \
		accepted[b] = accepted[b] | (1 << (a)); \
		voted[a] = (b) * VALUES + proposed[b]; \
		promised[a] = 1 + (b); \
		assert(agreement_at(b)) \
	}
#define RULES(b) \
	PREPARE(b) EACH_D(ACCEPTORS)(PROMISE, b) EACH_D(VALUES)(PROPOSE, b) EACH_D(ACCEPTORS)(ACCEPT, b)

active proctype paxos() {
	do
	EACH_A(BALLOTS)(RULES)
	od
}

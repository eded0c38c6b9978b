/** The protocols that come with synod, in the order in which one would teach them. */
import type { Protocol } from "../src/index.ts";
import { bakery } from "./bakery/bakery.ts";
import { basicPaxos } from "./basic-paxos/basic-paxos.ts";
import { cassandraGossip } from "./cassandra-gossip/cassandra-gossip.ts";
import { consensus } from "./consensus/consensus.ts";
import { duellingProposers } from "./duelling-proposers/duelling-proposers.ts";
import { ewd840 } from "./ewd840/ewd840.ts";
import { fastPaxos } from "./fast-paxos/fast-paxos.ts";
import { flexiblePaxos } from "./flexible-paxos/flexible-paxos.ts";
import { abaStack } from "./gallery/aba-stack.ts";
import { blockingQueue } from "./gallery/blocking-queue.ts";
import { epaxosBallot } from "./gallery/epaxos-ballot.ts";
import { kip101 } from "./gallery/kip-101.ts";
import { kip966 } from "./gallery/kip-966.ts";
import { lseqInterleaving } from "./gallery/lseq-interleaving.ts";
import { natsFsync } from "./gallery/nats-fsync.ts";
import { openraft2080 } from "./gallery/openraft-2080.ts";
import { raftFigure8 } from "./gallery/raft-figure-8.ts";
import { raftMembership } from "./gallery/raft-membership.ts";
import { redlock } from "./gallery/redlock.ts";
import { vrStateTransfer } from "./gallery/vr-state-transfer.ts";
import { weave56 } from "./gallery/weave-56.ts";
import { zookeeper4643 } from "./gallery/zookeeper-4643.ts";
import { gossip } from "./gossip/gossip.ts";
import { gossipInFlight } from "./gossip-in-flight/gossip-in-flight.ts";
import { gossipUnending } from "./gossip-unending/gossip-unending.ts";
import { leaderPaxos } from "./leader-paxos/leader-paxos.ts";
import { lockFreeQueue } from "./lock-free-queue/lock-free-queue.ts";
import { membershipGossip } from "./membership-gossip/membership-gossip.ts";
import { multiPaxos } from "./multi-paxos/multi-paxos.ts";
import { multiPaxosSmr } from "./multi-paxos-smr/multi-paxos-smr.ts";
import { paxos } from "./paxos/paxos.ts";
import { paxosCommit } from "./paxos-commit/paxos-commit.ts";
import { paxosRetold } from "./paxos-retold/paxos-retold.ts";
import { peterson } from "./peterson/peterson.ts";
import { raft } from "./raft/raft.ts";
import { redisCluster } from "./redis-cluster/redis-cluster.ts";
import { abdRegister } from "./registers/abd-register.ts";
import { paxosRegister } from "./registers/paxos-register.ts";
import { paxosRegisterProcesses } from "./registers/paxos-register-processes.ts";
import { singleCopyRegister } from "./registers/single-copy-register.ts";
import { replicatedLog } from "./replicated-log/replicated-log.ts";
import { rumourMongering } from "./rumour-mongering/rumour-mongering.ts";
import { simplifiedFastPaxos } from "./simplified-fast-paxos/simplified-fast-paxos.ts";
import { swim } from "./swim/swim.ts";
import { tombstones } from "./tombstones/tombstones.ts";
import { transactionCommit } from "./transaction-commit/transaction-commit.ts";
import { twoPhaseCommit } from "./two-phase-commit/two-phase-commit.ts";
import { twoPhaseCommitBackup } from "./two-phase-commit-backup/two-phase-commit-backup.ts";
import { twoPhaseCommitCrashes } from "./two-phase-commit-crashes/two-phase-commit-crashes.ts";
import { twoPhaseCommitProcesses } from "./two-phase-commit-processes/two-phase-commit-processes.ts";
import { voting } from "./voting/voting.ts";

/** How a proposer of `paxosRetold` reads what it is told: what its parameter `choose` may be. */
export type { Reading } from "./paxos-retold/choose.ts";
export {
  abaStack,
  abdRegister,
  bakery,
  basicPaxos,
  blockingQueue,
  cassandraGossip,
  consensus,
  duellingProposers,
  epaxosBallot,
  ewd840,
  fastPaxos,
  flexiblePaxos,
  gossip,
  gossipInFlight,
  gossipUnending,
  kip101,
  kip966,
  leaderPaxos,
  lockFreeQueue,
  lseqInterleaving,
  membershipGossip,
  multiPaxos,
  multiPaxosSmr,
  natsFsync,
  openraft2080,
  paxos,
  paxosCommit,
  paxosRegister,
  paxosRegisterProcesses,
  paxosRetold,
  peterson,
  raft,
  raftFigure8,
  raftMembership,
  redisCluster,
  redlock,
  replicatedLog,
  rumourMongering,
  simplifiedFastPaxos,
  singleCopyRegister,
  swim,
  tombstones,
  transactionCommit,
  twoPhaseCommit,
  twoPhaseCommitBackup,
  twoPhaseCommitCrashes,
  twoPhaseCommitProcesses,
  voting,
  vrStateTransfer,
  weave56,
  zookeeper4643,
};

/**
 * All of them, in the order in which one would teach them.
 *
 * @example
 * ```ts
 * for (const each of builtIns) console.log(each.protocol.name, each.protocol.about);
 * ```
 */
export const builtIns: readonly Protocol[] = [
  twoPhaseCommit,
  twoPhaseCommitCrashes,
  twoPhaseCommitProcesses,
  twoPhaseCommitBackup,
  transactionCommit,
  consensus,
  voting,
  paxos,
  paxosRetold,
  basicPaxos,
  leaderPaxos,
  flexiblePaxos,
  fastPaxos,
  simplifiedFastPaxos,
  replicatedLog,
  multiPaxos,
  paxosCommit,
  duellingProposers,
  gossip,
  gossipInFlight,
  gossipUnending,
  membershipGossip,
  rumourMongering,
  tombstones,
  swim,
  cassandraGossip,
  redisCluster,
  singleCopyRegister,
  paxosRegister,
  paxosRegisterProcesses,
  abdRegister,
  multiPaxosSmr,
  raft,
  raftFigure8,
  raftMembership,
  ewd840,
  peterson,
  bakery,
  lockFreeQueue,
  openraft2080,
  vrStateTransfer,
  kip101,
  kip966,
  natsFsync,
  zookeeper4643,
  epaxosBallot,
  redlock,
  abaStack,
  blockingQueue,
  weave56,
  lseqInterleaving,
];

/**
 * What `gossip` had before messages in flight and updates without end got models of their own, in which every parameter says
 * something. Commands and programs may still say so; what is void of it stays so.
 */
import { choice, type ParameterValue } from "../../src/index.ts";
import { gossipInFlight, lossy, slots } from "../gossip-in-flight/gossip-in-flight.ts";
import { gossipUnending } from "../gossip-unending/gossip-unending.ts";

const updates = choice(["stop", "forever"], { about: "whether versions end, or one node raises its own for ever" });
const transport = choice(["atomic", "in-flight"], {
  about: "whether a contact is one step, or a message sent in one and received in another",
});

type Given = Readonly<
  Record<"nodes" | "versions" | "exchange" | "updates" | "transport" | "slots" | "lossy", ParameterValue>
>;

export const moved = {
  to: [gossipInFlight, gossipUnending],
  parameters: { updates, transport, slots, lossy },
  answer: ({ nodes, versions, exchange, updates, transport, slots, lossy }: Given, mutant: string | null) => {
    if (updates === "forever") return gossipUnending({ nodes, versions, exchange }, mutant);
    return transport === "in-flight" ? gossipInFlight({ nodes, versions, slots, lossy }, mutant) : null;
  },
};

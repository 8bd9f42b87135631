import { anvilNode } from "../support/anvil.ts";
import { describeIncoming } from "./incoming.ts";

describeIncoming("incoming goods on Foundry's anvil", anvilNode);

import { hardhatNode } from "../support/world.ts";
import { describeIncoming } from "./incoming.ts";

describeIncoming("incoming goods on Hardhat's node", hardhatNode);

import { hardhatNode } from "../support/world.ts";
import { describeRoundTrips } from "./suite.ts";

describeRoundTrips("on Hardhat's node", hardhatNode);

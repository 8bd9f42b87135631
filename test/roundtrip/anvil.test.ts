import { anvilNode } from "../support/anvil.ts";
import { describeRoundTrips } from "./suite.ts";

describeRoundTrips("on Foundry's anvil", anvilNode);

import { anvilNode } from "../support/anvil.ts";
import { describeLots } from "./lots.ts";

describeLots("lots on Foundry's anvil", anvilNode);

import { hardhatNode } from "../support/world.ts";
import { describeLots } from "./lots.ts";

describeLots("lots on Hardhat's node", hardhatNode);

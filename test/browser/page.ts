/** What the test's page runs: the SDK as a web application would bundle it. */
import { Wallet } from "ethers";
import * as medtrace from "../../src/index.ts";

Object.assign(globalThis, { medtrace, Wallet });

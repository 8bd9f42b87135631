import { createServer } from "node:net";
import { network } from "hardhat";
import type { JsonRpcServer } from "hardhat/types/network";

const HOST = "127.0.0.1";

/** A local chain that answers at an address. */
export interface LocalChain {
  readonly rpc: string;
  readonly port: number;
  readonly server: JsonRpcServer;
}

/**
 * Starts a Hardhat chain on 127.0.0.1, on the wanted port or, if that is taken, on another.
 *
 * @param wanted - the port
 * @param initialDate - the time of its first block; by default, now
 */
export async function startChain(wanted: number, initialDate?: Date): Promise<LocalChain> {
  const override = initialDate === undefined ? {} : { override: { initialDate } };
  const port = (await isFree(wanted)) ? wanted : 0;
  const server = await network.createServer({ network: "default", ...override }, HOST, port);
  const listening = await server.listen();
  return { rpc: `http://${HOST}:${listening.port}`, port: listening.port, server };
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, HOST, () => probe.close(() => resolve(true)));
  });
}

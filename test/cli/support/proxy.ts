import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

interface RpcRequest {
  readonly id: unknown;
  readonly method: string;
  readonly params?: readonly unknown[];
}

/** What a node says instead of answering; `undefined` where it answers. */
export type Refusal = (request: RpcRequest) => { readonly code: number; readonly message: string } | undefined;

/** A node at an address of its own, which answers as another does, but for what it refuses. */
export async function startProxy(rpc: string, refuses: Refusal) {
  const answer = async (request: RpcRequest): Promise<unknown> => {
    const error = refuses(request);
    if (error !== undefined) return { jsonrpc: "2.0", id: request.id, error };
    const headers = { "content-type": "application/json" };
    return (await fetch(rpc, { method: "POST", headers, body: JSON.stringify(request) })).json();
  };
  const server = createServer(async (incoming, response) => {
    const asked = JSON.parse(await textOf(incoming));
    const answered = Array.isArray(asked) ? await Promise.all(asked.map(answer)) : await answer(asked);
    response.setHeader("content-type", "application/json").end(JSON.stringify(answered));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    rpc: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of incoming.setEncoding("utf8")) text += chunk;
  return text;
}

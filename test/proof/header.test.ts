import { encodeRlp, keccak256 } from "ethers";
import { network } from "hardhat";
import { describe, expect, it } from "vitest";
import type { Hex } from "../../src/history/types.ts";
import { encodeHeader, readHeader } from "../../src/proof/header.ts";

/**
 * Ethereum's main net, block 1 (2015): before every fork that added a field. Its hash is known to everybody.
 */
const FIRST_BLOCK = {
  parentHash: "0xd4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3",
  sha3Uncles: "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347",
  miner: "0x05a56e2d52c817161883f50c441c3228cfe54d9f",
  stateRoot: "0xd67e4d450343046425ae4271474353857ab860dbc0a1dde64b41b5cd3a532bf3",
  transactionsRoot: "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421",
  receiptsRoot: "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421",
  logsBloom: `0x${"00".repeat(256)}`,
  difficulty: "0x3ff800000",
  number: "0x1",
  gasLimit: "0x1388",
  gasUsed: "0x0",
  timestamp: "0x55ba4224",
  extraData: "0x476574682f76312e302e302f6c696e75782f676f312e342e32",
  mixHash: "0x969b900de27b6ac6a67742365dd65f55a0526c41fd18e1b16f1a1215c2e66f59",
  nonce: "0x539bd4979fef1ec4",
  hash: "0x88e96d4537bea4d9c05d12549907b32561d3bf31f45aae734cdc119f13406cb6",
};

describe("encodeHeader", () => {
  it("default: of a block that everybody knows", () => {
    const header = encodeHeader(FIRST_BLOCK) as Hex;
    expect(keccak256(header)).toBe(FIRST_BLOCK.hash);
    expect(readHeader(header)).toEqual({
      block: 1,
      time: 0x55ba4224,
      stateRoot: FIRST_BLOCK.stateRoot,
      hash: FIRST_BLOCK.hash,
    });
  });

  it("behavior: of a node's blocks of today", async () => {
    const connection = await network.create();
    await connection.provider.request({ method: "hardhat_mine", params: ["0x3"] });
    const block = (await connection.provider.request({
      method: "eth_getBlockByNumber",
      params: ["latest", false],
    })) as Record<string, string>;
    expect(keccak256(encodeHeader(block) as Hex)).toBe(block.hash);
    await connection.close();
  });

  it("behavior: nothing where it has another hash, as with a field that is not known", () => {
    expect(encodeHeader({ ...FIRST_BLOCK, gasUsed: "0x1" })).toBeUndefined();
    expect(encodeHeader({ ...FIRST_BLOCK, nonce: undefined })).toBeUndefined();
  });
});

describe("readHeader", () => {
  it("behavior: what is no header is none", () => {
    const fields = Array.from({ length: 15 }, () => "0x");
    const none = [
      "0x",
      "0x80",
      "0xff",
      encodeRlp([]),
      encodeRlp(fields),
      encodeRlp(fields.with(3, `0x${"11".repeat(32)}`).slice(1)),
      encodeRlp(fields.with(3, `0x${"11".repeat(32)}`).with(8, "0x0001")),
      encodeRlp(fields.with(3, `0x${"11".repeat(32)}`).with(11, `0x${"11".repeat(5)}`)),
    ];
    for (const header of none) expect(readHeader(header as Hex)).toBeUndefined();
    const least = encodeRlp(fields.with(3, `0x${"11".repeat(32)}`)) as Hex;
    expect(readHeader(least)).toMatchObject({ block: 0, time: 0 });
  });
});

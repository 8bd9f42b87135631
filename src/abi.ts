/** The contracts' ABIs, typed as they are, for viem, ethers, an indexer or an explorer. Nothing else is loaded with them. */
export { ledgerAbi, lensAbi } from "./generated/abi.ts";

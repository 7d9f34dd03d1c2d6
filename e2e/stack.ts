import { readFileSync } from "node:fs";

/** The portal under test, in the form of the demo's demo.json. */
interface Stack {
  url: string;
  mailUrl: string;
  ingestUrl: string;
  databaseUrl: string;
  signIns: { email: string; password: string; account: string; role: string }[];
  gateways: { name: string; token: string }[];
}

/** Says where it is: `npm test` starts one and names the file; by hand the running demo's will do. */
export function stack(): Stack {
  return JSON.parse(readFileSync(process.env.E2E_ADDRESSES ?? ".data/demo.json", "utf8"));
}

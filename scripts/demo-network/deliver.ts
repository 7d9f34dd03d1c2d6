import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Freeradius } from "../../gateway/freeradius/start";
import type { Packet } from "./packet";

/** Gives packets to Cordon; resolves when they are safe. */
export type Deliver = (packets: readonly Packet[]) => Promise<void>;

/** Posts to the ingest process as a gateway does, again and again until it takes them. */
export function deliverDirectly(ingestUrl: string, token: string): Deliver {
  return async (packets) => {
    for (let wait = 500; ; wait = Math.min(wait * 2, 10_000)) {
      const why = await post(packets).catch((error: Error) => error.message);
      if (!why) return;
      console.error(`Not taken (${why}); trying again.`);
      await sleep(wait);
    }
  };

  async function post(packets: readonly Packet[]): Promise<string | null> {
    const answer = await fetch(`${ingestUrl}/api/radius/accounting`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify(packets),
      signal: AbortSignal.timeout(30_000),
    });
    await answer.arrayBuffer();
    return answer.ok ? null : `status ${answer.status}`;
  }
}

/** Sends over RADIUS to a gateway on this machine, as a NAS does. */
export function deliverByRadius({ radclient }: Freeradius, port: number, secretFile: string): Deliver {
  return async (packets) => {
    const args = ["-q", "-p", "32", "-r", "5", "-t", "2", "-S", secretFile, `127.0.0.1:${port}`, "acct"];
    const child = spawn(radclient, args, { stdio: ["pipe", "ignore", "inherit"] });
    const ended = once(child, "exit");
    child.stdin.end(`${packets.map(asText).join("\n\n")}\n`);
    const [code] = await ended;
    if (code !== 0) console.error("The gateway did not answer all records.");
  };
}

const asText = (packet: Packet) =>
  Object.entries(packet)
    .map(
      ([name, value]) => `${name} = ${/^([\d.]+|[A-Z][\w-]*)$/.test(String(value)) ? value : `"${value}"`}`,
    )
    .join("\n");

import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findFreeradius, freeUdpPort, startGateway } from "../gateway/freeradius/start";
import type { Demo } from "./demo/summary";
import { Attachment } from "./demo-network/attachment";
import { type Deliver, deliverByRadius, deliverDirectly } from "./demo-network/deliver";
import { takeRequests } from "./demo-network/ended-by-nas";
import { history } from "./demo-network/history";
import { bootPacket, type Packet } from "./demo-network/packet";
import { type SignOn, signOnByRadius } from "./demo-network/sign-on";
import { nases, stationOf, strangers } from "./demo-network/station";
import { keep, keptSecret, readKept } from "./kept";
import type { Seeded } from "./seed";
import type { SeededNas } from "./seed/nases";
import { endRequested } from "./signals";
import { exitWith, Stop } from "./step.mjs";

// Keeps the demonstration's devices alive: their network speaks RADIUS accounting to Cordon, through FreeRADIUS where it
// is installed. At the first start it also tells of the month before; later, of the time it was away.

const TICK_MS = 2_000;
const MONTH = 30 * 86_400;

const clock = () => Math.floor(Date.now() / 1000);

function file(variable: string): string {
  const name = process.env[variable];
  if (!name) throw new Stop(`${variable} must name a file that npm run demo writes.`);
  return name;
}

async function main(): Promise<void> {
  const end = endRequested();
  const seededFile = file("SEEDED_FILE");
  const { ingestUrl } = readKept(file("DEMO_FILE")) as Demo;
  const { gateways, network, nases: seededNases = [] } = readKept(seededFile) as Seeded;
  const token = gateways[0]?.token;
  if (!token) throw new Stop(`${seededFile} has no gateway.`);
  const stations = network.map(stationOf);
  const memory = seededFile.replace(/\.json$/, "-network.json");
  const direct = deliverDirectly(ingestUrl, token);

  const began = clock();
  await direct(nases.map((nas) => bootPacket(nas, began)));
  const everybody = [...stations, ...strangers].map((station) => new Attachment(station, began));
  const { deliver, signOn, stop } = await road({
    folder: join(dirname(seededFile), "gateway"),
    ingestUrl,
    token,
    direct,
    everybody,
    seededNases,
  });
  try {
    const told = (readKept(memory) as { until: number } | undefined)?.until ?? 0;
    const past = tellOf(history(stations, Math.max(told, began - MONTH), began), direct, end).then(
      (whole) => {
        if (whole) keep(memory, { until: began });
        return whole;
      },
    );
    for (let round = 0; !end.aborted; round += 1) {
      const now = clock();
      const packets = (await Promise.all(everybody.map((each) => tellOfNow(each, now, signOn)))).filter(
        (packet) => packet !== null,
      );
      if (packets.length > 0) await deliver(packets);
      if (round % 30 === 29 && (await Promise.race([past, false]))) keep(memory, { until: now });
      await sleep(TICK_MS, undefined, { signal: end }).catch(() => undefined);
    }
  } finally {
    await stop();
  }
}

interface Ends {
  folder: string;
  ingestUrl: string;
  token: string;
  direct: Deliver;
  everybody: readonly Attachment[];
  seededNases: readonly SeededNas[];
}

async function road({
  folder,
  ingestUrl,
  token,
  direct,
  everybody,
  seededNases,
}: Ends): Promise<{ deliver: Deliver; signOn: SignOn; stop: () => Promise<void> }> {
  const freeradius = findFreeradius();
  if ("missing" in freeradius) {
    console.log(`${freeradius.missing}: records go to Cordon directly.`);
    return { deliver: direct, signOn: async () => true, stop: async () => undefined };
  }
  const [port, authPort] = [await freeUdpPort(), await freeUdpPort()];
  const secret = keptSecret(join(folder, "secret.json"));
  const secretFile = join(folder, "radclient-secret");
  writeFileSync(secretFile, `${secret}\n`, { mode: 0o600 });
  const gateway = await startGateway(freeradius, { folder, port, authPort, secret, ingestUrl, token });
  console.log(`Records go through FreeRADIUS on port ${port}, devices sign on at port ${authPort}.`);
  const deliver = deliverByRadius(freeradius, port, secretFile);
  const asked = await takeRequests(freeradius, join(folder, "nas"), seededNases, everybody, deliver);
  return {
    deliver,
    signOn: signOnByRadius(authPort, secret),
    async stop() {
      await asked.stop();
      await gateway.stop();
    },
  };
}

/** A session begins only for whom the network lets on. */
async function tellOfNow(attachment: Attachment, now: number, signOn: SignOn): Promise<Packet | null> {
  const packet = attachment.tick(now);
  if (packet?.["Acct-Status-Type"] !== "Start" || (await signOn(attachment.station))) return packet;
  attachment.refused(now);
  return null;
}

/** Tells of the past without keeping the machine from the present. Says whether it came to the end. */
async function tellOf(past: Iterable<Packet[]>, deliver: Deliver, end: AbortSignal): Promise<boolean> {
  let records = 0;
  for (const packets of past) {
    if (end.aborted) return false;
    if (packets.length === 0) continue;
    const began = Date.now();
    await deliver(packets);
    records += packets.length;
    await sleep(Math.min(500, (Date.now() - began) / 2));
  }
  console.log(`Told of the past in ${records} records.`);
  return true;
}

main().then(() => process.exit(0), exitWith);

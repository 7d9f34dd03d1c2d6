import { join } from "node:path";
import type { Freeradius } from "../../gateway/freeradius/start";
import { attributeOf } from "../../gateway/test-nas/asked";
import type { Sessions } from "../../gateway/test-nas/sessions";
import { startTestNas, type TestNas } from "../../gateway/test-nas/start";
import type { SeededNas } from "../seed/nases";
import type { Attachment } from "./attachment";
import type { Deliver } from "./deliver";
import { bootPacket } from "./packet";
import { type Nas, nases } from "./station";

const clock = () => Math.floor(Date.now() / 1000);

/** The sessions of the stations at one NAS. */
function sessionsAt(nas: Nas, everybody: readonly Attachment[], deliver: Deliver): Sessions {
  const here = everybody.filter(({ station }) => station.nas.name === nas.name);
  const find = (id: string) => here.find(({ session }) => session === id);
  return {
    has: (id) => find(id) !== undefined,
    async end(id) {
      const packet = find(id)?.disconnect(clock());
      if (packet) await deliver([packet]);
    },
    async lost() {
      for (const each of here) each.lose(clock());
      await deliver([bootPacket(nas, clock())]);
    },
  };
}

/** Lets the demonstration's NASes be asked to end sessions (RFC 5176), each a FreeRADIUS of its own. */
export async function takeRequests(
  freeradius: Freeradius,
  folder: string,
  seeded: readonly SeededNas[],
  everybody: readonly Attachment[],
  deliver: Deliver,
): Promise<{ stop(): Promise<void> }> {
  const started = await Promise.all(
    nases.map(async (nas): Promise<TestNas[]> => {
      const known = seeded.find(({ name }) => name === nas.name);
      if (!known) return [];
      const { name, secret, port } = known;
      const sessions = sessionsAt(nas, everybody, deliver);
      const stubborn = new Map(
        everybody
          .map((each) => [each, each.station.whenAskedToEnd] as const)
          .filter(([, how]) => how !== "honest"),
      );
      return startTestNas(freeradius, {
        folder: join(folder, name),
        name,
        secret,
        port,
        sessions,
        behaviour: (asked) => {
          const id = attributeOf(asked, "Acct-Session-Id");
          return [...stubborn].find(([{ session }]) => session === id)?.[1] ?? "honest";
        },
      }).then(
        (running) => [running],
        (error: Error) => {
          console.error(`${name} cannot be asked to end sessions: ${error.message}`);
          return [];
        },
      );
    }),
  );
  const running = started.flat();
  console.log(`${running.length} NASes take requests to end sessions.`);
  return { stop: async () => void (await Promise.all(running.map((each) => each.stop()))) };
}

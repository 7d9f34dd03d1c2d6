import { type GatewayNews, recordGatewayNews } from "@/lib/accounting/gateways";
import { log } from "@/lib/kernel/log";

const EVERY = 2_000;
/** For so long the longest wait of a record stands. */
const LAG_SPAN = 60_000;

interface Noted {
  heardAt: Date | null;
  refused: number;
  refusedAddress: string | null;
  waits: { at: number; ms: number }[];
}

const noted = new Map<string, Noted>();

function noteOf(id: string): Noted {
  let note = noted.get(id);
  if (!note) {
    note = { heardAt: null, refused: 0, refusedAddress: null, waits: [] };
    noted.set(id, note);
  }
  return note;
}

export function noteHeard(id: string): void {
  noteOf(id).heardAt = new Date();
}

/** Somebody showed this gateway's token from where the gateway is not. */
export function noteRefused(id: string, address: string | null): void {
  const note = noteOf(id);
  note.refused += 1;
  note.refusedAddress = address;
}

/** How long a record waited between the gateway's disk and here. */
export function noteWait(id: string, ms: number): void {
  const { waits } = noteOf(id);
  const now = Date.now();
  const last = waits.at(-1);
  if (last && now - last.at < EVERY) last.ms = Math.max(last.ms, ms);
  else waits.push({ at: now, ms });
}

function takeNews(): GatewayNews[] {
  const since = Date.now() - LAG_SPAN;
  return [...noted].flatMap(([id, note]) => {
    note.waits = note.waits.filter(({ at }) => at > since);
    const { heardAt, refused, refusedAddress } = note;
    note.heardAt = null;
    note.refused = 0;
    if (heardAt === null && refused === 0) return [];
    const lagMs = note.waits.length > 0 ? Math.max(...note.waits.map(({ ms }) => ms)) : null;
    return [{ id, heardAt, lagMs, refused, refusedAddress }];
  });
}

/** Writes what was noted of gateways every two seconds, apart from what they ask. */
export function startNoting() {
  let writing: Promise<void> = Promise.resolve();
  const write = async () => {
    const news = takeNews();
    if (news.length === 0) return;
    for (const { id, refused, refusedAddress } of news)
      if (refused > 0)
        log.warn(
          { gatewayId: id, address: refusedAddress, refused },
          "a gateway's token came from elsewhere",
        );
    try {
      await recordGatewayNews(news);
    } catch (error) {
      log.warn({ err: error }, "news of gateways were not recorded; they are tried again");
      for (const each of news) noteOf(each.id).refused += each.refused;
    }
  };
  const timer = setInterval(() => {
    writing = writing.then(write);
  }, EVERY);
  return {
    async stop(): Promise<void> {
      clearInterval(timer);
      await writing;
      await write();
    },
  };
}

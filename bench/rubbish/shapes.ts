/** Bodies that no FreeRADIUS posts, and packets that no NAS sends; the same ones for the same seed. */

export type Random = (most: number) => number;

/** mulberry32: whole numbers below most. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return (most) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * most);
  };
}

export interface Asked {
  method: "GET" | "POST";
  path: string;
  body: string | Buffer;
  headers: Record<string, string>;
}

export function rubbish(random: Random) {
  const bytes = (count: number) => Buffer.from(Array.from({ length: count }, () => random(256)));
  const pick = <Each>(...from: readonly Each[]): Each => from[random(from.length)] as Each;
  const text = (value: unknown) => ({ type: "string", value: [value] });
  const hex = (count: number) => `0x${bytes(count).toString("hex")}`;
  const odd = () =>
    pick<unknown>(null, {}, [], 1e308, true, -1, "", "%{md5:x}", "\u0000", [[[]]], "9".repeat(300));

  const packet = (): Record<string, unknown> => ({
    "User-Name": text(bytes(1 + random(40)).toString("latin1")),
    "NAS-Identifier": text("pgw-1"),
    ...(random(2)
      ? { "User-Password": text(bytes(1 + random(140)).toString("latin1")) }
      : { "CHAP-Password": text(hex(random(40))), "CHAP-Challenge": text(hex(random(40))) }),
  });
  const record = (): Record<string, unknown> => ({
    ...packet(),
    "Acct-Status-Type": text(pick("Start", "Interim-Update", "Stop", "Accounting-On", "Failed", odd())),
    "Acct-Session-Id": text(pick<unknown>(String(random(1e6)), odd())),
    "3GPP-IMSI": text(pick<unknown>(`00101${random(1e9)}`, odd())),
    "Acct-Input-Octets": { type: "integer", value: [pick<unknown>(random(2 ** 32), odd())] },
    "Acct-Session-Time": { type: "integer", value: [pick<unknown>(random(1e6), odd())] },
    "Event-Timestamp": { type: "date", value: [pick<unknown>("Oct  9 2026 08:58:20 UTC", odd())] },
  });

  const spoilt = (made: () => Record<string, unknown>): string | Buffer =>
    pick<() => string | Buffer>(
      () => bytes(random(600)),
      () => JSON.stringify(made()),
      () => JSON.stringify(made()).slice(0, random(200)),
      () => JSON.stringify([made(), made()]),
      () => JSON.stringify({ ...made(), "User-Name": odd() }),
      () =>
        JSON.stringify({ ...made(), [pick("Acct-Session-Id", "Acct-Status-Type", "NAS-Identifier")]: odd() }),
      () => JSON.stringify(odd()),
      () => `${'{"a":'.repeat(random(3_000))}1`,
      () => `{"User-Name":"${"\\ud800".repeat(random(200))}","User-Password":"\\u0000"}`,
      () => JSON.stringify(made()).replace(/[a-f]/g, () => String.fromCharCode(random(65_536))),
      () => `{"__proto__":{"User-Name":"x"},"constructor":${JSON.stringify(made())}}`,
      () => "",
    )();

  return {
    bytes,
    /** Mostly for where devices sign on; the other roads as well. */
    ask(token: string): Asked {
      const headers: Record<string, string> = {
        authorization: random(20) ? `Bearer ${token}` : `Bearer ${bytes(random(60)).toString("hex")}`,
        "content-type": pick("application/json", "text/plain", "application/x-www-form-urlencoded"),
      };
      const road = random(20);
      if (road < 13) return { method: "POST", path: "/api/radius/authorize", body: spoilt(packet), headers };
      if (road < 17) return { method: "POST", path: "/api/radius/accounting", body: spoilt(record), headers };
      const query = pick(
        "",
        "?since=",
        `?since=${random(1e9)}`,
        `?since=-1&since=${random(9)}`,
        `?${"a".repeat(random(2_000))}`,
      );
      if (road < 19) return { method: "GET", path: `/api/radius/watch${query}`, body: "", headers };
      return {
        method: pick("GET", "POST"),
        path: `${pick("/metrics", "/", "//", "/api/radius/%00")}${query}`,
        body: "",
        headers,
      };
    },
  };
}

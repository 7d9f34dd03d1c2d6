import "server-only";
import { askIngestDb } from "@/db/ingest";
import { normaliseRange } from "@/lib/access/address-ranges";

const FRESH_FOR = 2_000;

interface Grouped {
  /** by what a NAS calls itself, and by its addresses */
  groupOf: Map<string, string | null>;
  names: Set<string>;
}

let known: { readAt: number; grouped: Promise<Grouped> } | undefined;

/**
 * What a sign-on may be limited to: the names and addresses of the NAS it came through, and the NAS group that this NAS is in.
 * A NAS that merely calls itself by a group's name is not in it. Asked only where a credential is limited, so that others
 * wait for nothing; a change counts within two seconds.
 */
export async function withNasGroup(nas: readonly string[]): Promise<string[]> {
  const { groupOf, names } = await read();
  const found = nas.map(bare).find((name) => groupOf.has(name));
  const group = found === undefined ? null : (groupOf.get(found) ?? null);
  return [...nas.filter((name) => !names.has(name)), ...(group === null ? [] : [group])];
}

/** An address in its one form, whichever way it was written. */
const bare = (name: string) => normaliseRange(name)?.replace(/\/\d+$/, "") ?? name;

function read(): Promise<Grouped> {
  if (!known || Date.now() - known.readAt > FRESH_FOR) {
    const asked = { readAt: Date.now(), grouped: readGrouped() };
    asked.grouped.catch(() => {
      if (known === asked) known = undefined;
    });
    known = asked;
  }
  return known.grouped;
}

async function readGrouped(): Promise<Grouped> {
  const rows = await askIngestDb<{ name: string; addresses: string[]; group: string | null }>({
    name: "authentication-nas-groups",
    text: `select name, addresses, nas_group as "group" from nas`,
  });
  const groupOf = new Map<string, string | null>();
  // what it calls itself counts before what somebody else's address may be
  for (const { addresses, group } of rows) for (const address of addresses) groupOf.set(bare(address), group);
  for (const { name, group } of rows) groupOf.set(bare(name), group);
  return { groupOf, names: new Set(rows.flatMap(({ group }) => group ?? [])) };
}

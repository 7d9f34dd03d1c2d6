import { sql } from "kysely";
import type { AccountReader } from "@/db/scoped";
import { type IdentifierName, identifierNames, writePlainly } from "@/lib/devices/public";
import { invalid } from "@/lib/kernel/errors";

const mostLines = 10_000;
const perStatement = 2_000;

const columnOf = {
  iccid: "iccid",
  imsi: "imsi",
  msisdn: "msisdn",
  imei: "imei",
  eid: "eid",
  devEui: "dev_eui",
  joinEui: null,
} as const satisfies Record<IdentifierName, string | null>;
const searched = identifierNames.filter((name) => columnOf[name] !== null);

export interface MatchedLine {
  line: number;
  text: string;
  result: "found" | "repeated" | "several" | "not_found";
  device: { id: string; label: string } | null;
}

/**
 * Finds the device that each line names, by an identifier of any kind or by its label, among those in the transaction's
 * scope. A line that names several devices names none: an IMEI or a label need not be unique.
 */
export async function matchLines(
  db: AccountReader,
  accountId: string,
  pasted: string,
): Promise<MatchedLine[]> {
  const lines = pasted
    .split(/[\n\r,;\t]+/)
    .map((text, index) => ({ line: index + 1, text: text.trim().slice(0, 200) }))
    .filter(({ text }) => text !== "");
  if (lines.length > mostLines)
    throw invalid(`At most ${mostLines.toLocaleString("en-GB")} lines can be read at once.`, {
      pasted: "Paste it in parts.",
    });
  const found = new Map<string, Map<string, string>>();
  for (let start = 0; start < lines.length; start += perStatement) {
    const texts = lines.slice(start, start + perStatement).map(({ text }) => text);
    for (const device of await findByAny(db, accountId, texts))
      for (const key of device.keys) {
        const devices = found.get(key) ?? new Map<string, string>();
        found.set(key, devices.set(device.id, device.label));
      }
  }
  const taken = new Set<string>();
  return lines.map(({ line, text }) => {
    const matches = new Map(keysOf(text).flatMap((key) => [...(found.get(key) ?? [])]));
    const [match] = matches;
    if (!match) return { line, text, result: "not_found", device: null };
    if (matches.size > 1) return { line, text, result: "several", device: null };
    const [id, label] = match;
    const result = taken.has(id) ? "repeated" : "found";
    taken.add(id);
    return { line, text, result, device: { id, label } };
  });
}

const keysOf = (text: string) => [
  `label ${text.toLowerCase()}`,
  ...searched.map((name) => `${name} ${writePlainly(name, text)}`),
];

async function findByAny(db: AccountReader, accountId: string, texts: readonly string[]) {
  const plainly = (name: IdentifierName) => [...new Set(texts.map((text) => writePlainly(name, text)))];
  const rows = await db
    .selectFrom("device")
    .where("account_id", "=", accountId)
    .where((eb) =>
      eb.or([
        ...searched.map(
          (name) => sql<boolean>`${sql.ref(columnOf[name] ?? "")} = any(${plainly(name)}::text[])`,
        ),
        sql<boolean>`label_key = any(${texts.map((text) => text.toLowerCase())}::text[])`,
      ]),
    )
    .select(["id", "label", "iccid", "imsi", "msisdn", "imei", "eid", "dev_eui as devEui"])
    .execute();
  return rows.map((row) => ({
    id: row.id,
    label: row.label,
    keys: [
      `label ${row.label.toLowerCase()}`,
      ...searched.flatMap((name) => {
        const value = name === "joinEui" ? null : row[name];
        return value ? [`${name} ${value}`] : [];
      }),
    ],
  }));
}

import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type AddressObject, simpleParser } from "mailparser";

export interface Message {
  id: string;
  from: string;
  to: string[];
  subject: string;
  /** When it arrived here. */
  date: string;
  text: string;
  links: string[];
}

export const LINK = /https?:\/\/[^\s<>"'`]+[^\s<>"'`.,;:!?)\]}]/g;

const ID = /^\d{13}-\d{4}$/;
let last = 0;
let sequence = 0;

/** Keeps a mail as it came; the file's name carries when. */
export async function storeMessage(folder: string, raw: Buffer): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const now = Date.now();
  sequence = now === last ? sequence + 1 : 0;
  last = now;
  const file = join(folder, `${now}-${String(sequence).padStart(4, "0")}.eml`);
  await writeFile(`${file}.half`, raw, { mode: 0o600 });
  await rename(`${file}.half`, file);
}

/** Newest first. */
async function messageIds(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const ids = names.flatMap((name) => (name.endsWith(".eml") ? [name.slice(0, -4)] : []));
  return ids
    .filter((id) => ID.test(id))
    .sort()
    .reverse();
}

const parsed = new Map<string, Message>();

export async function readMessage(folder: string, id: string): Promise<Message | undefined> {
  if (!ID.test(id)) return undefined;
  const known = parsed.get(id);
  if (known) return known;
  const raw = await readFile(join(folder, `${id}.eml`)).catch(() => undefined);
  if (!raw) return undefined;
  const mail = await simpleParser(raw, { skipImageLinks: true });
  const text = (mail.text ?? "").trim();
  const message: Message = {
    id,
    from: mail.from?.text ?? "",
    to: addresses(mail.to),
    subject: mail.subject ?? "(no subject)",
    date: new Date(Number(id.slice(0, 13))).toISOString(),
    text,
    links: [...new Set(text.match(LINK) ?? [])],
  };
  parsed.set(id, message);
  return message;
}

export async function readMessages(folder: string, limit: number): Promise<Message[]> {
  const ids = (await messageIds(folder)).slice(0, limit);
  const messages = await Promise.all(ids.map((id) => readMessage(folder, id)));
  return messages.filter((message) => message !== undefined);
}

function addresses(field: AddressObject | AddressObject[] | undefined): string[] {
  return [field ?? []].flat().flatMap(({ value }) => value.flatMap(({ address }) => address ?? []));
}

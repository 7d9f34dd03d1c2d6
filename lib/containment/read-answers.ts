import type { RawAttributes } from "@/lib/containment/containment";
import { errorCauses } from "@/lib/containment/error-causes";

export type Answer =
  | { kind: "ack" | "nak"; errorCause: number | null; attributes: RawAttributes }
  /** why, where more is known than that nothing came */
  | { kind: "none"; why: string | null };

const codes = new Map([
  ...Object.entries(errorCauses).map(([code, { name }]) => [name.toLowerCase(), Number(code)] as const),
  // as FreeRADIUS calls them
  ["residual-context-removed", 201],
  ["proxy-request-not-routable", 502],
  ["proxy-processing-error", 505],
]);

const sent = /^Sent Disconnect-Request Id (\d+) from \S*:(\d+) to /;
const received = /^(?:\(\d+\) )?Received Disconnect-(ACK|NAK) Id (\d+) from \S+ to \S*:(\d+) length/;
const attribute = /^\t([\w.-]+) = (.*)$/;
const secret = /password|secret|authenticator|key/i;

/** A NAS that answers with a flood of attributes fills no database. */
const MOST = 40;

/**
 * What `radclient -x -r 1` says of requests it was given together. It sends each once, in the order they were given in, and names
 * it by identifier and port; once it was answered, another request may leave by the same name. Nothing that does not fit is believed.
 */
export function readAnswers(output: string, requests: number): Answer[] {
  const places = new Map<string, number>();
  const answers: Answer[] = Array.from({ length: requests }, () => ({ kind: "none", why: null }));
  let count = 0;
  let current: { kind: "ack" | "nak"; errorCause: number | null; attributes: RawAttributes } | null = null;
  for (const line of output.split("\n")) {
    const out = sent.exec(line);
    const came = received.exec(line);
    if (out) {
      places.set(`${out[1]} ${out[2]}`, count);
      count += 1;
      current = null;
    } else if (came) {
      const name = `${came[2]} ${came[3]}`;
      const place = places.get(name) ?? -1;
      places.delete(name);
      current = { kind: came[1] === "ACK" ? "ack" : "nak", errorCause: null, attributes: {} };
      if (answers[place]?.kind === "none") answers[place] = current;
    } else if (current) {
      const [, name, value] = attribute.exec(line) ?? [];
      if (name === undefined || value === undefined) current = null;
      else keep(current, name, value);
    }
  }
  return answers;
}

function keep(
  answer: { errorCause: number | null; attributes: RawAttributes },
  name: string,
  printed: string,
): void {
  const value = /^"(.*)"$/.exec(printed)?.[1] ?? printed;
  if (name === "Error-Cause") answer.errorCause ??= codes.get(value.toLowerCase()) ?? (Number(value) || null);
  if (secret.test(name) || Object.keys(answer.attributes).length >= MOST) return;
  const before = answer.attributes[name];
  const shown = value.replaceAll("\0", "").slice(0, 1_000);
  answer.attributes[name] = before === undefined ? shown : [before, shown].flat().slice(0, MOST);
}

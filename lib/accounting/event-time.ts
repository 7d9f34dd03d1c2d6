import { type Attributes, numberOf } from "@/lib/accounting/attributes";
import type { Seconds } from "@/lib/accounting/record";

const AHEAD = 600;
const BEHIND = 400 * 86_400;

/**
 * When what a record tells of happened. A NAS whose clock cannot be right (ahead of ours, or before a year ago, as clocks
 * that start at 1970 are) is taken to speak of now.
 */
export function eventTime(attributes: Attributes, receivedAt: Seconds): Seconds {
  const at =
    numberOf(attributes, "Portal-Event-Epoch") ??
    dateOf(attributes, "Event-Timestamp") ??
    withoutDelay(attributes, receivedAt);
  return at > receivedAt + AHEAD || at < receivedAt - BEHIND ? receivedAt : at;
}

/**
 * A record drained from the gateway's disk carries when it was written there, and a delay to which the gateway has added
 * the time it waited; one that was not drained carries at most the NAS's own delay.
 */
function withoutDelay(attributes: Attributes, receivedAt: Seconds): Seconds {
  const written = dateOf(attributes, "Packet-Original-Timestamp");
  const delay = numberOf(attributes, "Acct-Delay-Time") ?? 0;
  if (written === null || delay >= receivedAt - written) return receivedAt - delay;
  return written - delay;
}

/** FreeRADIUS writes dates as "Oct  9 2025 08:58:20 UTC"; without a zone they are taken as UTC. */
function dateOf(attributes: Attributes, name: string): Seconds | null {
  const number = numberOf(attributes, name);
  if (number !== null) return number;
  const text = attributes.get(name)?.[0];
  if (typeof text !== "string") return null;
  const zoned = /\d\d:\d\d:\d\d$/.test(text.trim()) ? `${text.trim()} UTC` : text;
  const time = Date.parse(zoned);
  return Number.isNaN(time) ? null : Math.floor(time / 1000);
}

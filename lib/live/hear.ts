import "server-only";
import { listen } from "@/db/listen";
import { type LiveMessage, liveChannel } from "@/lib/live/change";

/** Something changed in the account; or, with null, anything may have, because nothing could be heard for a while. */
type Listener = (message: LiveMessage | null) => void;

interface Hearing {
  listeners: Map<string, Set<Listener>>;
  started: boolean;
}

// one per process, also across a development server's reloads
const kept = globalThis as { cordonHearing?: Hearing };
kept.cordonHearing ??= { listeners: new Map(), started: false };
const hearing = kept.cordonHearing;

/** Tells listener what changes in one account from now on. Returns how to stop. */
export function hear(accountId: string, listener: Listener): () => void {
  if (!hearing.started) {
    hearing.started = true;
    void listen(liveChannel, { onNotice: passOn, onReturn: tellEverybody });
  }
  const listeners = hearing.listeners.get(accountId) ?? new Set();
  hearing.listeners.set(accountId, listeners.add(listener));
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) hearing.listeners.delete(accountId);
  };
}

function passOn(payload: string): void {
  const message = JSON.parse(payload) as LiveMessage;
  for (const listener of hearing.listeners.get(message.accountId) ?? []) listener(message);
}

function tellEverybody(): void {
  for (const listeners of hearing.listeners.values()) for (const listener of listeners) listener(null);
}

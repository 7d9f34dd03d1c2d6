import "server-only";
import { randomBytes } from "node:crypto";
import { readAgain } from "@/lib/authentication/find-credentials";
import { isStillGood } from "@/lib/authentication/judge";
import type { Credential } from "@/lib/authentication/sign-on";

/** How long a gateway may go on accepting what it saw accepted, while Cordon does not answer. */
const REMEMBERED_SECONDS = 3_600;
/** It is forgotten there before it is forgotten here, however long an answer is on its way. */
const LONGER_MS = (REMEMBERED_SECONDS + 60) * 1_000;
/** All that gateways may remember is judged anew at every watch, so it is bounded. */
const MOST = 20_000;

interface Remembered {
  accountId: string;
  id: string;
  /** the moment, as this watch counts, before which it was judged */
  moment: number;
  until: number;
  terms: string;
}

interface Withdrawn {
  id: string;
  moment: number;
  until: number;
}

export interface Memory {
  keeper: string;
  moment: number;
  seconds: number;
}

export interface Watched {
  keeper: string;
  moment: number;
  /** since the moment asked for, the oldest first */
  withdrawn: readonly { id: string; moment: number }[];
}

export type Watch = ReturnType<typeof keepWatch>;

/**
 * Watches over what gateways may remember. A gateway asks every second what of it is no longer good; only while it cannot
 * ask does it use its memory, less what was withdrawn. docs/decisions/0019-radius-authentication.md says what that promises.
 */
export function keepWatch(now: () => number = Date.now) {
  /** Another process, or this one after a restart, does not know what was remembered: its name is another. */
  const keeper = randomBytes(8).toString("hex");
  const remembered = new Map<string, Remembered>();
  let withdrawn: Withdrawn[] = [];
  let moment = 1;
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  async function judgeAnew(): Promise<void> {
    const at = now();
    for (const [id, { until }] of remembered) if (until <= at) remembered.delete(id);
    withdrawn = withdrawn.filter((each) => each.until > at);
    const asked = [...remembered.values()];
    if (asked.length === 0) return;
    const found = await readAgain(asked);
    const good = new Map(
      found
        .filter((each) => isStillGood(each, new Date(at)) && each.nasOnly.length === 0)
        .map((each) => [each.id, sayTerms(each)]),
    );
    // what it is bound to and what it is given may change as well: what was accepted before that need not be so now
    const bad = asked.filter(({ id, terms }) => good.get(id) !== terms);
    if (bad.length === 0) return;
    moment += 1;
    for (const { id, moment: judged } of bad) {
      // accepted anew since this question was put: its next answer is in the next one
      if (remembered.get(id)?.moment === judged) remembered.delete(id);
      withdrawn.push({ id, moment, until: at + LONGER_MS });
    }
  }

  /** Those who ask while a judgement runs share the next one: it begins after each of them asked. */
  function judged(): Promise<void> {
    if (!running) {
      running = judgeAnew().finally(() => {
        running = null;
      });
      return running;
    }
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = null;
        return judged();
      });
    return next;
  }

  return {
    /** To be asked for before a credential is read. */
    begin: (): number => moment,
    /**
     * What a gateway may do with an accepted credential, judged after that beginning; null when it must not
     * remember it: its memory does not know from which NAS, and there is an end to what is watched.
     */
    remember(credential: Credential, begun: number): Memory | null {
      const { accountId, id, validUntil, nasOnly } = credential;
      if (nasOnly.length > 0) return null;
      if (!remembered.has(id) && remembered.size >= MOST) return null;
      const at = now();
      const left = validUntil ? Math.floor((validUntil.getTime() - at) / 1_000) : REMEMBERED_SECONDS;
      const seconds = Math.min(REMEMBERED_SECONDS, left);
      if (seconds < 1) return null;
      remembered.set(id, {
        accountId,
        id,
        moment: begun,
        until: at + LONGER_MS,
        terms: sayTerms(credential),
      });
      return { keeper, moment: begun, seconds };
    },
    async ask(since: number): Promise<Watched> {
      await judged();
      return {
        keeper,
        moment,
        withdrawn: withdrawn
          .filter((each) => each.moment > since)
          .map((each) => ({ id: each.id, moment: each.moment })),
      };
    },
  };
}

/** What a gateway's memory would go by: to whom it answers, and what it gives. */
const sayTerms = (each: Credential): string =>
  JSON.stringify([
    each.boundTo.toSorted(),
    each.framedAddress,
    each.framedPool,
    each.filterIds,
    each.sessionTimeout,
    each.idleTimeout,
    each.interimInterval,
  ]);

"use client";

import { unstable_rethrow } from "next/navigation";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import type { WaysToProve } from "@/lib/auth/factors/answers";
import type { VisibleError } from "@/lib/kernel/errors";
import { Banner } from "../ui/banner";
import { Dialog } from "../ui/dialog";
import { ErrorState } from "../ui/error-state";
import { Skeleton } from "../ui/skeleton";
import { TextLink } from "../ui/text-link";
import type { ProofActions } from "./proof-actions";
import { ProvePanel } from "./prove-panel";

/** What alone will do, where not everything does. */
type Only = "key" | "key_or_recovery" | undefined;
type Asked = { only: Only; answer: (proved: boolean) => void };

/** The dialog of the page that is open. Outside of one nobody can be asked, and the refusal stands. */
let raise: ((asked: Asked) => void) | undefined;

const ask = (only?: string) =>
  new Promise<boolean>((answer) =>
    raise
      ? raise({ only: only === "key" || only === "key_or_recovery" ? only : undefined, answer })
      : answer(false),
  );

const noAnswer: VisibleError = {
  code: "unavailable",
  message:
    "The portal did not answer, so it is not known whether anything changed. Look again, then try again.",
};

/** On the way to another page there is no answer; without a network neither, and that has to be said. */
function unanswered(reason: unknown): { ok: false; error: VisibleError } {
  unstable_rethrow(reason);
  return { ok: false, error: noAnswer };
}

type Refusable<Data> = { ok: true; data: Data } | { ok: false; error: VisibleError };

/**
 * Calls a server action, and where it answers that it wants a fresh proof of who this is, asks for one and calls again
 * with what was given. Cancelled, the refusal is the answer.
 */
export function confirmed<Args extends unknown[], Data>(
  action: (...args: Args) => Promise<Refusable<Data>>,
): (...args: Args) => Promise<Refusable<Data>> {
  return async (...args) => {
    for (;;) {
      const answer = await action(...args).catch(unanswered);
      if (answer.ok || answer.error.code !== "step_up_required") return answer;
      if (!(await ask(answer.error.fields?.proof))) return answer;
    }
  };
}

/** Whether somebody proved anew who they are, for pages that show something only then. */
export const proveNow = (): Promise<boolean> => ask();

/** Puts the dialog of confirmed() on every page below. */
export function StepUpProvider({ actions, children }: { actions: ProofActions; children: ReactNode }) {
  const [asked, setAsked] = useState<Asked>();
  useEffect(() => {
    raise = setAsked;
    return () => {
      raise = undefined;
    };
  }, []);
  const finish = useCallback(
    (proved: boolean) => {
      asked?.answer(proved);
      setAsked(undefined);
    },
    [asked],
  );
  const proved = useCallback(() => finish(true), [finish]);
  return (
    <>
      {children}
      <Dialog
        open={asked !== undefined}
        onOpenChange={(open) => !open && finish(false)}
        title="Confirm that it is you"
        description="What you are about to do needs a proof that is less than five minutes old. What you typed stays."
      >
        {asked && <Ask only={asked.only} actions={actions} onProved={proved} />}
      </Dialog>
    </>
  );
}

function Ask({ only, actions, onProved }: { only: Only; actions: ProofActions; onProved: () => void }) {
  const [ways, setWays] = useState<WaysToProve>();
  const [error, setError] = useState<VisibleError>();
  useEffect(() => {
    let gone = false;
    actions.ways().then(
      (answer) => {
        if (gone) return;
        if (answer.ok) setWays(answer.data);
        else setError(answer.error);
      },
      () => setError({ code: "unavailable", message: "The portal did not answer. Try again in a moment." }),
    );
    return () => {
      gone = true;
    };
  }, [actions]);
  if (error) return <ErrorState title={error.message} id={error.id} />;
  if (!ways) return <Skeleton className="h-28 w-full" />;
  if (only === "key" && !ways.key)
    return (
      <Banner tone="warn" title="This needs a security key or passkey">
        Your account asks for one here, because it cannot be tricked out of you. You have none yet:{" "}
        <TextLink href="/you/security/key">add one</TextLink>, then come back.
      </Banner>
    );
  const shown = only
    ? {
        ...ways,
        app: false,
        phones: [],
        password: false,
        recovery: ways.recovery && only === "key_or_recovery",
      }
    : ways;
  return <ProvePanel ways={shown} actions={actions} onProved={onProved} />;
}

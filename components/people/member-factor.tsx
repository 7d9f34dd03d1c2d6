"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { MemberActions } from "@/components/people/people-actions";
import { RequestReset } from "@/components/people/request-reset";
import { RequireFactor } from "@/components/people/require-factor";
import { confirmed } from "@/components/proof/step-up";
import type { OutputOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { ExactTime } from "@/components/ui/exact-time";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import { KeyValues } from "@/components/ui/key-values";
import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { TextLink } from "@/components/ui/text-link";
import type { VisibleError } from "@/lib/kernel/errors";
import type { getMember } from "@/lib/people/get-member";

type Member = OutputOf<typeof getMember>;

/** Which kinds of second factor a member has, in numbers, and the way back for who lost them all. */
export function MemberFactor({
  member,
  actions,
}: {
  member: Member;
  actions: Pick<MemberActions, "requestReset" | "cancelReset" | "requireFactor" | "releaseFactor">;
}) {
  const { account, can } = useViewer();
  const queries = useQueryClient();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<VisibleError>();
  const held = member.secondFactor;
  const waiting = member.waitingReset;
  if (!held) return null;
  const kinds = [
    say(held.apps, "authenticator app", "authenticator apps"),
    say(held.keys, "security key or passkey", "security keys or passkeys"),
    say(held.phones, "phone for codes", "phones for codes"),
  ].filter((words) => words !== null);
  const mayReset = can("factor.reset") && !member.isYou && kinds.length > 0;

  async function cancel() {
    setPending(true);
    const answer = await confirmed(actions.cancelReset)(account.slug, { memberId: member.id });
    setPending(false);
    setError(answer.ok || answer.error.code === "step_up_required" ? undefined : answer.error);
    await queries.invalidateQueries({ queryKey: ["people"] });
  }

  return (
    <Panel
      title="Second factor"
      action={
        <>
          <RequireFactor member={member} actions={actions} />
          {mayReset && (
            <RequestReset member={member} again={waiting !== null} request={actions.requestReset} />
          )}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {error && (
          <FormErrorSummary title="Nothing was changed" errors={[{ message: error.message }]} id={error.id} />
        )}
        {waiting && (
          <Banner
            tone="wait"
            title="A reset waits for this person's confirmation"
            action={
              can("factor.reset") && (
                <Button size="sm" pending={pending} onClick={() => void cancel()}>
                  Cancel the reset
                </Button>
              )
            }
          >
            {waiting.askedBy} asked for it <RelativeTime at={waiting.askedAt} />: “{waiting.reason}”. The
            mailed link works until <ExactTime at={waiting.expiresAt} />.
          </Banner>
        )}
        {member.secondFactorRequired && (
          <p className="text-sm">
            Required of this person, whatever the account asks of others.
            {kinds.length === 0 && " Nothing opens until one is set up."}
          </p>
        )}
        {kinds.length === 0 ? (
          <div className="text-sm">
            <Status tone="warn" wrap>
              {member.secondFactorRequired
                ? "None yet"
                : "None: a password alone opens what this person may do"}
            </Status>
            {member.isYou && (
              <p className="mt-1">
                <TextLink href="/you/security">Set one up</TextLink>
              </p>
            )}
          </div>
        ) : (
          <KeyValues
            items={[
              { label: "Has", value: kinds.join(", ") },
              { label: "Since", value: held.since ? <ExactTime at={held.since} /> : "Not known" },
              {
                label: "Recovery codes",
                value: held.recoveryCodes === 0 ? "None left" : `${held.recoveryCodes} left`,
              },
            ]}
          />
        )}
      </div>
    </Panel>
  );
}

const say = (count: number, one: string, many: string) =>
  count === 0 ? null : `${count} ${count === 1 ? one : many}`;

"use client";

import { useEffect, useState } from "react";
import type { PhoneChannel } from "@/lib/auth/factors/answers";
import type { Delivery } from "@/lib/auth/factors/read-delivery";
import { Status } from "../ui/status";
import type { EnrolActions } from "./enrol-actions";

const LOOK_EVERY_MS = 2_000;
const LOOK_FOR_MS = 120_000;

/** Where a code is on its way, as far as that is known: the carrier took it, or did not. Whether it arrived, nobody tells us. */
export function DeliveryState({
  hint,
  channel,
  read,
}: {
  hint: string;
  channel: PhoneChannel;
  read: EnrolActions["readDelivery"];
}) {
  const [delivery, setDelivery] = useState<Delivery>("waiting");

  useEffect(() => {
    if (delivery !== "waiting") return;
    const until = Date.now() + LOOK_FOR_MS;
    let timer = setTimeout(look, LOOK_EVERY_MS);
    async function look() {
      const answer = await read().catch(() => null);
      if (answer?.ok) setDelivery(answer.data);
      if (Date.now() < until) timer = setTimeout(look, LOOK_EVERY_MS);
    }
    return () => clearTimeout(timer);
  }, [delivery, read]);

  const what = channel === "call" ? "call" : "text message";
  return (
    <div role="status" className="rounded-lg border border-line bg-canvas px-3 py-2.5 text-sm">
      {delivery === "sent" ? (
        <Status tone="ok" detail={`for the number ending in ${digits(hint)}`}>
          The carrier took the {what}
        </Status>
      ) : delivery === "failed" ? (
        <div>
          <Status tone="bad">The carrier refused the {what}</Status>
          <p className="mt-1 text-ink-muted">
            Check the number, send it the other way, or choose an app instead.
          </p>
        </div>
      ) : delivery === "waiting" ? (
        <Status tone="wait" moving detail={`to the number ending in ${digits(hint)}`}>
          The {what} is not yet accepted by the carrier
        </Status>
      ) : (
        <Status tone="quiet">This code is no longer open. Send another one.</Status>
      )}
    </div>
  );
}

const digits = (hint: string) => hint.replace("…", "");

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
      {delivery === "sent" && <Status tone="ok">The carrier took the {what}</Status>}
      {delivery === "failed" && <Status tone="bad">The carrier refused the {what}</Status>}
      {delivery === "waiting" && (
        <Status tone="wait" moving>
          Not yet accepted by the carrier
        </Status>
      )}
      {delivery === null && <Status tone="quiet">This code is no longer open</Status>}
      <p className="mt-0.5 text-ink-muted">
        {delivery === "failed"
          ? "Check the number, ask for it the other way, or add an app instead."
          : delivery === null
            ? "Send another one."
            : `${channel === "call" ? "Call to" : "Text message to"} the number ending in ${hint.replace("…", "")}.`}
      </p>
    </div>
  );
}

"use client";

import { ShieldBan, ShieldCheck } from "lucide-react";
import type { ContainmentSummary } from "@/lib/containment/containment";
import type { DeviceContainment as Found } from "@/lib/containment/get-containment";
import type { retryDisconnect } from "@/lib/containment/retry-disconnect";
import { useDevice } from "../devices/device-provider";
import type { ActionOf } from "../shell/operation-types";
import { EmptyState } from "../ui/empty-state";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { Status } from "../ui/status";
import { causeWords, statusWords } from "./containment-words";
import { CurrentContainment } from "./current-containment";
import { useContainment } from "./use-containment";

/** A device's containment as it is now, and the ones before. */
export function DeviceContainment({
  first,
  retry,
}: {
  first: Found;
  retry: ActionOf<typeof retryDisconnect>;
}) {
  const device = useDevice();
  const { data = first } = useContainment(device.id, first);
  const { current, past } = data;
  return (
    <div className="flex flex-col gap-5">
      {current ? (
        <CurrentContainment containment={current} retry={retry} />
      ) : (
        <EmptyState
          icon={device.state === "active" ? <ShieldCheck /> : <ShieldBan />}
          title={
            device.state === "active"
              ? "Nothing keeps this device off the network"
              : "Nothing was asked of the network"
          }
        >
          {device.state !== "active" && "The network refuses the device, because it is not active. "}
          When it is isolated, suspended or terminated, what the network shows of it stands here.
        </EmptyState>
      )}
      {past.length > 0 && (
        <Panel title="Before" flush>
          <ul className="divide-y divide-line text-sm">
            {past.map((each) => (
              <Past key={each.id} containment={each} />
            ))}
          </ul>
        </Panel>
      )}
    </div>
  );
}

function Past({ containment: each }: { containment: ContainmentSummary }) {
  const { tone, word } = statusWords[each.status];
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 px-4 py-2.5">
      <span className="min-w-0 flex-1 basis-60">
        {causeWords[each.cause]} by {each.askedBy} <RelativeTime at={each.askedAt} />
        {each.reason && <span className="block text-ink-muted">“{each.reason}”</span>}
      </span>
      <span className="text-ink-muted">
        {each.sessions} {each.sessions === 1 ? "session" : "sessions"} to end
        {each.signOnsRefused > 0 && `, ${each.signOnsRefused.toLocaleString("en-GB")} sign-ons refused`}
      </span>
      <Status
        tone={tone}
        detail={
          each.closedAt && (
            <>
              {each.status === "released" && each.closedBy && `by ${each.closedBy} `}
              <RelativeTime at={each.closedAt} />
            </>
          )
        }
      >
        {word}
      </Status>
    </li>
  );
}

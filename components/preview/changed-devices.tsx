"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useState } from "react";
import { useDebounced } from "@/components/devices/use-debounced";
import type { Draft } from "@/components/preview/ask-preview";
import { postJson } from "@/components/shell/fetch-json";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import type { PersonChange } from "@/lib/preview/describe-change";
import type { ToldDevice } from "@/lib/preview/list-devices";

type Which = "after" | "added" | "removed";
const say = (count: number) => count.toLocaleString("en-GB");

/** How many devices before and after, which ones come and go, to be searched like any list. */
export function ChangedDevices({ draft, devices }: { draft: Draft; devices: PersonChange["devices"] }) {
  const { before, after, added, removed, partly } = devices;
  const [chosen, setChosen] = useState<Which>();
  const which = chosen ?? (removed > 0 && added === 0 ? "removed" : "after");
  // where all of them come, or all of them go, there is nothing to choose
  const different = (added > 0 && added < after) || (removed > 0 && after > 0);
  return (
    <section aria-label="Devices" className="flex flex-col gap-2 text-sm">
      <p>
        <span className="font-semibold text-lg tabular-nums">
          {before === after && added === 0 ? (
            <>
              {say(after)} {after === 1 ? "device" : "devices"}
            </>
          ) : (
            <>
              <span className="sr-only">From </span>
              {say(before)} <span aria-hidden="true">→</span>
              <span className="sr-only"> to </span> {say(after)} {after === 1 ? "device" : "devices"}
            </>
          )}
        </span>{" "}
        {added > 0 && <span className="text-ok tabular-nums">+{say(added)}</span>}{" "}
        {removed > 0 && <span className="text-bad tabular-nums">−{say(removed)}</span>}
        {added + removed === 0 && <span className="text-ink-muted">no change</span>}
      </p>
      {partly && <p className="text-ink-muted">Only those that you see yourself are counted here.</p>}
      {before + after > 0 && (
        <>
          {different && (
            <Segmented
              label="Which devices"
              className="self-start"
              options={[
                { value: "after" as const, label: `All after ${say(after)}` },
                ...(added > 0 ? [{ value: "added" as const, label: `Added ${say(added)}` }] : []),
                ...(removed > 0 ? [{ value: "removed" as const, label: `Removed ${say(removed)}` }] : []),
              ]}
              value={which}
              onValueChange={setChosen}
            />
          )}
          <DeviceList draft={draft} which={which} />
        </>
      )}
    </section>
  );
}

interface Page {
  list: { devices: ToldDevice[]; next: string | null } | null;
}

function DeviceList({ draft, which }: { draft: Draft; which: Which }) {
  const { account } = useViewer();
  const [typed, setTyped] = useState("");
  const q = useDebounced(typed.trim(), 200);
  const input = useDebounced(JSON.stringify(draft.input), 150);
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage, isPending } = useInfiniteQuery({
    queryKey: ["people", "draft devices", account.id, draft.of, input, which, q],
    queryFn: ({ pageParam, signal }) =>
      postJson<Page>(
        `/api/accounts/${account.slug}/previews/${draft.of}`,
        { ...JSON.parse(input), list: { which, q, ...(pageParam && { cursor: pageParam }) } },
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.list?.next ?? null,
    placeholderData: (before) => before,
    gcTime: 0,
    retry: false,
  });
  const devices = data?.pages.flatMap((page) => page.list?.devices ?? []) ?? [];
  return (
    <div className="flex flex-col gap-2">
      <Input
        type="search"
        aria-label="Search these devices"
        placeholder="Label or identifier"
        prefix={<Search />}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {isPending ? (
        <Skeleton className="h-24 w-full" />
      ) : devices.length === 0 ? (
        <p className="text-ink-muted">{q === "" ? "None." : `None begins with “${q}”.`}</p>
      ) : (
        <section
          aria-label="Devices found"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it is reached by keyboard
          tabIndex={0}
          className="max-h-56 overflow-y-auto rounded-lg border border-line"
        >
          <ul className="divide-y divide-line">
            {devices.map((device) => (
              <li key={device.id} className="flex justify-between gap-3 px-3 py-1.5">
                <span className="min-w-0 truncate">{device.label}</span>
                <span className="text-ink-muted">{device.state.replace("_", " ")}</span>
              </li>
            ))}
          </ul>
          {hasNextPage && (
            <div className="border-line border-t p-1.5">
              <Button
                size="sm"
                variant="ghost"
                pending={isFetchingNextPage}
                onClick={() => void fetchNextPage()}
              >
                Show more
              </Button>
            </div>
          )}
        </section>
      )}
    </div>
  );
}

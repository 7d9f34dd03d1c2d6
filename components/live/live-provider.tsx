"use client";

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { createContext, type ReactNode, use, useEffect, useState, useTransition } from "react";
import type { LiveEvent } from "@/lib/live/filter";
import type { LiveStateName } from "../shell/live-state";
import { openStream } from "./open-stream";

const State = createContext<LiveStateName>("catching-up");

/** Whether what the page shows is kept up to date. */
export function useLiveState(): LiveStateName {
  return use(State);
}

const AccessChanges = createContext(0);

/** Grows whenever what people may do here changed. */
export function useAccessChanges(): number {
  return use(AccessChanges);
}

/** Keeps the lists of an account's pages fresh: each change makes the queries of its topic ask again. */
export function LiveProvider({ account, children }: { account: string; children: ReactNode }) {
  const client = useQueryClient();
  const router = useRouter();
  const [state, setState] = useState<LiveStateName>("catching-up");
  const [accessChanges, setAccessChanges] = useState(0);
  const [refreshing, startRefresh] = useTransition();

  // the page comes first: what it no longer holds need not ask, and be refused
  useEffect(() => {
    if (accessChanges > 0 && !refreshing) void client.invalidateQueries();
  }, [accessChanges, refreshing, client]);

  useEffect(() => {
    const waiting = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      timer = undefined;
      for (const key of waiting) void client.invalidateQueries({ queryKey: JSON.parse(key) });
      waiting.clear();
    };
    const stop = openStream(account, {
      onState: setState,
      onResync: () => void catchUp(client).then(() => setState("connected")),
      onEnd: () => router.refresh(),
      onChange(event) {
        if (event.topic === "access") {
          setAccessChanges((changes) => changes + 1);
          startRefresh(() => router.refresh());
          return;
        }
        for (const key of keysOf(event)) waiting.add(JSON.stringify(key));
        timer ??= setTimeout(flush, 1_000);
      },
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [account, client, router]);

  return (
    <State value={state}>
      <AccessChanges value={accessChanges}>{children}</AccessChanges>
    </State>
  );
}

/** Whatever was missed: everything on the page asks again. */
function catchUp(client: QueryClient): Promise<void> {
  return client.invalidateQueries();
}

function keysOf(event: LiveEvent): string[][] {
  switch (event.topic) {
    case "devices":
      return [["devices"], ["overview"], ["groups"]];
    case "groups":
      return [["groups"], ["devices"], ["activity"]];
    case "bulk_action":
      return [
        ["bulk_action", event.id],
        ["bulk_action", "list"],
      ];
    default:
      return [[event.topic], ["activity"]];
  }
}

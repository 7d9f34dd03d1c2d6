"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { fetchJson } from "../shell/fetch-json";
import { useViewer } from "../shell/viewer";

/** What happened to a device, the newest first, as far back as somebody asks. */
export function useOlder<Page extends { next: string | null }>(
  deviceId: string,
  what: "sessions" | "history",
) {
  const { account } = useViewer();
  return useInfiniteQuery({
    queryKey: ["devices", what, account.id, deviceId],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<Page>(
        `/api/accounts/${account.slug}/devices/${what}`,
        { deviceId, cursor: pageParam },
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
}

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDebounced } from "@/components/devices/use-debounced";
import { postJson } from "@/components/shell/fetch-json";
import { useViewer } from "@/components/shell/viewer";

/** Which draft is looked at, and what it holds: as the operation behind it takes it. */
export interface Draft {
  of: "grant" | "invitation" | "role" | "move";
  input: Record<string, unknown>;
}

/** What a draft would come to, asked again whenever it changes; the last answer stays until then. null: nothing to ask yet. */
export function usePreview<Answer extends object>(draft: Draft | null, list?: Record<string, unknown>) {
  const { account } = useViewer();
  const asked = useDebounced(draft && JSON.stringify({ ...draft.input, ...(list && { list }) }), 150);
  return useQuery({
    queryKey: ["people", "draft", account.id, draft?.of, asked],
    queryFn: ({ signal }) =>
      postJson<Answer>(
        `/api/accounts/${account.slug}/previews/${draft?.of}`,
        JSON.parse(asked ?? "{}"),
        signal,
      ),
    enabled: draft !== null && asked !== null,
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });
}

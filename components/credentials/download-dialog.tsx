"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { DownloadForm } from "@/components/credentials/download-form";
import { DownloadReady } from "@/components/credentials/download-ready";
import { confirmed } from "@/components/proof/step-up";
import { AnswerError } from "@/components/shell/fetch-json";
import type { ActionOf, OutputOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import type { prepareDownload, previewDownload } from "@/lib/credentials/prepare-download";
import type { DeviceFilterInput } from "@/lib/devices/device-filters";
import type { VisibleError } from "@/lib/kernel/errors";

export interface DownloadActions {
  foresee: ActionOf<typeof previewDownload>;
  prepare: ActionOf<typeof prepareDownload>;
}

export type DownloadWhat =
  | { deviceIds: string[] }
  | { matching: DeviceFilterInput }
  | { bulkActionId: string };

type Promised = OutputOf<typeof prepareDownload>;
type Asked = Omit<Parameters<DownloadActions["prepare"]>[1], "what">;

/** Asks how and why, then shows the passphrase and lets the file be fetched, once. Both are kept nowhere but in this dialog. */
export function DownloadDialog({
  what: given,
  chooseGroup,
  actions,
  onClose,
}: {
  what: DownloadWhat;
  /** all devices are meant, or those of a group that is chosen here */
  chooseGroup?: boolean;
  actions: DownloadActions;
  onClose: () => void;
}) {
  const { account } = useViewer();
  const queries = useQueryClient();
  const [group, setGroup] = useState<{ id: string; name: string } | null>(null);
  const [promised, setPromised] = useState<Promised>();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<VisibleError>();
  const what = group ? { matching: { group: group.id } } : given;
  const foreseen = useQuery({
    queryKey: ["devices", "download", account.id, what],
    queryFn: async () => {
      const answer = await actions.foresee(account.slug, { what });
      if (answer.ok) return answer.data;
      throw new AnswerError(answer.error);
    },
    gcTime: 0,
    retry: false,
  });

  async function prepare(asked: Asked) {
    setPending(true);
    const answer = await confirmed(actions.prepare)(account.slug, { what, ...asked });
    setPending(false);
    setError(answer.ok ? undefined : answer.error);
    if (answer.ok) setPromised(answer.data);
  }

  function again() {
    setPromised(undefined);
    void queries.invalidateQueries({ queryKey: ["devices"] });
  }

  if (promised) return <DownloadReady promised={promised} onAgain={again} onClose={onClose} />;
  const failed = foreseen.error instanceof AnswerError ? foreseen.error.visible : undefined;
  return (
    <DownloadForm
      foreseen={foreseen.data}
      group={chooseGroup ? { chosen: group, choose: setGroup } : undefined}
      pending={pending}
      error={error ?? failed}
      onPrepare={(asked) => void prepare(asked)}
      onClose={onClose}
    />
  );
}

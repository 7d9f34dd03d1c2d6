"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { fetchFile } from "@/components/credentials/fetch-file";
import { confirmed } from "@/components/proof/step-up";
import { useViewer } from "@/components/shell/viewer";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { ExactTime } from "@/components/ui/exact-time";
import type { VisibleError } from "@/lib/kernel/errors";

interface Promised {
  id: string;
  passphrase: string | null;
  total: number;
  expiresAt: string;
}

/** The passphrase, the one click that fetches the file, and how it is opened. */
export function DownloadReady({
  promised,
  onAgain,
  onClose,
}: {
  promised: Promised;
  onAgain: () => void;
  onClose: () => void;
}) {
  const { account } = useViewer();
  const queries = useQueryClient();
  const [pending, setPending] = useState(false);
  const [name, setName] = useState<string>();
  const [error, setError] = useState<VisibleError>();
  const { passphrase, total } = promised;

  async function fetchIt() {
    setPending(true);
    const answer = await confirmed(fetchFile)(account.slug, { downloadId: promised.id, passphrase });
    setPending(false);
    if (answer.ok) setName(answer.data.name);
    else setError(answer.error);
    await queries.invalidateQueries({ queryKey: ["devices"] });
  }

  const count = `${total.toLocaleString("en-GB")} ${total === 1 ? "credential" : "credentials"}`;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="md"
      title={name ? "The file was fetched" : `A file of ${count} is ready`}
      description={
        name ? (
          "It cannot be fetched again. The passphrase is gone when you close this."
        ) : (
          <>
            Once, until <ExactTime at={promised.expiresAt} />, by you in this session.
          </>
        )
      }
      footer={
        error ? (
          <>
            <Button variant="ghost" onClick={onClose}>
              Close
            </Button>
            <Button variant="primary" onClick={onAgain}>
              Make a new file
            </Button>
          </>
        ) : name ? (
          <Button onClick={onClose}>Close</Button>
        ) : (
          <>
            <Button variant="ghost" onClick={onClose}>
              Cancel
            </Button>
            <Button variant="primary" pending={pending} onClick={() => void fetchIt()}>
              Download
            </Button>
          </>
        )
      }
    >
      <div className="flex flex-col gap-4 text-sm">
        {error && (
          <Banner tone="bad" title="There is no whole file" live>
            {error.message}
          </Banner>
        )}
        {passphrase && !error && (
          <div>
            <p className="font-medium">Passphrase, shown only now</p>
            <div className="mt-1 flex flex-wrap items-center gap-2">
              <code className="identifier break-all rounded-md border border-line bg-surface px-2 py-1">
                {passphrase}
              </code>
              <CopyButton size="sm" text={passphrase} aria-label="Copy the passphrase" />
            </div>
            <p className="mt-1 text-ink-muted">Send it by another way than the file.</p>
          </div>
        )}
        {!error && (
          <div>
            <p className="font-medium">How it is opened</p>
            {name && (
              <code className="identifier mt-1 block break-all rounded-md border border-line bg-surface px-2 py-1">
                {`age -d ${passphrase ? "" : "-i key.txt "}-o ${name.replace(/\.age$/, "")} ${name}`}
              </code>
            )}
            <p className="mt-1 text-ink-muted">
              With the program age, which is in the packages of most systems. The open file holds passwords:
              keep it no longer than needed.
            </p>
          </div>
        )}
      </div>
    </Dialog>
  );
}

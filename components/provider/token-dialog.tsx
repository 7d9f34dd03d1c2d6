"use client";

import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { Dialog } from "../ui/dialog";

export interface ShownToken {
  name: string;
  token: string;
}

/** A gateway's token, the one time it can be seen. */
export function TokenDialog({ token, onClose }: { token: ShownToken | undefined; onClose: () => void }) {
  if (!token) return null;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="md"
      title={`The token of ${token.name}`}
      footer={
        <Button variant="primary" onClick={onClose}>
          I have kept it
        </Button>
      }
    >
      <Banner tone="warn" title="It is shown this once.">
        Only its fingerprint is stored. If it is lost, renew it.
      </Banner>
      <div className="flex items-center gap-2">
        <code className="identifier min-w-0 flex-1 break-all rounded-md border border-line bg-sunken px-3 py-2 text-sm">
          {token.token}
        </code>
        <CopyButton text={token.token} />
      </div>
    </Dialog>
  );
}

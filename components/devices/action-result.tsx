"use client";

import { X } from "lucide-react";
import { useViewer } from "../shell/viewer";
import { Banner } from "../ui/banner";
import { IconButton } from "../ui/icon-button";
import { TextLink } from "../ui/text-link";

export interface Done {
  title: string;
  detail?: string;
}

/** What became of it, where it was asked, and where it is recorded for those who may look there. */
export function ActionResultBanner({
  done,
  deviceId,
  onDismiss,
}: {
  done: Done;
  deviceId: string;
  onDismiss: () => void;
}) {
  const { account, can } = useViewer();
  return (
    <Banner
      tone="ok"
      live
      title={done.title}
      action={
        <>
          {can("audit.view") && (
            <TextLink href={`/${account.slug}/activity?target=${deviceId}`} className="text-sm">
              See it in the activity log
            </TextLink>
          )}
          <IconButton label="Dismiss" icon={<X />} onClick={onDismiss} />
        </>
      }
    >
      {done.detail}
    </Banner>
  );
}

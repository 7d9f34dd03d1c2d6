"use client";

import { Smartphone } from "lucide-react";
import type { AppEnrolment } from "@/lib/auth/factors/answers";
import { buttonClass } from "../ui/button-class";
import { CopyButton } from "../ui/copy-button";
import { Skeleton } from "../ui/skeleton";
import { QrCode } from "./qr-code";

const frame =
  "flex flex-col gap-5 rounded-lg border border-line bg-canvas p-4 sm:flex-row sm:items-center sm:gap-6";

/** What the app must be told: as a picture to scan, and in words to type. */
export function AppSecret({ enrolment, email }: { enrolment: AppEnrolment; email: string }) {
  return (
    <div className={frame}>
      <QrCode svg={enrolment.svg} label="QR code for your authenticator app" />
      <div className="flex min-w-0 flex-1 flex-col gap-3 text-sm">
        <div>
          <p className="font-medium">Cannot scan?</p>
          <p className="text-ink-muted">Type this key into the app, or copy it. Choose “time-based”.</p>
        </div>
        <div>
          <p className="text-ink-muted text-xs">Key</p>
          <p className="identifier mt-0.5 text-base leading-relaxed tracking-wide!" data-testid="app-key">
            {enrolment.key.split(" ").map((group, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: groups of one key keep their order
              <span key={index} className="mr-2.5 inline-block">
                {group}
              </span>
            ))}
          </p>
        </div>
        <div>
          <p className="text-ink-muted text-xs">Account</p>
          <p className="mt-0.5 break-words">{email}</p>
        </div>
        <div className="flex flex-wrap gap-2">
          <CopyButton size="sm" text={enrolment.key.replaceAll(" ", "")}>
            Copy the key
          </CopyButton>
          <a href={enrolment.uri} className={buttonClass("secondary", "sm", "pointer-fine:hidden")}>
            <Smartphone />
            Open in an app here
          </a>
        </div>
      </div>
    </div>
  );
}

export function AppSecretSkeleton() {
  return (
    <div className={frame} aria-busy="true">
      <Skeleton className="size-[13.125rem]" />
      <div className="flex flex-1 flex-col gap-3">
        <Skeleton className="h-5 w-32" />
        <Skeleton className="h-12 w-full" />
        <Skeleton className="h-7 w-24" />
      </div>
      <span role="status" className="sr-only">
        Making a key for your app
      </span>
    </div>
  );
}

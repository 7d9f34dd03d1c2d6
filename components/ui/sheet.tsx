"use client";

import clsx from "clsx";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "./button";
import { useReturnFocus } from "./return-focus";

/** A panel at the side: a quick look from a list without losing the place. */
export function Sheet({
  trigger,
  open,
  onOpenChange,
  title,
  description,
  side = "right",
  footer,
  bare,
  children,
}: {
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  side?: "left" | "right";
  footer?: ReactNode;
  /** The title is only heard; the content draws everything. */
  bare?: boolean;
  children: ReactNode;
}) {
  const focus = useReturnFocus();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-overlay" />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          onOpenAutoFocus={focus.remember}
          onCloseAutoFocus={focus.giveBack}
          className={clsx(
            "fixed inset-y-0 z-40 flex w-full flex-col bg-raised shadow-overlay outline-none",
            side === "right" ? "right-0 max-w-md animate-from-right" : "left-0 max-w-72 animate-from-left",
          )}
        >
          {bare ? (
            <Radix.Title className="sr-only">{title}</Radix.Title>
          ) : (
            <header className="flex items-start gap-4 border-line border-b px-5 py-3">
              <div className="min-w-0 flex-1 py-0.5">
                <Radix.Title className="truncate font-semibold text-lg">{title}</Radix.Title>
                {description && (
                  <Radix.Description className="text-ink-muted text-sm">{description}</Radix.Description>
                )}
              </div>
              <Radix.Close asChild>
                <Button variant="ghost" size="icon-sm" aria-label="Close" icon={<X />} className="-mr-2" />
              </Radix.Close>
            </header>
          )}
          <div className={clsx("min-h-0 flex-1 overflow-y-auto", !bare && "p-5")}>{children}</div>
          {footer && (
            <footer className="flex flex-wrap justify-end gap-2 border-line border-t px-5 py-3">
              {footer}
            </footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

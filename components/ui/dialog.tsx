"use client";

import clsx from "clsx";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "./button";
import { useReturnFocus } from "./return-focus";

export type DialogProps = {
  /** A button. Leave it out when `open` is kept outside. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons, the decisive one last. */
  footer?: ReactNode;
  size?: "sm" | "md" | "lg";
  children?: ReactNode;
};

const widths = { sm: "max-w-md", md: "max-w-xl", lg: "max-w-3xl" };

export function Dialog({
  trigger,
  open,
  onOpenChange,
  title,
  description,
  footer,
  size = "sm",
  children,
}: DialogProps) {
  const focus = useReturnFocus();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 grid animate-appear place-items-end overflow-y-auto bg-overlay sm:place-items-center sm:p-6">
          <Radix.Content
            {...(description ? {} : { "aria-describedby": undefined })}
            onOpenAutoFocus={(event) => {
              focus.remember();
              focusFirstField(event);
            }}
            onCloseAutoFocus={focus.giveBack}
            className={clsx(
              "relative flex max-h-[92dvh] w-full animate-rise flex-col rounded-t-xl bg-raised shadow-overlay sm:rounded-xl",
              widths[size],
            )}
          >
            <header className="flex items-start gap-4 px-5 pt-4">
              <div className="min-w-0 flex-1 py-0.5">
                <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
                {description && (
                  <Radix.Description className="mt-1 text-ink-muted text-sm">{description}</Radix.Description>
                )}
              </div>
              <Radix.Close asChild>
                <Button variant="ghost" size="icon-sm" aria-label="Close" icon={<X />} className="-mr-2" />
              </Radix.Close>
            </header>
            <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-5 py-4">{children}</div>
            {footer && (
              <footer className="flex flex-wrap justify-end gap-2 border-line border-t px-5 py-3">
                {footer}
              </footer>
            )}
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Wraps a button that closes the dialog around it. */
export function DialogClose({ children }: { children: ReactNode }) {
  return <Radix.Close asChild>{children}</Radix.Close>;
}

/** What one came to type, rather than the cross in the corner. A phone would open its keyboard over the dialog. */
function focusFirstField(event: Event) {
  if (!(event.currentTarget instanceof HTMLElement) || matchMedia("(pointer: coarse)").matches) return;
  const field = event.currentTarget.querySelector<HTMLElement>("input:not([type=hidden]), textarea");
  if (!field) return;
  event.preventDefault();
  field.focus();
}

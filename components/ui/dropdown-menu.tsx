"use client";

import clsx from "clsx";
import { Check } from "lucide-react";
import Link from "next/link";
import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";

const item =
  "flex min-h-control-sm w-full select-none items-center gap-2 rounded-md px-2 py-1 text-left text-sm outline-none data-disabled:text-ink-faint data-highlighted:bg-hover";

export function DropdownMenu({
  trigger,
  align = "end",
  side,
  className,
  children,
}: {
  trigger: ReactNode;
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
  className?: string;
  children: ReactNode;
}) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className={clsx(
            "z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 max-w-[calc(100vw-1rem)] animate-drop overflow-y-auto rounded-lg bg-raised p-1 shadow-overlay",
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** With `href` a link, otherwise something to do. */
export function MenuItem({
  icon,
  hint,
  href,
  danger,
  children,
  ...rest
}: Omit<ComponentProps<typeof Radix.Item>, "className"> & {
  icon?: ReactNode;
  hint?: ReactNode;
  href?: string;
  danger?: boolean;
}) {
  const content = (
    <>
      {icon && <span className={clsx("flex", danger ? "text-bad-mark" : "text-ink-faint")}>{icon}</span>}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {hint && <span className="text-ink-muted text-xs">{hint}</span>}
    </>
  );
  return (
    <Radix.Item {...rest} asChild={Boolean(href)} className={clsx(item, danger && "text-bad")}>
      {href ? <Link href={href}>{content}</Link> : content}
    </Radix.Item>
  );
}

export function MenuChoice({
  value,
  options,
  onValueChange,
}: {
  value: string;
  options: { value: string; label: string; icon?: ReactNode }[];
  onValueChange: (value: string) => void;
}) {
  return (
    <Radix.RadioGroup value={value} onValueChange={onValueChange}>
      {options.map((option) => (
        <Radix.RadioItem key={option.value} value={option.value} className={item}>
          {option.icon && <span className="flex text-ink-faint">{option.icon}</span>}
          <span className="flex-1">{option.label}</span>
          <Radix.ItemIndicator className="text-accent">
            <Check />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return (
    <Radix.Label className="px-2 pt-1.5 pb-1 font-medium text-ink-muted text-xs">{children}</Radix.Label>
  );
}

export function MenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}

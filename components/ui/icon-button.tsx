"use client";

import type { ReactNode } from "react";
import { Button, type ButtonProps } from "./button";
import { Tooltip } from "./tooltip";

/** A button that is only an icon: its label is its name and its tooltip. */
export function IconButton({
  label,
  icon,
  variant = "ghost",
  size = "icon-sm",
  ...rest
}: Omit<ButtonProps, "children" | "aria-label"> & { label: string; icon: ReactNode }) {
  return (
    <Tooltip text={label}>
      <Button {...rest} aria-label={label} icon={icon} variant={variant} size={size} />
    </Tooltip>
  );
}

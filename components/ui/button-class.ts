import clsx from "clsx";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "md" | "sm" | "icon" | "icon-sm";

const variants: Record<ButtonVariant, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong shadow-raised",
  secondary: "border border-line bg-button text-ink shadow-raised hover:border-line-strong hover:bg-hover",
  ghost: "text-ink-muted hover:bg-hover hover:text-ink",
  danger: "bg-danger text-on-danger hover:bg-danger-strong shadow-raised",
};

const sizes: Record<ButtonSize, string> = {
  md: "h-control px-3 text-sm",
  sm: "touch h-control-sm px-2.5 text-xs",
  icon: "size-control",
  "icon-sm": "touch size-control-sm",
};

export function buttonClass(variant: ButtonVariant = "secondary", size: ButtonSize = "md", extra?: string) {
  return clsx(
    "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium",
    "transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-default",
    "aria-disabled:opacity-70 print:hidden",
    variants[variant],
    sizes[size],
    extra,
  );
}

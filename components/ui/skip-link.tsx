import { buttonClass } from "./button-class";

export function SkipLink({ to = "main" }: { to?: string }) {
  return (
    <a
      href={`#${to}`}
      className={buttonClass("primary", "md", "-translate-y-16 fixed top-2 left-2 z-60 focus:translate-y-0")}
    >
      Skip to content
    </a>
  );
}

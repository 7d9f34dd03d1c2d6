"use client";

import { type CSSProperties, type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { SkipLink } from "../ui/skip-link";

/** The frame of the shell: what sticks below the banner is told how tall that is, however its words wrap. */
export function ShellTop({ banner, children }: { banner?: ReactNode; children: ReactNode }) {
  const top = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(0);
  const shown = Boolean(banner);
  useLayoutEffect(() => {
    const element = top.current;
    if (!shown || !element) return setHeight(0);
    const watch = new ResizeObserver(() => setHeight(element.getBoundingClientRect().height));
    watch.observe(element);
    return () => watch.disconnect();
  }, [shown]);
  return (
    <div style={{ "--shell-top": `${height}px` } as CSSProperties}>
      <SkipLink />
      {banner && (
        <div ref={top} className="sticky top-0 z-30 print:static">
          {banner}
        </div>
      )}
      <div className="flex min-h-[calc(100dvh-var(--shell-top))]">{children}</div>
    </div>
  );
}

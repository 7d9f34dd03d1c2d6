"use client";

import { useEffect, useRef, useState } from "react";

/**
 * Whether the table fits beside nothing but its frame. If it does, the page scrolls and the header sticks to
 * the page; if not, the frame scrolls both ways and the header sticks to the frame. Unknown until measured.
 */
export function useFits(width: number) {
  const frame = useRef<HTMLElement>(null);
  const [room, setRoom] = useState<number>();
  useEffect(() => {
    const element = frame.current?.parentElement;
    if (!element) return;
    const observer = new ResizeObserver(() => setRoom(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { frame, fits: room === undefined ? undefined : room >= width + 2, room: room ?? width };
}

"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { copyText } from "./copy-text";

/** Copies, and says so for two seconds. */
export function useCopied() {
  const [said, setSaid] = useState<"" | "Copied" | "Not copied">("");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const copy = useCallback(async (text: string) => {
    setSaid((await copyText(text)) ? "Copied" : "Not copied");
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setSaid(""), 2000);
  }, []);
  return [said, copy] as const;
}

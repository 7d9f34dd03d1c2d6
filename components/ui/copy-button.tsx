"use client";

import { Check, Copy } from "lucide-react";
import { Button, type ButtonProps } from "./button";
import { useCopied } from "./use-copied";

export function CopyButton({ text, children = "Copy", ...rest }: ButtonProps & { text: string }) {
  const [said, copy] = useCopied();
  return (
    <>
      <Button {...rest} icon={said === "Copied" ? <Check /> : <Copy />} onClick={() => copy(text)}>
        {said || children}
      </Button>
      <span role="status" className="sr-only">
        {said}
      </span>
    </>
  );
}

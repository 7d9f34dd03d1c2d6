"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { Input, type InputProps } from "./input";

/** May be looked at while typing; pasting and password managers work. */
export function PasswordInput(props: Omit<InputProps, "type" | "prefix" | "suffix">) {
  const [shown, setShown] = useState(false);
  return (
    <Input
      autoComplete="current-password"
      {...props}
      type={shown ? "text" : "password"}
      autoCapitalize="off"
      spellCheck={false}
      suffix={
        <button
          type="button"
          aria-label="Show password"
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
          className="touch -mr-1.5 grid size-7 place-items-center rounded-sm text-ink-muted hover:bg-hover hover:text-ink pointer-coarse:size-9"
        >
          {shown ? <EyeOff /> : <Eye />}
        </button>
      }
    />
  );
}

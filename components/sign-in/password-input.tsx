"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { useField } from "../ui/field-context";
import { IconButton } from "../ui/icon-button";

/** A password that can be shown while it is typed, pasted, and filled in by a password manager. */
export function PasswordInput({
  autoComplete,
  onType,
}: {
  autoComplete: "current-password" | "new-password";
  onType?: (typed: string) => void;
}) {
  const field = useField();
  const [shown, setShown] = useState(false);
  return (
    <div className="relative flex items-center">
      <input
        {...field}
        type={shown ? "text" : "password"}
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        onChange={onType && ((event) => onType(event.target.value))}
        className="control pr-11 text-sm"
      />
      <span className="absolute right-1 flex">
        <IconButton
          label={shown ? "Hide what is typed" : "Show what is typed"}
          aria-pressed={shown}
          icon={shown ? <EyeOff /> : <Eye />}
          onClick={() => setShown(!shown)}
        />
      </span>
    </div>
  );
}

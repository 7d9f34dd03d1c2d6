"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { MenuChoice } from "../ui/dropdown-menu";
import { rememberChoice } from "./remember-choice";

/** Lives inside an open menu, so it always starts from what the page shows. */
export function ThemeChoice() {
  const [theme, setTheme] = useState(() => document.documentElement.dataset.theme ?? "system");
  function choose(next: string) {
    setTheme(next);
    rememberChoice("theme", next);
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
  }
  return (
    <MenuChoice
      value={theme}
      onValueChange={choose}
      options={[
        { value: "system", label: "Like the system", icon: <Monitor /> },
        { value: "light", label: "Light", icon: <Sun /> },
        { value: "dark", label: "Dark", icon: <Moon /> },
      ]}
    />
  );
}

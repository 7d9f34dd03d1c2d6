"use client";

import { useEffect, useState } from "react";
import { useAccessChanges } from "./live-provider";

/** Next keeps a refused page refused until the address changes; whoever is let in meanwhile need not know that. */
export function AskAgain() {
  const changes = useAccessChanges();
  const [before] = useState(changes);
  useEffect(() => {
    if (changes !== before) location.reload();
  }, [changes, before]);
  return null;
}

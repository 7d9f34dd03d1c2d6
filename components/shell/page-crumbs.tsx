"use client";

import { use, useEffect } from "react";
import { CrumbContext } from "./crumb-context";

/** What a page adds to the path in the header, after the rail's own item. Draws nothing where it stands. */
export function PageCrumbs({ items }: { items: { label: string; href?: string }[] }) {
  const set = use(CrumbContext);
  const said = JSON.stringify(items);
  useEffect(() => {
    set(JSON.parse(said));
    return () => set([]);
  }, [set, said]);
  return null;
}

"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Permission } from "@/lib/access/permissions";
import type { Viewer } from "@/lib/operation/viewer";

const ViewerContext = createContext<Viewer | null>(null);

export function ViewerProvider({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  return <ViewerContext.Provider value={viewer}>{children}</ViewerContext.Provider>;
}

/** Who looks at this page, in which account, and what they may do. For showing only: the server decides again. */
export function useViewer(): Viewer & { can(permission: Permission): boolean } {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error("useViewer belongs inside the portal");
  return { ...viewer, can: (permission) => viewer.permissions[permission] !== undefined };
}

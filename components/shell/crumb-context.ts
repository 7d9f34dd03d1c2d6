"use client";

import { createContext } from "react";
import type { Crumb } from "../ui/breadcrumb";

export const CrumbContext = createContext<(crumbs: Crumb[]) => void>(() => {});

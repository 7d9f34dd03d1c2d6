import { z } from "zod";

export const gatewayName = z
  .string()
  .trim()
  .regex(/^[a-z0-9](-?[a-z0-9])*$/, "Use small letters, digits and single hyphens, such as core-radius-1.")
  .max(60, "Use at most 60 characters.");

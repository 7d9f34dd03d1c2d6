import pino from "pino";
import { env } from "@/lib/kernel/env";

/** JSON lines on standard output. Values under these names never reach it. */
export const log = pino({
  level: env("LOG_LEVEL"),
  base: undefined,
  redact: {
    paths: [
      "password",
      "token",
      "secret",
      "authorization",
      "cookie",
      "*.password",
      "*.token",
      "*.secret",
      "*.authorization",
      "*.cookie",
      "connectionString",
      "*.connectionString",
    ],
    censor: "[hidden]",
  },
});

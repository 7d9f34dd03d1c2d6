import type { z } from "zod";
import { invalid } from "@/lib/kernel/errors";
import { findUnkeepable } from "@/lib/kernel/text";

/** Where a page ends, for the next to begin after it: opaque to callers, checked when it comes back. */
export function encodeCursor(position: readonly (string | number | boolean | null)[]): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

/** Throws `invalid` when the cursor is not one that encodeCursor made for this shape. */
export function decodeCursor<Shape extends z.ZodType>(cursor: string, shape: Shape): z.infer<Shape> {
  try {
    const position = shape.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
    if (findUnkeepable(position) === null) return position;
  } catch {}
  throw invalid("This page's address is not complete. Start again from the first page.", {
    cursor: "is not valid",
  });
}

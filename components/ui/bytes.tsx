import clsx from "clsx";
import { sayBytes, sayExactBytes } from "./say-bytes";

export function Bytes({ value, className }: { value: bigint | number | string; className?: string }) {
  return (
    <data
      value={String(value)}
      title={sayExactBytes(value)}
      className={clsx("whitespace-nowrap tabular-nums", className)}
    >
      {sayBytes(value)}
    </data>
  );
}

import { writeUses } from "@/lib/use/write-uses";

const everyMs = 15_000;

/** Writes the counts down every few seconds, for as long as the process lives. Answers with how to end that: with a last time. */
export function keepCounting(): () => Promise<void> {
  let writing = Promise.resolve();
  const write = () => {
    // one after the other, should the database be slow
    writing = writing.then(writeUses);
    return writing;
  };
  const timer = setInterval(() => void write(), everyMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    return write();
  };
}

// Steps said in one line each, with how long they took. Plain Node: dependencies may not exist yet.

// Whoever read our output may be gone; what is being stopped is stopped all the same.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

const LIVE = Boolean(process.stderr.isTTY) && !process.env.CI;
const SAY_AGAIN_EVERY = 10_000;

/** @param {number} milliseconds */
function seconds(milliseconds) {
  if (milliseconds < 950) return `${Math.max(1, Math.round(milliseconds))} ms`;
  if (milliseconds < 9_500) return `${(milliseconds / 1_000).toFixed(1)} s`;
  if (milliseconds < 120_000) return `${Math.round(milliseconds / 1_000)} s`;
  return `${Math.floor(milliseconds / 60_000)} min ${Math.round((milliseconds % 60_000) / 1_000)} s`;
}

/** The progress of the step that is under way: a step within a step is part of it and says nothing itself. */
let outer;

/**
 * Runs `work` and says `title` with its duration. A terminal sees the seconds count up; a log file gets
 * a line now and then when the step is slow. `work` may call `progress("12 of 40")`.
 *
 * @template T
 * @param {string} title
 * @param {(progress: (text: string) => void) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  if (outer) return work(outer);
  const began = Date.now();
  let detail = "";
  const draw = () => {
    const text = `  … ${title}${detail && ` · ${detail}`} · ${seconds(Date.now() - began)}`;
    process.stderr.write(LIVE ? `\r\x1b[2K${text}` : `${text}\n`);
  };
  const timer = setInterval(draw, LIVE ? 250 : SAY_AGAIN_EVERY);
  outer = (text) => {
    detail = text;
  };
  const close = (mark, end) => {
    outer = undefined;
    clearInterval(timer);
    process.stderr.write(
      `${LIVE ? "\r\x1b[2K" : ""}  ${mark} ${title}${end} (${seconds(Date.now() - began)})\n`,
    );
  };
  try {
    const result = await work(outer);
    close("✓", "");
    return result;
  } catch (error) {
    close("✗", " failed");
    throw error;
  }
}

/** A failure whose message is all a person needs: printed without a stack. */
export class Stop extends Error {}

/** @param {unknown} error @returns {never} */
export function exitWith(error) {
  process.stderr.write(`\n${error instanceof Stop ? error.message : (error?.stack ?? String(error))}\n`);
  process.exit(1);
}

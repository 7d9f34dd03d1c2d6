import { exitWith, Stop, step } from "./step.mjs";
import { type Count, end } from "./test/run";
import { steps, type TestStep } from "./test/steps";

const words = (failure: unknown) =>
  failure instanceof Stop
    ? failure.message
    : failure instanceof Error
      ? (failure.stack ?? failure.message)
      : String(failure);

/** One step; a failing one says why and the next ones run all the same. */
async function take({ title, run }: TestStep, args: string[]): Promise<Count> {
  let output = "";
  let count: Count = { passed: 0, failed: 1, skipped: 0 };
  await step(title, async (progress) => {
    ({ count, output } = await run(progress, args).catch((error) => ({ count, output: words(error) })));
    if (count.failed > 0) throw new Error("failed");
  }).catch(() => process.stdout.write(`\n${output.trim()}\n\n`));
  return count;
}

/** `npm test` runs all steps; `npm test -- unit lib/devices` one of them, with arguments for its tool. */
async function main([only, ...args]: string[]): Promise<void> {
  const chosen = only === undefined ? Object.values(steps) : [steps[only]];
  const counts: Count[] = [];
  for (const chosenStep of chosen) {
    if (!chosenStep)
      throw new Stop(`npm test -- takes one of ${Object.keys(steps).join(", ")}, or nothing for all.`);
    if (end.aborted) throw new Stop("Interrupted.");
    counts.push(await take(chosenStep, args));
  }
  const sum = (key: keyof Count) => counts.reduce((total, count) => total + count[key], 0);
  const [passed, failed, skipped] = [sum("passed"), sum("failed"), sum("skipped")];
  process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`);
  process.exitCode = failed > 0 ? 1 : 0;
}

main(process.argv.slice(2)).then(() => process.exit(), exitWith);

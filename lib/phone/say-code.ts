/** A text with the code, and in its last line for which host a phone may fill it in by itself (WICG, origin-bound codes). */
export const codeText = (code: string, host: string): string =>
  `${code} is your code for Cordon. It works for ten minutes. Nobody from us ever asks you for it.\n\n@${host} #${code}`;

/** The same read aloud, digit by digit and twice, in the mark-up that the phone service speaks. */
export function codeSpeech(code: string): string {
  const digits = [...code].join(". ");
  return [
    '<?xml version="1.0" encoding="UTF-8"?><Response>',
    `<Say language="en-GB">Hello. Your code for Cordon is: ${digits}.</Say>`,
    '<Pause length="2"/>',
    `<Say language="en-GB">Once more: ${digits}. Nobody from us ever asks you for it. Goodbye.</Say>`,
    "</Response>",
  ].join("");
}

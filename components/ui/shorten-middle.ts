/** The middle goes, never the end: what tells two identifiers apart is at the end. */
export function shortenMiddle(text: string, max: number) {
  if (text.length <= max) return text;
  const tail = Math.ceil((max - 1) / 2);
  return `${text.slice(0, max - 1 - tail)}…${text.slice(-tail)}`;
}

/** A request that reached the NAS and was signed by who knows its secret. */
export interface Asked {
  at: Date;
  /** such as Disconnect-Request */
  kind: string;
  /** names and values as FreeRADIUS writes them, in the order of the packet */
  attributes: readonly (readonly [name: string, value: string])[];
}

/** Reads the kind of packet and what FreeRADIUS makes of `%{pairs:request:}`. */
export function readAsked(text: string, at: Date): Asked {
  const kind = text.split(" ", 1)[0] ?? "";
  const pairs = text.slice(kind.length + 1);
  const attributes = [...pairs.matchAll(PAIR)].map(
    ([, name = "", quoted, bare = ""]) => [name, quoted === undefined ? bare : unescaped(quoted)] as const,
  );
  return { at, kind, attributes };
}

export const attributeOf = (asked: Asked, name: string): string | undefined =>
  asked.attributes.find(([each]) => each === name)?.[1];

const PAIR = /([\w.-]+) = (?:"((?:[^"\\]|\\.)*)"|([^,]*))(?:, |$)/g;

const unescaped = (text: string): string => text.replaceAll(/\\(.)/g, "$1");

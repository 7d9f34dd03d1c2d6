import "server-only";
import Bowser from "bowser";

export interface Browser {
  family: string | null;
  system: string | null;
  /** as a person would call it; what it says of itself proves nothing */
  words: string;
}

const families = new Set(Object.values(Bowser.BROWSER_MAP));
const systems = new Set(Object.values(Bowser.OS_MAP));
const shorter: Record<string, string> = { "Microsoft Edge": "Edge" };

/** The browser and system that a User-Agent header names, without its version. Words of its own making are not repeated. */
export function readBrowser(userAgent: string | null): Browser {
  if (!userAgent) return { family: null, system: null, words: "An unknown program" };
  const { browser, os } = Bowser.parse(userAgent.slice(0, 300).replace("HeadlessChrome/", "Chrome/"));
  const family = browser.name && families.has(browser.name) ? (shorter[browser.name] ?? browser.name) : null;
  const system = os.name && systems.has(os.name) ? os.name : null;
  const words = family && system ? `${family} on ${system}` : (family ?? system ?? "An unknown program");
  return { family, system, words };
}

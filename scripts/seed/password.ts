import { randomInt } from "node:crypto";

const words =
  "amber anchor basin beacon birch canal cedar cobalt copper coral delta ember falcon fern garnet granite harbour hazel indigo iron juniper lantern larch linen maple marble meadow nickel oak orchid pebble pewter pine quartz raven river saffron slate spruce tidal timber topaz tundra valley velvet walnut willow zinc".split(
    " ",
  );

/** A password that a person can type from a terminal: five words by chance, made anew for each demonstration. */
export function demoPassword(): string {
  return Array.from({ length: 5 }, () => words[randomInt(words.length)]).join("-");
}

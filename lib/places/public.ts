/** What other nouns may ask about where somebody is and what they use. */
export { type Place, placeOf, sayPlace } from "@/lib/places/place-of";
export { type Browser, readBrowser } from "@/lib/places/read-browser";

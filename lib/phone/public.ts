/** What other nouns may ask about sending to phones. */
export { phoneAvailable } from "@/lib/phone/settings";

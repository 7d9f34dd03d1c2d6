import { respond } from "@/lib/operation/respond";
import { previewPolicy } from "@/lib/policy/preview-policy";

/** ?secondFactor=everyone&kinds=app&kinds=key&phishingResistant=false, with or without &graceUntil=… */
export const GET = respond(previewPolicy, (request) => {
  const params = new URL(request.url).searchParams;
  return {
    secondFactor: params.get("secondFactor"),
    graceUntil: params.get("graceUntil"),
    kinds: params.getAll("kinds"),
    phishingResistant: params.get("phishingResistant") === "true",
  };
});

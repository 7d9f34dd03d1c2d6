import { fromSearchParams } from "@/lib/operation/respond";
import { respondAsFile } from "@/lib/operation/respond-as-file";
import { getPeopleTemplate } from "@/lib/people/import/get-people-template";

export const GET = respondAsFile(getPeopleTemplate, fromSearchParams);

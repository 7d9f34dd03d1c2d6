import { fetchDownload } from "@/lib/credentials/fetch-download";
import { respondAsEncryptedFile } from "@/lib/operation/respond-as-encrypted-file";

export const POST = respondAsEncryptedFile(fetchDownload);
